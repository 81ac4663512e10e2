"""Writing the record: each line in the transaction of what it tells."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import User
from django.utils import timezone

from .models import REVIEWS, Entry, Event, Revision, Verb
from .states import standing


def note(
    verb: Verb,
    revision: Revision,
    *,
    before: str | None,
    after: str | None,
    by: User | None,
    at: datetime | None = None,
    reason: str = "",
) -> Event:
    """Record what was done to a revision; a state is None where the entry was not there."""
    return Event.objects.create(
        entry_type=revision.entry_type,
        entry_id=revision.entry_id,
        revision=revision,
        verb=verb,
        before=before or "",
        after=after or "",
        reason=reason,
        by=by,
        at=at or timezone.now(),
    )


def note_entry(
    verb: Verb,
    entry_type: str,
    entry_id: UUID,
    *,
    by: User | None,
    at: datetime,
    reason: str = "",
) -> Event:
    """Record what was done beside an entry, which leaves its state as it is."""
    state = standing(entry_id) or ""
    return Event.objects.create(
        entry_type=entry_type,
        entry_id=entry_id,
        revision=Revision.objects.filter(entry_id=entry_id).order_by("-number").first(),
        verb=verb,
        before=state,
        after=state,
        reason=reason,
        by=by,
        at=at,
    )


def note_deletion(entry: Entry, *, by: User) -> Event:
    """Record that an entry is deleted, before it is."""
    return Event.objects.create(
        entry_type=entry._meta.label_lower,
        entry_id=entry.pk,
        verb=Verb.DELETE,
        before=standing(entry.pk) or "",
        reason=str(entry),
        by=by,
        at=timezone.now(),
    )


def events_of(entry_id: UUID) -> list[Event]:
    """All that was done to an entry, the latest first."""
    events = Event.objects.filter(entry_id=entry_id)
    return list(events.select_related("revision", "by").defer("revision__snapshot"))


def rejection_of(entry: Entry) -> Event | None:
    """Why the latest revision of an entry was given back; None unless it was."""
    latest = Revision.objects.filter(entry_id=entry.pk).order_by("-number").values("pk")[:1]
    reviews = Event.objects.filter(revision__in=latest, verb__in=REVIEWS)
    last = reviews.select_related("by").first()
    return last if last and last.verb == Verb.REJECT else None
