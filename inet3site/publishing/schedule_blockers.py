"""What stands in the way of scheduling something, and of carrying it out for who scheduled it."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from . import blockers, ledger
from .blockers import Blocker
from .models import LiveEntry, Operation, Revision, Schedule
from .registry import type_named

FARTHEST = timedelta(days=731)
"""How far ahead a time can be; a later one is a slip."""

MAY_PASS = {"reference-not-live", "value-taken"}
"""Blockers that go once others are published or withdrawn, which may come before the time."""


def of_time(due_at: datetime, now: datetime) -> list[Blocker]:
    """A blocker where the time is past, or too far ahead."""
    if due_at <= now:
        return [Blocker("past", _("This is past: enter a time to come."), "due_at")]
    if due_at > now + FARTHEST:
        return [Blocker("too-far", _("Enter a time within the next two years."), "due_at")]
    return []


def of_operation(
    operation: Operation, revision: Revision, by: User, **labels: Any
) -> list[Blocker]:
    """Blockers that the time till then can't be expected to mend."""
    live = LiveEntry.objects.filter(pk=revision.entry_id).select_related("revision").first()
    if operation == Operation.WITHDRAW:
        return [] if live else [Blocker("not-live", _("This entry is not published."))]
    found = ledger.against_publishing(revision, live, **labels)
    lasting = [blocker for blocker in found if blocker.code not in MAY_PASS]
    return [*blockers.of_review(revision, by), *lasting]


def of_person(schedule: Schedule) -> list[Blocker]:
    """A blocker where who scheduled it may not publish any more."""
    options = type_named(schedule.entry_type).model._meta
    if schedule.by.has_perm(f"{options.app_label}.publish_{options.model_name}"):
        return []
    message = _("%(name)s, who scheduled this, may not publish any more.")
    return [Blocker("may-not-publish", message % {"name": schedule.by})]
