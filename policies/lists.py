"""The filters of HTML lists that also sort."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from inet3site.listing import SortFilter

from .filters import TargetFilter

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
