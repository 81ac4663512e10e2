"""The filters of districts, of what they do, and of milestones: one FilterSet a model."""

from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet

from policies.belonging import INITIATIVE_TO_LAYER
from policies.filter_types import CurrencyFilter, YearFilter, entry, layer, option
from policies.models import Operator, Per, Policy, Technology

from .models import (
    Commitment,
    District,
    DistrictKind,
    Initiative,
    InitiativeStatus,
    Milestone,
    MilestoneState,
    SupportKind,
)


class DistrictFilter(FilterSet):
    kind = option(_("Kind"), DistrictKind)

    class Meta:
        model = District
        fields: list[str] = []


class InitiativeFilter(FilterSet):
    district = entry(_("District"), District, "district")
    layer = layer(INITIATIVE_TO_LAYER)
    technology = entry(_("Technology"), Technology, "technologies")
    policy = entry(_("Policy"), Policy, "policies")
    status = option(_("Status"), InitiativeStatus)

    class Meta:
        model = Initiative
        fields: list[str] = []


class CommitmentFilter(FilterSet):
    district = entry(_("District"), District, "initiative__district")
    initiative = entry(_("Initiative"), Initiative, "initiative")
    currency = CurrencyFilter()
    per = option(_("Per"), Per)
    operator = option(_("Operator"), Operator)
    support = option(_("Support"), SupportKind)

    class Meta:
        model = Commitment
        fields: list[str] = []


class MilestoneFilter(FilterSet):
    state = option(_("State"), MilestoneState)
    district = entry(_("District"), District, "initiative__district")
    initiative = entry(_("Initiative"), Initiative, "initiative")
    policy = entry(_("Policy"), Policy, "policy")
    year = YearFilter("date", label=_("Year"))

    class Meta:
        model = Milestone
        fields: list[str] = []
