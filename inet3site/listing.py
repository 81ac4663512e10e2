"""Lists with a filter form: what an HTML list shows of a request's query string.

Parameters that the form does not know are ignored, since links from elsewhere carry them. A value
that the form refuses makes the answer a 400 that shows the form with its errors.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import Model, QuerySet
from django.forms import BoundField
from django.http import Http404, HttpRequest, QueryDict
from django.template.response import TemplateResponse
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet

PER_PAGE = 50
PAGE = "page"
SORT = "sort"


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


class Listing:
    """The rows, the form and the filters in force of one request for a list."""

    def __init__(
        self, request: HttpRequest, filterset: type[FilterSet], queryset: QuerySet
    ) -> None:
        self.query = request.GET
        self.queryset = queryset
        self.filterset = filterset
        self.filters = filterset(self.query, queryset)
        self.is_valid = self.filters.is_valid()

    @property
    def status(self) -> int:
        """The HTTP status of the answer: 200, or 400 where the form has errors."""
        return 200 if self.is_valid else 400

    @cached_property
    def page(self) -> Page:
        """The rows asked for; raise Http404 for a page that is not there."""
        return page_of(self.filters.qs if self.is_valid else self.queryset.none(), self.query)

    @cached_property
    def chips(self) -> list[Chip]:
        """The filters in force, in the order of the form."""
        return [
            Chip(field.name, str(field.label), _in_words(field), self._query_without(field.name))
            for field in self.filters.form
            if field.name != SORT and field.value() and not field.errors
        ]

    @cached_property
    def alternatives(self) -> list[Alternative]:
        """For each filter in force, what dropping it would find, where that is anything."""
        found = (Alternative(chip, self._count_without(chip.name)) for chip in self.chips)
        return [alternative for alternative in found if alternative.found]

    def _count_without(self, name: str) -> int:
        data = self.query.copy()
        data.pop(name, None)
        return self.filterset(data, self.queryset).qs.count()

    def _query_without(self, name: str) -> str:
        """The query string of the form's own fields but this one, from the first page on."""
        kept = QueryDict(mutable=True)
        for field in self.filters.form:
            if field.name != name and field.value():
                kept[field.name] = field.value()
        return f"?{kept.urlencode()}"


def _in_words(field: BoundField) -> str:
    """The name of the chosen entry or option, or the value itself where there are no options."""
    value = field.form.cleaned_data[field.name]
    if isinstance(value, Model):
        return str(value)
    return str(dict(getattr(field.field, "choices", ())).get(value, value))


def list_page(
    request: HttpRequest,
    template: str,
    filterset: type[FilterSet],
    queryset: QuerySet,
    **context: Any,
) -> TemplateResponse:
    """The answer to a request for a list, which the template finds as `listing`."""
    listing = Listing(request, filterset, queryset)
    return TemplateResponse(
        request, template, {"listing": listing, **context}, status=listing.status
    )


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
