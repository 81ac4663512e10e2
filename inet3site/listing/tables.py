"""A list as a table: CSV (RFC 4180) of all rows that a query finds.

The columns are the model's own, by their names, then the addresses of related entries: those that
it links to, and those by which the list is filtered. All names are stable; texts are in both
languages.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from itertools import batched
from operator import attrgetter
from pathlib import PurePosixPath
from typing import Any

from django.db.models import Field, Model, QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django_filters import FilterSet, ModelChoiceFilter

from inet3site.publishing.exchange.cells import FORMULA
from inet3site.publishing.models import Entry
from inet3site.publishing.registry import parent_field

from .facets import Faceted, plainly
from .queries import Listing

BATCH = 2000
"""So many rows are read at a time."""

BYTE_ORDER_MARK = "\ufeff"
"""By which Excel knows that a file is in UTF-8."""

INTERNAL = frozenset({"id", "edition", "updated_at", "translated_from"})
"""Fields of which nothing is told, or at the beginning of the row."""

Columns = dict[str, Callable[[Any], Any]]
Pairs = Callable[[QuerySet], Iterable[tuple[Any, Any]]]


class Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def table(request: HttpRequest, listing: Listing) -> StreamingHttpResponse:
    """All rows of a list, as a file that is named after the list and the day."""
    name = f"{PurePosixPath(listing.path).name}-{localdate().isoformat()}.csv"
    return StreamingHttpResponse(
        lines(listing.rows, type(listing.filters), request.build_absolute_uri),
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def lines(
    rows: QuerySet, filterset: type[FilterSet], absolute: Callable[[str], str]
) -> Iterator[str]:
    """The lines of the file, the names of the columns first."""
    writer = csv.writer(Echo())
    own = own_columns(rows.model, absolute)
    linked = links(rows.model, filterset)
    yield BYTE_ORDER_MARK + writer.writerow([*own, *linked])
    read = rows.prefetch_related(None).iterator(chunk_size=BATCH)
    for batch in batched(read, BATCH):
        found = rows.model._default_manager.filter(pk__in=[row.pk for row in batch])
        addresses = [by_row(pairs(found)) for pairs in linked.values()]
        for row in batch:
            values = [value(row) for value in own.values()]
            values += [of_row[row.pk] for of_row in addresses]
            yield writer.writerow([cell(value) for value in values])


def own_columns(model: type[Model], absolute: Callable[[str], str]) -> Columns:
    """The columns of a row's own values; an entry that it names has its address and names."""
    parent = parent_field(model)
    entry = f"{parent}." if parent else ""
    columns: Columns = {
        "id": attrgetter("pk"),
        "address": lambda row: absolute(reverse("id", args=[row.pk])),
        "edition": attrgetter(f"{entry}edition"),
        "updated_at": attrgetter(f"{entry}updated_at"),
    }
    for field in model._meta.concrete_fields:
        if field.name not in INTERNAL:
            columns |= _columns_of(field)
    return columns


def _columns_of(field: Field) -> Columns:
    target: Any = field.related_model
    if target is None or not issubclass(target, Entry):
        return {field.name: attrgetter(field.attname)}
    name = "name" if hasattr(target, "name_zh") else "title"
    return {
        field.name: partial(_of_target, field.name, "slug"),
        **{
            f"{field.name}_{language}": partial(_of_target, field.name, f"{name}_{language}")
            for language in ("zh", "en")
        },
    }


def _of_target(field: str, name: str, row: Model) -> str:
    target = getattr(row, field)
    return "" if target is None else getattr(target, name)


def links(model: type[Model], filterset: type[FilterSet]) -> dict[str, Pairs]:
    """The columns of the entries that a row is linked to, and of those that it is found by."""
    many = {field.name: partial(_linked, field.name) for field in model._meta.many_to_many}
    own = {field.name for field in model._meta.concrete_fields} | many.keys()
    return many | {
        name: item.pairs
        for name, item in filterset.base_filters.items()
        if isinstance(item, Faceted)
        and isinstance(item, ModelChoiceFilter)
        and item.field_name not in own
    }


def _linked(name: str, rows: QuerySet) -> Iterable[tuple[Any, str]]:
    path = f"{name}__slug"
    return plainly(rows).filter(**{f"{path}__isnull": False}).order_by(path).values_list("pk", path)


def by_row(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, str]:
    """The addresses of each row, by its key, in one cell."""
    gathered: dict[Any, list[str]] = defaultdict(list)
    for key, slug in pairs:
        gathered[key].append(slug)
    return defaultdict(str, {key: " ".join(slugs) for key, slugs in gathered.items()})


def cell(value: Any) -> str:
    """A value as text: moments in UTC, plain decimals, and no formula."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case Decimal():
            return f"{value.normalize():f}"
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
