"""The filters of policies and of what they refer to: one FilterSet a model.

HTML lists show them as forms, and the API subclasses them. Entries are named by their address.
"""

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet

from .belonging import POLICY_TO_LAYER
from .filter_types import CurrencyFilter, PeriodYearFilter, YearFilter, entry, layer, option
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
)
from .term_filters import BroaderFilter, RelatedFilter


class PolicyFilter(FilterSet):
    kind = option(_("Kind"), PolicyKind)
    level = option(_("Level"), Level)
    organisation = entry(_("Issuing body"), Organisation, "issuances__organisation")
    layer = layer(POLICY_TO_LAYER)
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
    currency = CurrencyFilter()
    operator = option(_("Operator"), Operator)
    year = PeriodYearFilter(label=_("Year within the period"))

    class Meta:
        model = Target
        fields: list[str] = []


class TermFilter(FilterSet):
    broader = entry(_("Broader term"), Term, "relations__related_term", by=BroaderFilter)
    related = entry(_("Related term"), Term, "relations__related_term", by=RelatedFilter)

    class Meta:
        model = Term
        fields: list[str] = []


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
