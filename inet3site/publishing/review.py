"""The review of revisions: submitted by one person, approved or rejected by another.

Where a review is required (`REVIEW_REQUIRED`), nobody approves or publishes what they wrote or
submitted, superusers included. A later edit makes a new draft and leaves a review as it is.
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from . import blockers, ledger
from .blockers import Blocked, Blocker
from .models import Event, LiveEntry, Revision, Verb
from .record import note
from .states import ReviewState, review_state_of

OPEN = (ReviewState.DRAFT, ReviewState.REJECTED)
"""The states in which a revision can be submitted."""


@transaction.atomic
def submit(revision: Revision, *, by: User, at: datetime | None = None) -> Event:
    """Ask for a review of the latest revision of an entry; raise Blocked where that can't be."""
    ledger.lock()
    state = review_state_of(revision)
    if state not in OPEN:
        raise Blocked([Blocker("not-open", _("This revision has been submitted already."))])
    if Revision.objects.filter(entry_id=revision.entry_id, number__gt=revision.number).exists():
        message = _("There is a later revision: submit that one.")
        raise Blocked([Blocker("not-latest", message)])
    return note(Verb.SUBMIT, revision, before=state, after=ReviewState.SUBMITTED, by=by, at=at)


@transaction.atomic
def approve(revision: Revision, *, by: User, at: datetime | None = None) -> Event:
    """Approve a submitted revision, or one that was published without review; or raise Blocked."""
    ledger.lock()
    state = review_state_of(revision)
    if state != ReviewState.SUBMITTED and not is_unconfirmed(revision):
        raise Blocked([Blocker("not-submitted", _("Only a submitted revision can be approved."))])
    if own := blockers.of_own(revision, by):
        raise Blocked(own)
    return note(Verb.APPROVE, revision, before=state, after=ReviewState.APPROVED, by=by, at=at)


@transaction.atomic
def reject(revision: Revision, *, by: User, reason: str, at: datetime | None = None) -> Event:
    """Give a revision back to its author with a reason, or raise Blocked."""
    ledger.lock()
    state = review_state_of(revision)
    if state not in (ReviewState.SUBMITTED, ReviewState.APPROVED):
        raise Blocked([Blocker("not-submitted", _("Only a submitted revision can be rejected."))])
    if LiveEntry.objects.filter(revision=revision).exists():
        raise Blocked([Blocker("published", _("This revision is published: withdraw it instead."))])
    if not reason.strip():
        raise Blocked([Blocker("no-reason", _("Tell the author why."), "reason")])
    after = ReviewState.REJECTED
    return note(Verb.REJECT, revision, before=state, after=after, by=by, at=at, reason=reason)


def unconfirmed() -> QuerySet[Event]:
    """The publications without review that no second person has approved yet, the oldest first."""
    approved = Event.objects.filter(
        revision=OuterRef("revision"), verb=Verb.APPROVE, pk__gt=OuterRef("pk")
    )
    forced = Event.objects.filter(~Exists(approved), verb=Verb.FORCE)
    return forced.select_related("revision", "by").order_by("pk")


def is_unconfirmed(revision: Revision) -> bool:
    """Whether a revision was published without review, and nobody has approved it since."""
    return unconfirmed().filter(revision=revision).exists()
