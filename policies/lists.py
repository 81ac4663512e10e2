"""The filters of HTML lists that have more than those of the API: sorting, and names."""

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter

from inet3site.listing import SortFilter

from .filters import OrganisationFilter, TargetFilter

LARGEST_FIRST = ("-currency", "unit_zh", F("amount").desc(nulls_last=True), "id")
"""Amounts by size among those of one currency or unit, money before what is counted."""

BY_DOCUMENT = ("-policy__published_on", "policy__slug", "position", "id")
ENDING_FIRST = ("period_to", "period_from", "id")


class TargetListFilter(TargetFilter):
    """The filters of the targets of documents, in the order of the newest document."""

    sort = SortFilter(
        {
            "policy": (_("Newest document first"), BY_DOCUMENT),
            "amount": (_("Amount, largest first"), LARGEST_FIRST),
            "period": (_("End of the period"), ENDING_FIRST),
        }
    )


class OrganisationListFilter(OrganisationFilter):
    """The filters of organisations, which are also found by a part of their names."""

    name = CharFilter(label=_("Part of the name"), method="named", max_length=100)

    def named(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Those that have the text in either of their names."""
        return queryset.filter(Q(name_zh__icontains=value) | Q(name_en__icontains=value))
