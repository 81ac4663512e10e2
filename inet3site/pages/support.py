"""What support firms can have, where and until when, as the districts have promised it."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django_filters import ChoiceFilter, FilterSet

from districts.models import Commitment, District, SupportKind
from districts.querysets import ENDED, RUNS, UNENDED
from inet3site.listing import list_page
from policies.filter_types import ANY, entry, option

BY_DISTRICT = (
    *("initiative__district__code", "initiative__district__slug", "initiative__slug"),
    *("position", "id"),
)
OPEN = "open"
STAGES = {OPEN: (RUNS, UNENDED), ENDED: (ENDED,)}
"""What can be asked for, and the stages of which it is."""


class SupportFilter(FilterSet):
    """The filters of what is offered to firms; its rows are those of `offered()`."""

    district = entry(_("District"), District, "initiative__district")
    support = option(_("Support"), SupportKind)
    stage = ChoiceFilter(
        label=_("Until when"),
        choices=[(OPEN, _("Still open, as far as known")), (ENDED, _("Ended"))],
        empty_label=ANY,
        method="at_stage",
    )

    class Meta:
        model = Commitment
        fields: list[str] = []

    def at_stage(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Those that are still open, as far as is known, or those that have ended."""
        return queryset.filter(stage__in=STAGES[value])


@require_safe
def support(request: HttpRequest) -> HttpResponseBase:
    today = localdate()
    offers = Commitment.objects.offered(today=today).for_list().order_by(*BY_DISTRICT)
    return list_page(request, "pages/support.html", SupportFilter, offers, today=today.isoformat())
