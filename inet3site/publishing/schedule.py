"""Publishing and withdrawing at a time that was set before, exactly once.

Each is carried out in one transaction with the mark that it is done, under the ledger's lock: of
any number of workers one does it, and one that is killed has done nothing.
"""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.models import User
from django.db import Error, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from . import findings, ledger
from .blockers import Blocked, Blocker
from .models import Entry, LiveEntry, Operation, Revision, Schedule, ScheduleState, Verb
from .notices import tell_failure
from .record import note
from .registry import all_types, type_named
from .schedule_blockers import of_operation, of_person, of_time
from .states import standing

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 10
LONGEST_DELAY = timedelta(seconds=30)
"""Between two attempts, while the database fails."""


@transaction.atomic
def schedule(
    revision: Revision,
    *,
    due_at: datetime,
    by: User,
    operation: Operation = Operation.PUBLISH,
    major: bool = False,
    note_zh: str = "",
    note_en: str = "",
    replacement: Entry | None = None,
    at: datetime | None = None,
) -> Schedule:
    """Let a revision be published, or its entry be withdrawn, at a time; or raise Blocked.

    What waits of the entry is cancelled. Whatever is saved later, this revision is published.
    """
    ledger.lock()
    now = at or timezone.now()
    labels = {"major": major, "note_zh": note_zh}
    _refuse([*of_time(due_at, now), *of_operation(operation, revision, by, **labels)])
    _cancel_waiting(revision.entry_id, by, now)
    made = Schedule.objects.create(
        entry_type=revision.entry_type,
        entry_id=revision.entry_id,
        revision=revision,
        operation=operation,
        major=major,
        change_note_zh=note_zh,
        change_note_en=note_en,
        replacement=replacement.pk if replacement else None,
        due_at=due_at,
        next_due=due_at,
        language=translation.get_language() or "en",
        by=by,
        made_at=now,
    )
    _note(Verb.SCHEDULE, made, by=by, at=now, reason=in_words(made))
    return made


@transaction.atomic
def cancel(entry_id: UUID, *, by: User, at: datetime | None = None) -> None:
    """Cancel what waits of an entry; raise Blocked if nothing does any more."""
    ledger.lock()
    if not _cancel_waiting(entry_id, by, at or timezone.now()):
        raise Blocked([Blocker("not-waiting", _("Nothing is scheduled any more."))])


def run_due(*, now: datetime | None = None) -> int:
    """Carry out all that is due, each in a transaction of its own; return how many came to an end.

    What others need comes before them, and what needs others is withdrawn before those.
    """
    due = Schedule.objects.due(now or timezone.now())
    return sum(_run(each.pk, now) for each in sorted(due, key=_order))


def in_words(schedule: Schedule) -> str:
    """What is to be done, and when."""
    moment = timezone.localtime(schedule.due_at).strftime("%Y-%m-%d %H:%M")
    if schedule.is_withdrawal:
        return _("Withdrawal at %(moment)s (Asia/Shanghai).") % {"moment": moment}
    return _("Publication at %(moment)s (Asia/Shanghai).") % {"moment": moment}


def _order(schedule: Schedule) -> tuple[datetime, int]:
    place = [entry_type.name for entry_type in all_types()].index(schedule.entry_type)
    return schedule.due_at, -place if schedule.is_withdrawal else place


def _cancel_waiting(entry_id: UUID, by: User, at: datetime) -> bool:
    waiting = Schedule.objects.waiting().select_for_update().filter(entry_id=entry_id).first()
    if waiting:
        _finish(waiting, ScheduleState.CANCELLED, at)
        _note(Verb.CANCEL, waiting, by=by, at=at, reason=in_words(waiting))
    return waiting is not None


def _run(key: int, now: datetime | None) -> bool:
    """Carry out one, unless another worker has; whether it came to an end."""
    try:
        with transaction.atomic():
            ledger.lock()
            moment = now or timezone.now()
            due = Schedule.objects.due(moment).select_for_update().filter(pk=key).first()
            if due:
                with translation.override(due.language):
                    _carry_out(due, moment)
            return due is not None
    except Error as error:
        logger.warning("Schedule %s can't be carried out for now: %s", key, error)
        return _postpone(key, str(error), now)


def _carry_out(due: Schedule, at: datetime) -> None:
    try:
        _publish_or_withdraw(due, at)
    except Error:
        raise
    except Blocked as blocked:
        _fail(due, str(blocked), at)
    except Exception as error:  # What nobody has foreseen must not keep the others waiting.
        logger.exception("Schedule %s can't be carried out.", due.pk)
        _fail(due, _("Unexpected error: %(error)s") % {"error": repr(error)}, at)
    else:
        _finish(due, ScheduleState.DONE, at)


def _publish_or_withdraw(due: Schedule, at: datetime) -> None:
    model = type_named(due.entry_type).model
    entries = model._base_manager.in_bulk(filter(None, [due.entry_id, due.replacement]))
    if due.entry_id not in entries:
        raise Blocked([Blocker("deleted", _("This entry was deleted."))])
    _refuse(of_person(due))
    if due.is_withdrawal:
        _withdraw(due, entries, at)
        return
    if LiveEntry.objects.filter(pk=due.entry_id, revision=due.revision).exists():
        return  # Somebody has published it by hand meanwhile: what was asked for holds.
    ledger.publish(
        entries[due.entry_id],
        by=due.by,
        major=due.major,
        note_zh=due.change_note_zh,
        note_en=due.change_note_en,
        revision=due.revision,
        remarks=findings.in_words(findings.of_revision(due.revision)),
        at=at,
    )


def _withdraw(due: Schedule, entries: dict[UUID, Entry], at: datetime) -> None:
    if due.replacement and due.replacement not in entries:
        raise Blocked([Blocker("deleted", _("The entry that replaces it was deleted."))])
    ledger.withdraw(
        entries[due.entry_id],
        by=due.by,
        replacement=entries[due.replacement] if due.replacement else None,
        note_zh=due.change_note_zh,
        note_en=due.change_note_en,
        at=at,
    )


def _fail(due: Schedule, error: str, at: datetime) -> None:
    due.error = error
    _finish(due, ScheduleState.FAILED, at)
    _note(Verb.FAIL, due, by=None, at=at, reason=f"{in_words(due)} {error}")
    tell_failure(due, in_words(due))


def _finish(schedule: Schedule, state: ScheduleState, at: datetime) -> None:
    schedule.state, schedule.finished_at = state, at
    schedule.save(update_fields=["state", "finished_at", "error"])


def _postpone(key: int, error: str, now: datetime | None) -> bool:
    """Let one that the database refused wait for its next attempt; give up after the last."""
    with transaction.atomic():
        ledger.lock()
        moment = now or timezone.now()
        due = Schedule.objects.due(moment).select_for_update().filter(pk=key).first()
        if due is None:
            return False
        due.attempts, due.error = due.attempts + 1, error
        due.next_due = moment + min(timedelta(seconds=2**due.attempts), LONGEST_DELAY)
        due.save(update_fields=["attempts", "error", "next_due"])
        if has_ended := due.attempts >= MOST_ATTEMPTS:
            with translation.override(due.language):
                _fail(due, error, moment)
        return has_ended


def _note(verb: Verb, schedule: Schedule, *, by: User | None, at: datetime, reason: str) -> None:
    state = standing(schedule.entry_id)
    note(verb, schedule.revision, before=state, after=state, by=by, at=at, reason=reason)


def _refuse(found: list[Blocker]) -> None:
    if found:
        raise Blocked(found)
