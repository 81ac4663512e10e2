"""The editorial state of an entry, derived from the ledger and never stored."""

from typing import Any

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from .models import Edition, Entry, LiveEntry, Revision


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    LIVE = "live", _("Published")
    CHANGED = "changed", _("Published, with unpublished changes")
    WITHDRAWN = "withdrawn", _("Withdrawn")


def with_state(entries: QuerySet[Any]) -> QuerySet[Any]:
    """The entries of the workspace, each with its `editorial_state`, a name no field has."""
    live = LiveEntry.objects.filter(pk=OuterRef("pk"))
    latest = Revision.objects.filter(entry_id=OuterRef("pk")).order_by("-number")
    return entries.annotate(
        live_revision=Subquery(live.values("revision_id")),
        latest_revision=Subquery(latest.values("pk")[:1]),
        was_published=Exists(Edition.objects.filter(entry_id=OuterRef("pk"))),
    ).annotate(
        editorial_state=Case(
            When(live_revision=F("latest_revision"), then=Value(State.LIVE)),
            When(live_revision__isnull=False, then=Value(State.CHANGED)),
            When(was_published=True, then=Value(State.WITHDRAWN)),
            default=Value(State.DRAFT),
            output_field=models.CharField(),
        )
    )


def state_of(entry: Entry) -> State:
    """The state of one entry of the workspace."""
    return State(with_state(type(entry)._base_manager.all()).get(pk=entry.pk).editorial_state)
