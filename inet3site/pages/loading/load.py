"""Saving and publishing what the content files say, in one transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from inet3site.publishing import ledger, snapshots
from inet3site.publishing.blockers import Blocked
from inet3site.publishing.changes import changed_major_fields
from inet3site.publishing.editions import read
from inet3site.publishing.models import Edition, LiveEntry, Operation, Revision
from inet3site.publishing.registry import SnapshotObject, type_named

from .order import in_order
from .places import Problems
from .plan import Item
from .workspace import check_against_workspace


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

    Everything is saved before anything is published, so that entries may refer to each other in
    any order. An entry that is live as its file has it is left alone, and so is one that anybody
    else has changed or withdrawn since it was loaded. `progress` passes the items on while it
    shows how far they are.
    """
    ledger.lock()
    results = {item.entry.pk: result for item in items if (result := _without_loading(item))}
    rest = [item for item in items if item.entry.pk not in results]
    problems = Problems()
    check_against_workspace(rest, problems)
    problems.refuse()
    for item in rest:
        _save(item)
    for item in progress(in_order(items)):
        if item.entry.pk not in results:
            results[item.entry.pk] = Result(item, _publish(item, problems))
    problems.refuse()
    return [results[item.entry.pk] for item in items]


def _without_loading(item: Item) -> Result | None:
    if is_live_as_given(item):
        return Result(item, Outcome.UNCHANGED)
    reason = reason_to_keep(item)
    return Result(item, Outcome.KEPT, reason) if reason else None


def is_live_as_given(item: Item) -> bool:
    """Whether the entry is live as its file has it, in its revision or in its edition.

    The edition lacks what the revision mentions and is not live.
    """
    live = LiveEntry.objects.select_related("revision", "edition").filter(pk=item.entry.pk).first()
    return live is not None and item.objects in (_rows(live.revision), _rows(live.edition))


def _rows(record: Revision | Edition) -> list[SnapshotObject]:
    objects = snapshots.read(type_named(record.entry_type), record.schema, record.snapshot)
    return [row for _instance, row in snapshots.normalised(objects)]


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
        for field in row.model._meta.many_to_many:
            getattr(row.instance, field.name).set(row.links.get(field.name, []))


def _publish(item: Item, problems: Problems) -> Outcome:
    revision = ledger.revise(item.entry)
    live = LiveEntry.objects.filter(pk=item.entry.pk).first()
    if live and live.revision_id == revision.pk:
        return Outcome.UNCHANGED
    try:
        ledger.publish(item.entry, **_labels(item, revision, live))
    except Blocked as blocked:
        places = {row.instance.pk: row.place for row in item.rows}
        for blocker in blocked.blockers:
            place = places.get(blocker.row_id, item.place)
            problems.add(place.at(blocker.field), blocker.message)
    return Outcome.PUBLISHED


def _labels(item: Item, revision: Revision, live: LiveEntry | None) -> dict[str, Any]:
    """How the change is labelled; a first edition has no label."""
    if live is None:
        return {}
    changed = changed_major_fields(item.entry_type, read(live.revision), read(revision))
    note = item.change_note
    return {"major": bool(changed), "note_zh": note["zh"], "note_en": note["en"]}
