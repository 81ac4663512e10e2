"""Names of revisions and notes on them, beside the revisions, which never change."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import ledger
from .blockers import Blocked, Blocker
from .models import Revision, RevisionLabel, Verb
from .record import note as record
from .states import standing


@transaction.atomic
def name_revision(
    revision: Revision, *, name: str, note: str, by: User, at: datetime | None = None
) -> None:
    """Give a revision a name and a note, in the place of those it has; both empty: take them off.

    Raise Blocked where there is nothing to take off.
    """
    ledger.lock()
    now = at or timezone.now()
    if name or note:
        values = {"name": name, "note": note, "by": by, "at": now}
        RevisionLabel.objects.update_or_create(revision=revision, defaults=values)
    elif not RevisionLabel.objects.filter(revision=revision).delete()[0]:
        raise Blocked([Blocker("no-name", _("Enter a name or a note."), "name")])
    state = standing(revision.entry_id)
    said = "\n".join(filter(None, [name, note])) or _("No name any more.")
    record(Verb.NAME, revision, before=state, after=state, by=by, at=now, reason=said)


def label_of(revision: Revision) -> RevisionLabel | None:
    """The name of a revision that was read with its `label`, and the note; None without any."""
    return getattr(revision, "label", None)
