"""Looking at entries again: on a day that a person has set, and when a period has ended."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import ledger
from .blockers import Blocked, Blocker
from .models import Entry, Recheck, Verb
from .record import note_entry
from .registry import EndedPeriod, all_types


@transaction.atomic
def set_date(
    entry: Entry, *, due_on: date | None, reason: str = "", by: User, at: datetime | None = None
) -> None:
    """Ask that an entry be looked at again on a day, in the place of the day asked for before.

    Without a day, the one asked for is taken back. Raise Blocked where there is none, or where
    the day is past.
    """
    ledger.lock()
    now = at or timezone.now()
    if due_on and due_on < timezone.localdate(now):
        raise Blocked([Blocker("past", _("This is past. Choose a later day."), "due_on")])
    entry_type = entry._meta.label_lower
    removed, _rows = Recheck.objects.open().of_entry(entry.pk).set_by_hand().delete()
    if due_on:
        Recheck.objects.create(
            entry_type=entry_type,
            entry_id=entry.pk,
            due_on=due_on,
            reason=reason,
            by=by,
            made_at=now,
        )
    elif not removed:
        raise Blocked([Blocker("no-date", _("Enter a day."), "due_on")])
    said = f"{due_on} {reason}".strip() if due_on else _("No day any more.")
    note_entry(Verb.RECHECK, entry_type, entry.pk, by=by, at=now, reason=said)


@transaction.atomic
def look(
    entry: Entry,
    recheck: Recheck,
    *,
    by: User,
    due_on: date | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> None:
    """Note that somebody has looked; raise Blocked if somebody has before.

    With `due_on`, that is the next day to look, and `reason` is why; else `reason` is what was
    found.
    """
    ledger.lock()
    now = at or timezone.now()
    if not Recheck.objects.open().filter(pk=recheck.pk).update(done_by=by, done_at=now):
        raise Blocked([Blocker("done", _("Somebody has looked at this already."))])
    said = f"{recheck.due_on} {recheck.reason}\n{'' if due_on else reason}".strip()
    note_entry(Verb.LOOK, recheck.entry_type, recheck.entry_id, by=by, at=now, reason=said)
    if due_on:
        set_date(entry, due_on=due_on, reason=reason, by=by, at=at)


def open_ended(*, now: datetime | None = None) -> int:
    """Ask to look at each entry of which a period has ended, once for each end; return how many.

    Of any number of workers one does it.
    """
    moment = now or timezone.now()
    return sum(_open(name, period, moment) for name, period in _new(timezone.localdate(moment)))


def _new(today: date) -> Iterator[tuple[str, EndedPeriod]]:
    """The ended periods that nobody was asked to look at, each with the type of its entry."""
    of_periods = Recheck.objects.filter(period_of__isnull=False)
    known = {*of_periods.values_list("period_of", "period_to")}
    for entry_type in all_types():
        periods: Iterable[EndedPeriod] = ()
        if entry_type.ended_periods:
            periods = entry_type.ended_periods(today)
        for period in periods:
            if (period.period_of, period.period_to) not in known:
                yield entry_type.name, period


@transaction.atomic
def _open(entry_type: str, period: EndedPeriod, at: datetime) -> bool:
    ledger.lock()
    values = {
        "entry_type": entry_type,
        "entry_id": period.entry_id,
        "due_on": period.due_on,
        "reason": period.name,
        "made_at": at,
    }
    _row, is_new = Recheck.objects.get_or_create(
        period_of=period.period_of, period_to=period.period_to, defaults=values
    )
    if is_new:
        said = f"{period.due_on} {period.name}"
        note_entry(Verb.RECHECK, entry_type, period.entry_id, by=None, at=at, reason=said)
    return is_new
