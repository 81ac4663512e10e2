"""Notes on entries: written, resolved and reopened; each act stands in the record."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from . import ledger
from .blockers import Blocked, Blocker
from .models import Entry, Note, Verb
from .record import note_entry


@transaction.atomic
def write(
    entry: Entry, *, text: str, by: User, field: str = "", at: datetime | None = None
) -> Note:
    """Write a note on an entry, or on one field of its form."""
    ledger.lock()
    note = Note.objects.create(
        entry_type=entry._meta.label_lower,
        entry_id=entry.pk,
        field=field,
        text=text,
        by=by,
        at=at or timezone.now(),
    )
    _record(Verb.NOTE, note, by=by, at=note.at)
    return note


@transaction.atomic
def resolve(note: Note, *, by: User, at: datetime | None = None) -> None:
    """Resolve an open note; raise Blocked if it is resolved."""
    ledger.lock()
    now = at or timezone.now()
    if not Note.objects.open().filter(pk=note.pk).update(resolved_by=by, resolved_at=now):
        raise Blocked([Blocker("resolved", _("This note is resolved already."))])
    _record(Verb.RESOLVE, note, by=by, at=now)


@transaction.atomic
def reopen(note: Note, *, by: User, at: datetime | None = None) -> None:
    """Open a resolved note again; raise Blocked if it is open."""
    ledger.lock()
    resolved = Note.objects.filter(pk=note.pk, resolved_at__isnull=False)
    if not resolved.update(resolved_by=None, resolved_at=None):
        raise Blocked([Blocker("open", _("This note is open already."))])
    _record(Verb.REOPEN, note, by=by, at=at or timezone.now())


def with_open_notes(entries: QuerySet[Any]) -> QuerySet[Any]:
    """The entries of the workspace, each with the number of its `open_notes`."""
    notes = Note.objects.open().filter(entry_id=OuterRef("pk")).values("entry_id")
    count = notes.annotate(count=Count("pk")).values("count")
    return entries.annotate(open_notes=Coalesce(Subquery(count), 0))


def _record(verb: Verb, note: Note, *, by: User, at: datetime) -> None:
    note_entry(verb, note.entry_type, note.entry_id, by=by, at=at, reason=note.text)
