"""What waits of the work that people share: entries in somebody's care, and days to look again."""

from collections.abc import Iterator
from datetime import date

from django.contrib.auth.models import User

from inet3site.publishing.admin.editors import address
from inet3site.publishing.models import Assignment, Recheck

from .lines import Line, allowed, entries_of


def assigned(user: User, today: date) -> Iterator[Line]:
    """The entries that this person looks after, the longest first."""
    rows = list(Assignment.objects.filter(person=user).order_by("at", "pk"))
    entries = entries_of(rows)
    for row in rows:
        if entry := entries.get(row.entry_id):
            yield Line(str(entry), address(entry), str(entry._meta.verbose_name))


def due(user: User, today: date) -> Iterator[Line]:
    """The entries that are to be looked at again by now, the longest due first."""
    rows = list(Recheck.objects.due(today).filter(allowed(user, "change")))
    entries = entries_of(rows)
    for row in rows:
        if entry := entries.get(row.entry_id):
            yield Line(str(entry), address(entry), f"{row.due_on.isoformat()} {row.reason}".strip())
