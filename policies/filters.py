"""The filters of policies and of what they refer to: one FilterSet a model.

HTML lists show them as forms, and the API subclasses them. Entries are named by their address.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.utils.functional import Promise as LazyText
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, Filter, FilterSet, ModelChoiceFilter
from django_filters.fields import ModelChoiceField

from inet3site.publishing.models import Entry
from inet3site.publishing.public import Moved, Withdrawn, find

from .models import (
    Layer,
    LegalStatus,
    Level,
    Operator,
    Organisation,
    OrganisationKind,
    Policy,
    PolicyKind,
    Provision,
    ProvisionKind,
    Section,
    Source,
    SourceKind,
    SourceLanguage,
    Target,
    Technology,
    TechnologyKind,
    Term,
    TermRelationKind,
)
from .models.quantities import validate_currency

ANY = _("Any")


def option(label: LazyText | str, choices: Any, **kwargs: Any) -> ChoiceFilter:
    """A filter by one of the choices of a field."""
    return ChoiceFilter(label=label, choices=choices.choices, empty_label=ANY, **kwargs)


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


class EntryFilter(ModelChoiceFilter):
    """A filter by an entry."""

    field_class = EntryField


def entry(label: LazyText | str, model: type[Model], field_name: str, **kwargs: Any) -> EntryFilter:
    """A filter by the address of a related entry."""
    return EntryFilter(
        label=label,
        field_name=field_name,
        queryset=model._default_manager.all(),
        to_field_name="slug",
        empty_label=ANY,
        distinct=True,
        **kwargs,
    )


class YearFilter(Filter):
    """A filter of EDTF dates by their year."""

    field_class = forms.IntegerField

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name, lookup_expr="startswith", **kwargs)
        self.extra.update(min_value=1000, max_value=9999)


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


class PolicyFilter(FilterSet):
    kind = option(_("Kind"), PolicyKind)
    level = option(_("Level"), Level)
    organisation = entry(_("Issuing body"), Organisation, "issuances__organisation")
    layer = entry(_("Layer"), Layer, "provisions__technologies__layers")
    technology = entry(_("Technology"), Technology, "provisions__technologies")
    year = YearFilter("published_on", label=_("Year of publication"))
    status = option(_("Legal status"), LegalStatus, field_name="legal_status")

    class Meta:
        model = Policy
        fields: list[str] = []


class PolicyListFilter(PolicyFilter):
    """The filters of the HTML list, which also sorts."""

    SORTS = [
        ("-published_on", _("Newest first")),
        ("published_on", _("Oldest first")),
        ("title", _("Title")),
    ]
    sort = ChoiceFilter(
        label=_("Sort by"), choices=SORTS, method="sorted_by", empty_label=None, null_label=None
    )

    def sorted_by(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """The rows in the order of one of SORTS, with the address where that is a tie."""
        if value == "title":
            value = "title_zh" if (get_language() or "").startswith("zh") else "title_en"
        return queryset.order_by(value, "slug")


class SectionFilter(FilterSet):
    policy = entry(_("Policy"), Policy, "policy")

    class Meta:
        model = Section
        fields: list[str] = []


class ProvisionFilter(FilterSet):
    kind = option(_("Kind"), ProvisionKind)
    policy = entry(_("Policy"), Policy, "policy")
    technology = entry(_("Technology"), Technology, "technologies")
    organisation = entry(_("Organisation"), Organisation, "organisations")

    class Meta:
        model = Provision
        fields: list[str] = []


class TargetFilter(FilterSet):
    policy = entry(_("Policy"), Policy, "policy")
    level = option(_("Level"), Level, field_name="policy__level")
    currency = CharFilter(label=_("Currency"), validators=[validate_currency])
    operator = option(_("Operator"), Operator)
    year = PeriodYearFilter(label=_("Year within the period"))

    class Meta:
        model = Target
        fields: list[str] = []


class TermFilter(FilterSet):
    broader = entry(_("Broader term"), Term, "relations", method="narrower_than")
    related = entry(_("Related term"), Term, "relations", method="related_to")

    class Meta:
        model = Term
        fields: list[str] = []

    def narrower_than(self, queryset: QuerySet, name: str, term: Term) -> QuerySet:
        """The terms of which this one is a broader term."""
        broader = TermRelationKind.BROADER
        return queryset.filter(relations__kind=broader, relations__related_term=term)

    def related_to(self, queryset: QuerySet, name: str, term: Term) -> QuerySet:
        """The terms that this one is related to, whichever of the two says so."""
        related = TermRelationKind.RELATED
        said = Q(relations__kind=related, relations__related_term=term)
        told = Q(inverse_relations__kind=related, inverse_relations__term=term)
        return queryset.filter(said | told).distinct()


class LayerFilter(FilterSet):
    technology = entry(_("Technology"), Technology, "technologies")

    class Meta:
        model = Layer
        fields: list[str] = []


class TechnologyFilter(FilterSet):
    kind = option(_("Kind"), TechnologyKind)
    layer = entry(_("Layer"), Layer, "layers")

    class Meta:
        model = Technology
        fields: list[str] = []


class OrganisationFilter(FilterSet):
    kind = option(_("Kind"), OrganisationKind)

    class Meta:
        model = Organisation
        fields: list[str] = []


class SourceFilter(FilterSet):
    kind = option(_("Kind"), SourceKind)
    language = option(_("Language"), SourceLanguage)

    class Meta:
        model = Source
        fields: list[str] = []
