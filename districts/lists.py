"""The filters of HTML lists that also sort."""

from django.utils.translation import gettext_lazy as _

from inet3site.listing import SortFilter
from policies.lists import ENDING_FIRST, LARGEST_FIRST

from .filters import CommitmentFilter, MilestoneFilter

BY_DISTRICT = ("initiative__district__code", "initiative__slug", "position", "id")


class CommitmentListFilter(CommitmentFilter):
    """The filters of commitments."""

    sort = SortFilter(
        {
            "district": (_("District"), BY_DISTRICT),
            "amount": (_("Amount, largest first"), LARGEST_FIRST),
            "period": (_("End of the period"), ENDING_FIRST),
        }
    )


class MilestoneListFilter(MilestoneFilter):
    """The filters of milestones."""

    sort = SortFilter(
        {
            "newest": (_("Newest first"), ("-date", "slug")),
            "oldest": (_("Oldest first"), ("date", "slug")),
        }
    )
