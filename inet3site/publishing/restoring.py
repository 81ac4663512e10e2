"""Bringing an old revision back as a new draft."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from . import ledger, rows, snapshots
from .blockers import Blocked, Blocker
from .editions import read
from .models import Revision, RevisionKind
from .references import outgoing
from .registry import EntryType, SnapshotObject, type_named
from .snapshots import SnapshotError


@transaction.atomic
def restore(revision: Revision, *, by: User) -> Revision:
    """Make the working copy of an entry what a revision says, and record that as a new one.

    Raise Blocked with everything that can't be brought back: nothing is dropped in silence.
    """
    ledger.lock()
    entry_type = type_named(revision.entry_type)
    try:
        objects = read(revision)
        if found := [*_gone(entry_type, objects), *_taken(objects)]:
            raise Blocked(found)
        entry = rows.replace(entry_type, objects)
    except SnapshotError as error:
        message = _("The present form of the data can't hold this revision: %(error)s")
        raise Blocked([Blocker("unreadable", message % {"error": error})]) from error
    return ledger.revise(entry, by=by, kind=RevisionKind.RESTORE)


def _gone(entry_type: EntryType, objects: Iterable[SnapshotObject]) -> list[Blocker]:
    """A blocker for each entry that the revision names and that was deleted since."""
    found = []
    for reference in outgoing(entry_type, objects):
        target = type_named(reference.target_type).model
        if not target._base_manager.filter(pk=reference.target_id).exists():
            message = _("It names a deleted entry (%(type)s %(id)s).") % {
                "type": target._meta.verbose_name,
                "id": reference.target_id,
            }
            found.append(Blocker("gone", message))
    return found


def _taken(objects: list[SnapshotObject]) -> list[Blocker]:
    """A blocker where another entry has a value by now that may stand only once."""
    [entry] = snapshots.instances(objects[:1])
    entry.object._state.adding = False  # it is there, with the same key
    try:
        entry.object.validate_unique()
    except ValidationError as error:
        return [Blocker("value-taken", message) for message in error.messages]
    return []
