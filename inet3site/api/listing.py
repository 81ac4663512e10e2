"""What a client asks of a list: which rows, in which order, from where on, and how many."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django_filters import FilterSet

from . import cursors
from .cursors import Key
from .parameters import Parameters, nearest

LIMIT, LIMIT_MAX = 50, 200
PAGING = ("limit", "cursor", "sort", "count")


@dataclass(frozen=True)
class Order:
    """How a list may be sorted: public names and the columns they stand for, none of them NULL.

    `default` is a value of `sort`.
    """

    columns: dict[str, str]
    default: str

    @property
    def choices(self) -> list[str]:
        """What `sort` takes, several of them separated by commas."""
        return [*self.columns, *(f"-{name}" for name in self.columns)]

    def keys(self, names: list[str]) -> list[Key]:
        """The columns of these values of `sort`, with the key as the last."""
        columns = [(self.columns[name.removeprefix("-")], name.startswith("-")) for name in names]
        return [*(Key(path, descending) for path, descending in columns), Key("pk")]


class Listing:
    """One request for a list, read and checked: raise InvalidParameters for what is wrong."""

    def __init__(
        self,
        *,
        parameters: Parameters,
        name: str,
        order: Order,
        filterset: type[FilterSet],
        queryset: QuerySet,
    ) -> None:
        self.parameters = parameters
        self.limit = parameters.number("limit", default=LIMIT, low=1, high=LIMIT_MAX)
        self.counts = parameters.one_of("count", ["exact"]) is not None
        names = parameters.several("sort", order.choices)
        self.filters = parameters.given(filterset.base_filters)
        self.filterset = read_filters(parameters, filterset, queryset)
        parameters.check()
        self.keys = order.keys(names or order.default.split(","))
        self.scope = cursors.scope(name, self.keys, self.filters)
        self.place = self._place()

    @cached_property
    def rows(self) -> list[Any]:
        """The rows of the page, and one more where there is more."""
        found = self.filterset.qs.order_by(*(key.ordering for key in self.keys))
        if self.place is not None:
            found = found.filter(cursors.after(self.place, self.keys))
        return list(found[: self.limit + 1])

    @property
    def page(self) -> list[Any]:
        """The rows of the page."""
        return self.rows[: self.limit]

    @property
    def next_cursor(self) -> str | None:
        """Where the next page begins; None on the last one."""
        if len(self.rows) <= self.limit:
            return None
        return cursors.encode(cursors.place_of(self.page[-1], self.keys), scope=self.scope)

    def count(self) -> int:
        """How many rows there are on all pages."""
        return self.filterset.qs.count()

    def _place(self) -> cursors.Values | None:
        cursor = self.parameters.get("cursor")
        if cursor is None:
            return None
        try:
            return cursors.decode(cursor, scope=self.scope)
        except cursors.InvalidCursor:
            detail = _("“cursor” was not given for this list with this order and these filters.")
            self.parameters.refuse("cursor", "invalid", detail)
            self.parameters.check()
            raise


def read_filters(
    parameters: Parameters, filterset: type[FilterSet], queryset: QuerySet
) -> FilterSet:
    """The rows that the parameters ask for; what is wrong with these is noted there."""
    given = parameters.given(filterset.base_filters)
    filters = filterset(_query(given), queryset)
    for name, errors in filters.errors.get_json_data().items():
        for error in errors:
            detail = f"“{name}”: {error['message']}"
            suggestion = _nearest(filters.form.fields[name], given[name])
            parameters.refuse(name, error["code"], detail, suggestion)
    return filters


def _nearest(field: Any, value: str) -> str | None:
    if not hasattr(field, "choices"):
        return None
    return nearest(value, (str(known) for known, _label in field.choices if known))


def _query(values: dict[str, str]) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update(values)
    return query
