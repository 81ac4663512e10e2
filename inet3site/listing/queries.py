"""What a list shows of a request's query string: which rows, and the filters in force.

Parameters that the form does not know are ignored, since links from elsewhere carry them. A value
that the form refuses makes the answer a 400 that shows the form with its errors.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import Model, QuerySet
from django.forms import BoundField
from django.http import Http404, HttpRequest, QueryDict
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet

from inet3site.publishing.registry import all_types

from .facets import Facet, facet_of

PER_PAGE = 50
PAGE = "page"
SORT = "sort"
FORMAT = "format"


@dataclass(frozen=True)
class Chip:
    """One filter in force: its label and value in words, and the query string without it."""

    name: str
    label: str
    value: str
    query_without: str


@dataclass(frozen=True)
class Alternative:
    """What dropping one filter of an empty list would find."""

    chip: Chip
    found: int


@dataclass(frozen=True)
class Control:
    """A field of the filter form, with its facet where it has one."""

    field: BoundField
    facet: Facet | None


class Listing:
    """The rows, the form and the filters in force of one request for a list."""

    def __init__(
        self, request: HttpRequest, filterset: type[FilterSet], queryset: QuerySet
    ) -> None:
        self.path = request.path
        self.query = request.GET
        self.queryset = queryset
        self.filters = filterset(self.query, queryset)
        self.is_valid = self.filters.is_valid()

    @property
    def model(self) -> type[Model]:
        """The model of the rows."""
        return self.queryset.model

    @property
    def status(self) -> int:
        """The HTTP status of the answer: 200, or 400 where the form has errors."""
        return 200 if self.is_valid else 400

    @property
    def rows(self) -> QuerySet:
        """All rows that the filters let through, in the chosen order."""
        return self.filters.qs if self.is_valid else self.queryset.none()

    @cached_property
    def page(self) -> Page:
        """The rows asked for; raise Http404 for a page that is not there."""
        return page_of(self.rows, self.query)

    @cached_property
    def in_force(self) -> dict[str, str]:
        """The values of the form's fields, the order included, as a query string has them."""
        return {
            field.name: str(field.value())
            for field in self.filters.form
            if field.value() and not field.errors and self._means_something(field)
        }

    @property
    def order(self) -> list[str]:
        """The columns by which the rows are sorted on request; an expression ends the list."""
        columns: Any = self.rows.query.order_by if SORT in self.in_force else ()
        return list(takewhile(lambda column: isinstance(column, str), columns))

    @cached_property
    def chips(self) -> list[Chip]:
        """The filters in force, in the order of the form."""
        fields = (self.filters.form[name] for name in self.in_force if name != SORT)
        return [
            Chip(field.name, str(field.label), _in_words(field), self._query_without(field.name))
            for field in fields
        ]

    @cached_property
    def alternatives(self) -> list[Alternative]:
        """For each filter in force, what dropping it would find, where that is anything."""
        found = (Alternative(chip, self._count_without(chip.name)) for chip in self.chips)
        return [alternative for alternative in found if alternative.found]

    def _count_without(self, name: str) -> int:
        data = self.query.copy()
        data.pop(name, None)
        return type(self.filters)(data, self.queryset).qs.count()

    @cached_property
    def controls(self) -> list[Control]:
        """The fields of the form, with facets where the form is valid.

        A facet that offers nothing is left out. A filter class may say that it `is_counted` not.
        """
        form = self.filters.form
        if not (self.is_valid and getattr(self.filters, "is_counted", True)):
            return [Control(field, None) for field in form]
        controls = (Control(field, facet_of(self.filters, field)) for field in form)
        return [each for each in controls if each.facet is None or each.facet.options]

    @property
    def is_data(self) -> bool:
        """Whether the rows are entries or parts of them, of which tables and feeds can tell."""
        return any(self.model in entry_type.models for entry_type in all_types())

    @property
    def csv(self) -> str:
        """The query string of these rows as a table."""
        return _query_string({**self.in_force, FORMAT: "csv"})

    @property
    def atom(self) -> str:
        """The query string of these rows as a feed, which has an order of its own."""
        return _query_string({**self._filters, FORMAT: "atom"})

    @property
    def filtered(self) -> str:
        """The query string of these rows as a page, in the order of the list."""
        return _query_string(self._filters)

    @property
    def _filters(self) -> dict[str, str]:
        return {name: value for name, value in self.in_force.items() if name != SORT}

    def _means_something(self, field: BoundField) -> bool:
        return self.filters.form.cleaned_data.get(field.name) not in (None, "")

    def _query_without(self, name: str) -> str:
        """The query string of the form's own fields but this one, from the first page on."""
        return _query_string({key: value for key, value in self.in_force.items() if key != name})


def _query_string(values: Mapping[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update(values)
    return f"?{query.urlencode()}" if query else "?"


def _in_words(field: BoundField) -> str:
    """The name of the chosen entry or option, or the value itself where there are no options."""
    value = field.form.cleaned_data[field.name]
    if isinstance(value, Model):
        return str(value)
    return str(dict(getattr(field.field, "choices", ())).get(value, value))


def page_of(rows: QuerySet, query: QueryDict) -> Page:
    """The page of `rows` that a query string asks for; raise Http404 for one that isn't there."""
    try:
        return Paginator(rows, PER_PAGE).page(query.get(PAGE, 1))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404(str(error)) from error


class SortFilter(ChoiceFilter):
    """A choice among orders: the label of each, and the fields by which it sorts.

    Without a choice the rows stay as they are. Give it to a FilterSet under the name SORT.
    """

    def __init__(self, orders: Mapping[str, tuple[LazyText, tuple[Any, ...]]]) -> None:
        self.fields = {name: fields for name, (_label, fields) in orders.items()}
        super().__init__(
            label=_("Sort by"),
            choices=[(name, label) for name, (label, _fields) in orders.items()],
            empty_label=None,
            null_label=None,
        )

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """The rows in the order of this name, if any is chosen."""
        return qs.order_by(*self.fields[value]) if value else qs
