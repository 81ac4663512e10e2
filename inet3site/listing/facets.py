"""Facets: what each value of a filter would find, given the other filters in force.

A filter class that mixes in Faceted is counted in every list that uses it, by one query.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet
from django.forms import BoundField
from django_filters import Filter, FilterSet

SHORT = 5
"""A facet that offers up to so many values shows them all; a longer one is a menu."""


def plainly(rows: QuerySet) -> QuerySet:
    """The same rows without the filters' joins, which a path to their values would take up.

    A document is found by two filters though no one provision of it meets both; counted over the
    joins of the one, only the provisions that this one has matched would count for the other.
    """
    return rows.model._default_manager.filter(pk__in=rows.order_by().values("pk"))


class Faceted(Filter):
    """A filter by the values of a column, which can be counted."""

    @property
    def facet(self) -> Any:
        """The path or expression of the column that the filter compares."""
        return F(self.field_name)

    def with_values(self, rows: QuerySet) -> QuerySet:
        """The rows, each as often as it has a value, which is annotated as `facet`."""
        return rows.annotate(facet=self.facet).exclude(facet=None)

    def pairs(self, rows: QuerySet) -> Iterable[tuple[Any, Any]]:
        """The key of each row with each of its values, in the order of the values."""
        found = self.with_values(plainly(rows)).values_list("pk", "facet")
        return found.distinct().order_by("facet")

    def tally(self, rows: QuerySet) -> dict[str, int]:
        """How many of the rows each value finds, in the order of the values."""
        found = self.with_values(plainly(rows)).values_list("facet")
        counted = found.annotate(found=Count("pk", distinct=True)).order_by("facet")
        return {str(value): count for value, count in counted if value != ""}


@dataclass(frozen=True)
class Option:
    """A value of a facet, its name, and how many rows it would give."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """The values of one filter that would give anything, and the chosen one in any case."""

    name: str
    options: list[Option]
    is_short: bool

    @property
    def is_open(self) -> bool:
        """Whether no value is chosen."""
        return not any(option.is_chosen for option in self.options)


def rows_without(filters: FilterSet, name: str) -> QuerySet:
    """The rows that all filters of a valid form but one let through, in the order of the list."""
    rows = filters.queryset.all()
    for other, value in filters.form.cleaned_data.items():
        if other != name:
            rows = filters.filters[other].filter(rows, value)
    return rows


def facet_of(filters: FilterSet, field: BoundField) -> Facet | None:
    """The facet of a field of a valid form; None where its filter has none."""
    item = filters.filters[field.name]
    if not isinstance(item, Faceted):
        return None
    found = item.tally(rows_without(filters, field.name))
    chosen = str(field.value() or "").strip()
    choices = getattr(field.field, "choices", None)
    labels = _labels(found) if choices is None else _labels(choices)
    if chosen:
        labels.setdefault(chosen, chosen)
    options = [
        Option(value, label, found.get(value, 0), value == chosen)
        for value, label in labels.items()
        if value in found or value == chosen
    ]
    return Facet(field.name, options, choices is not None and len(labels) <= SHORT)


def _labels(choices: Any) -> dict[str, str]:
    pairs = ((each, each) for each in choices) if isinstance(choices, dict) else choices
    return {str(value): label for value, label in pairs if str(value)}
