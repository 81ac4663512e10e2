"""What the form of an entry says above its fields: where it stands, and what is left to do."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .. import blockers, ledger
from ..models import Entry, Schedule
from ..record import rejection_of
from ..states import State, state_of
from .conflicts import opened_at
from .english import stale_places
from .permissions import RolesMixin


class StandingMixin(RolesMixin):
    """Tells the state of an entry, why it was rejected, what is stale and what blocks it."""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        can_publish = self.has_publish_permission(request)
        context["can_publish"] = can_publish and not settings.REVIEW_REQUIRED
        context["can_submit"] = self.has_change_permission(request) and settings.REVIEW_REQUIRED
        context["can_withdraw"] = can_publish
        context["stale"] = stale_places(context)
        if entry := context["original"]:
            context |= standing_of(entry)
            context["base"] = opened_at(request)
            if request.method != "POST":
                context["blocking"] = list(blocking(entry, context))
        return super().render_change_form(request, context, *args, **kwargs)


def standing_of(entry: Entry) -> dict[str, Any]:
    """The state of an entry, for the template."""
    state = state_of(entry)
    return {
        "state": state,
        "is_live": state in (State.LIVE, State.CHANGED),
        "rejection": rejection_of(entry),
        "schedule": Schedule.objects.unsettled(entry.pk),
    }


def blocking(entry: Entry, context: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What keeps the latest revision from being published, and the anchor of what can mend it."""
    latest = ledger.latest_revision(entry)
    rows = {
        form.instance.pk: form.prefix
        for inline in context["inline_admin_formsets"]
        for form in inline.formset.forms
    }
    for blocker in blockers.of_revision(latest) if latest else ():
        prefix = rows.get(blocker.row_id)
        yield blocker.message, prefix or (f"id_{blocker.field}" if blocker.field else "content")
