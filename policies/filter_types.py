"""The kinds of filters: by an option, an entry, a year, a period or a currency."""

from collections import Counter
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Model, Q, QuerySet
from django.db.models.functions import Left
from django.http import Http404
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, ModelChoiceFilter
from django_filters.fields import ModelChoiceField

from inet3site.listing.facets import Faceted, plainly
from inet3site.publishing.models import Entry
from inet3site.publishing.public import Moved, Withdrawn, find

from .belonging import belongs_to, layers_of
from .models import Layer
from .models.quantities import validate_currency

ANY = _("Any")


class OptionFilter(Faceted, ChoiceFilter):
    """A filter by one of the choices of a field."""


def option(label: LazyText | str, choices: Any, **kwargs: Any) -> OptionFilter:
    """A filter by one of the choices of a field."""
    return OptionFilter(label=label, choices=choices.choices, empty_label=ANY, **kwargs)


class EntryField(ModelChoiceField):
    """A choice of an entry by its address, present or former.

    `moved` is the entry that was found by a former address; None where none was.
    """

    moved: Entry | None = None

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError as error:
            if error.code != "invalid_choice":
                raise
            self.moved = self._formerly_at(value, error)
            return self.moved

    def prepare_value(self, value: Any) -> Any:
        """The present address, so that the form shows as chosen what was found."""
        return super().prepare_value(self.moved if isinstance(value, str) and self.moved else value)

    def _formerly_at(self, slug: str, error: ValidationError) -> Entry:
        try:
            return find(self.queryset, slug=slug)
        except Moved as moved:
            return moved.entry
        except (Withdrawn, Http404):
            raise error from None


class EntryFilter(Faceted, ModelChoiceFilter):
    """A filter by an entry."""

    field_class = EntryField

    @property
    def facet(self) -> F:
        """The address of the entry."""
        return F(f"{self.field_name}__slug")


def entry(
    label: LazyText | str,
    model: type[Model],
    field_name: str,
    *,
    by: type[EntryFilter] = EntryFilter,
    **kwargs: Any,
) -> EntryFilter:
    """A filter by the address of a related entry."""
    return by(
        label=label,
        field_name=field_name,
        queryset=model._default_manager.all(),
        to_field_name="slug",
        empty_label=ANY,
        distinct=True,
        **kwargs,
    )


class LayerFilter(EntryFilter):
    """A filter by a layer to which a row may belong by several paths."""

    def __init__(self, paths: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.paths = paths

    def filter(self, qs: QuerySet, value: Layer | None) -> QuerySet:
        """The rows that belong to the layer, or all where none is given."""
        return qs if value is None else qs.filter(belongs_to(value, qs.model, self.paths))

    def pairs(self, rows: QuerySet) -> list[tuple[Any, Any]]:
        """The key of each row with each of its layers, in the order of their addresses."""
        slugs = dict(Layer.objects.values_list("pk", "slug"))
        layers = layers_of(rows.model, self.paths)
        keys = rows.order_by().values_list("pk", flat=True).distinct()
        pairs = [(key, slugs[layer]) for key in keys for layer in layers.get(key, ())]
        return sorted(pairs, key=itemgetter(1))

    def tally(self, rows: QuerySet) -> dict[str, int]:
        """How many of the rows belong to each layer, in the order of their addresses."""
        return dict(Counter(slug for _key, slug in self.pairs(rows)))


def layer(paths: Sequence[str]) -> EntryFilter:
    """A filter by the address of a layer, to which these paths lead."""
    return entry(_("Layer"), Layer, "layer", by=LayerFilter, paths=paths)


class YearFilter(Faceted):
    """A filter of EDTF dates by their year; years count from the newest one."""

    field_class = forms.IntegerField

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name, lookup_expr="startswith", **kwargs)
        self.extra.update(min_value=1000, max_value=9999)

    @property
    def facet(self) -> Left:
        """The year of the date."""
        return Left(self.field_name, 4)

    def tally(self, rows: QuerySet) -> dict[str, int]:
        """How many of the rows each year finds, the newest first."""
        return dict(reversed(super().tally(rows).items()))


class PeriodYearFilter(YearFilter):
    """A filter of rows whose period, from `period_from` to `period_to`, includes a year.

    A period that names one end only is open at the other; one that names none includes no year.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("period_from", **kwargs)

    def filter(self, qs: QuerySet, value: int | None) -> QuerySet:
        """The rows whose period includes the year, or all where none is given."""
        if value is None:
            return qs
        begun = Q(period_from="") | Q(period_from__lte=f"{value}-12-31")
        unended = Q(period_to="") | Q(period_to__gte=str(value))
        return qs.filter(begun, unended).exclude(period_from="", period_to="")

    def tally(self, rows: QuerySet) -> dict[str, int]:
        """How many of the rows each year finds, of the years from the first to the last named."""
        ends = plainly(rows).values_list("period_from", "period_to").order_by()
        periods = [each for each in ends.annotate(Count("pk")) if each[0] or each[1]]
        named = [int(end[:4]) for *ends, _count in periods for end in ends if end]
        years = range(max(named), min(named) - 1, -1) if named else ()
        return {
            str(year): sum(
                count
                for start, end, count in periods
                if start[:4] <= str(year) and (not end or end >= str(year))
            )
            for year in years
        }


class CurrencyFilter(Faceted, CharFilter):
    """A filter by an ISO 4217 code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Currency"), validators=[validate_currency], **kwargs)
