"""The states of entries and revisions, derived from the ledger and the record, never stored."""

from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from .models import REVIEWS, Edition, Entry, Event, LiveEntry, Revision


class State(models.TextChoices):
    """How an entry stands towards the public."""

    DRAFT = "draft", _("Draft")
    LIVE = "live", _("Published")
    CHANGED = "changed", _("Published, with unpublished changes")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ReviewState(models.TextChoices):
    """How a revision stands in its review."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")


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


def standing(entry_id: UUID) -> State | None:
    """The state of the entry with this key; None if nothing of it was ever recorded."""
    revisions = Revision.objects.filter(entry_id=entry_id).order_by("-number")
    latest = revisions.values_list("pk", flat=True).first()
    if live := LiveEntry.objects.filter(pk=entry_id).first():
        return State.LIVE if live.revision_id == latest else State.CHANGED
    if Edition.objects.filter(entry_id=entry_id).exists():
        return State.WITHDRAWN
    return State.DRAFT if latest else None


def with_review(revisions: QuerySet[Revision]) -> QuerySet[Revision]:
    """The revisions, each with its `review_state`."""
    reviews = Event.objects.filter(revision=OuterRef("pk"), verb__in=REVIEWS).order_by("-pk")
    return revisions.annotate(
        review_state=Coalesce(Subquery(reviews.values("after")[:1]), Value(ReviewState.DRAFT))
    )


def review_state_of(revision: Revision) -> ReviewState:
    """The state of one revision in its review."""
    found: Any = with_review(Revision.objects.all()).get(pk=revision.pk)
    return ReviewState(found.review_state)
