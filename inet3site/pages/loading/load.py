"""Saving and publishing what the content files say, in one transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from inet3site.publishing import ledger
from inet3site.publishing.blockers import Blocked
from inet3site.publishing.changes import changed_major_fields
from inet3site.publishing.editions import read
from inet3site.publishing.models import Edition, LiveEntry, Operation, Revision

from .places import Problems
from .plan import Item


class Outcome(StrEnum):
    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    KEPT = "kept"


@dataclass(frozen=True)
class Result:
    """What became of one entry; `reason` says why it was kept as it is."""

    item: Item
    outcome: Outcome
    reason: str = ""


type Progress = Callable[[list[Item]], Iterable[Item]]


@transaction.atomic
def load(items: list[Item], *, progress: Progress = iter) -> list[Result]:
    """Save and publish the items, or raise ContentError and change nothing.

    An entry that anybody else has changed or withdrawn since it was loaded is kept as it is.
    `progress` passes the items on while it shows how far they are.
    """
    ledger.lock()
    kept = {item.entry.pk: reason for item in items if (reason := reason_to_keep(item))}
    problems = Problems()
    _check_against_workspace([item for item in items if item.entry.pk not in kept], problems)
    problems.refuse()
    results = []
    for item in progress(items):
        reason = kept.get(item.entry.pk, "")
        outcome = Outcome.KEPT if reason else _load(item, problems)
        results.append(Result(item, outcome, reason))
    problems.refuse()
    return results


def reason_to_keep(item: Item) -> str:
    """Why the loader may not touch an entry; empty where it is as the loader left it."""
    editions = Edition.objects.filter(entry_id=item.entry.pk)
    last = editions.last()
    if last and last.operation == Operation.WITHDRAW:
        return "it was withdrawn"
    revision = ledger.latest_revision(item.entry)
    if revision and revision.by_id:
        return "an editor changed it"
    if last and _publication(editions, last).by_id:
        return "an editor published it"
    return ""


def _publication(editions: QuerySet[Edition], last: Edition) -> Edition:
    """The edition that first brought out what `last` has.

    Later editions of the same revision only follow what the entry mentions; whoever published or
    withdrew that stands in them, but wrote nothing here.
    """
    withdrawal = editions.filter(operation=Operation.WITHDRAW).last()
    since = editions.filter(number__gt=withdrawal.number) if withdrawal else editions
    return since.filter(revision=last.revision_id).first() or last


def _check_against_workspace(items: Iterable[Item], problems: Problems) -> None:
    """Check that no other entry of the workspace has what only one may have."""
    for item in items:
        item.entry._state.adding = False  # its own row is not in its way
        try:
            item.entry.validate_unique(exclude={"id"})
            item.entry.validate_constraints()
        except ValidationError as error:
            for name, errors in error.update_error_dict({}).items():
                message = " ".join(text for each in errors for text in each.messages)
                problems.add(
                    item.place.at(item.rows[0].shape.name_of(name)), f"In the workspace: {message}"
                )


def _load(item: Item, problems: Problems) -> Outcome:
    _save(item)
    revision = ledger.revise(item.entry)
    live = LiveEntry.objects.filter(pk=item.entry.pk).first()
    if live and live.revision_id == revision.pk:
        return Outcome.UNCHANGED
    try:
        _publish(item, revision, live)
    except Blocked as blocked:
        places = {row.instance.pk: row.place for row in item.rows}
        for blocker in blocked.blockers:
            place = places.get(blocker.row_id, item.place)
            problems.add(place.at(blocker.field), blocker.message)
    return Outcome.PUBLISHED


def _save(item: Item) -> None:
    """Save the entry and write its parts anew, so that no order of theirs is in the way."""
    entry, *parts = item.rows
    for model in reversed(item.entry_type.parts):
        parent = item.entry_type.parent_field(model)
        model._base_manager.filter(**{parent: entry.instance.pk}).delete()
    entry.instance.save()
    for row in parts:
        row.instance.save(force_insert=True)
    for row in item.rows:
        for field in row.instance._meta.many_to_many:
            getattr(row.instance, field.name).set(row.links.get(field.name, []))


def _publish(item: Item, revision: Revision, live: LiveEntry | None) -> None:
    if live is None:
        ledger.publish(item.entry)
        return
    changed = changed_major_fields(item.entry_type, read(live.revision), read(revision))
    ledger.publish(
        item.entry,
        major=bool(changed),
        note_zh=item.change_note["zh"],
        note_en=item.change_note["en"],
    )
