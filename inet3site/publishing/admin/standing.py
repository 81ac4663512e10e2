"""What the form of an entry says above its fields: where it stands, and what is left to do."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .. import blockers, findings, ledger
from ..blockers import Blocker
from ..findings import Finding
from ..models import Entry, Schedule
from ..record import rejection_of
from ..states import State, state_of
from .conflicts import opened_at
from .english import stale_places
from .permissions import RolesMixin


class StandingMixin(RolesMixin):
    """Tells of an entry its state, why it was rejected, what is stale, blocks it or looks wrong."""

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
                context |= left_to_do(entry, context)
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


def left_to_do(entry: Entry, context: Mapping[str, Any]) -> dict[str, Any]:
    """What keeps the latest revision from being published, and what proofreading finds in it."""
    latest = ledger.latest_revision(entry)
    if latest is None:
        return {}
    return {
        "blocking": list(anchored(blockers.of_revision(latest), context)),
        "findings": list(anchored(findings.of_revision(latest), context)),
    }


def anchored(
    found: Iterable[Blocker | Finding], context: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """The message of each, and the anchor of what can mend it."""
    rows = {
        form.instance.pk: form.prefix
        for inline in context["inline_admin_formsets"]
        for form in inline.formset.forms
    }
    for each in found:
        prefix = rows.get(each.row_id)
        yield each.message, prefix or (f"id_{each.field}" if each.field else "content")
