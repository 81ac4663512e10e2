"""What an edition has otherwise than the edition of the same entry before it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from . import snapshots
from .models import Operation, PublicEdition
from .references import only_live
from .registry import EntryType, SnapshotObject, type_named

Rows = dict[tuple[str, str], SnapshotObject]


def with_before(editions: QuerySet[PublicEdition]) -> QuerySet[PublicEdition]:
    """The editions, each with the text of the one before it; NULL of a first one."""
    before = PublicEdition.objects.filter(
        entry_id=OuterRef("entry_id"), number=OuterRef("number") - 1
    )
    return editions.annotate(
        before_schema=Subquery(before.values("schema")),
        before_snapshot=Subquery(before.values("snapshot")),
    )


def changed(edition: Any) -> set[str]:
    """The fields of the entry, and the relations of its parts, that differ; of `with_before` only.

    A translation that has become stale differs in `is_stale`. Where nothing was public before,
    these are all that have a value; of a withdrawal, none.
    """
    if edition.operation == Operation.WITHDRAW or edition.snapshot == edition.before_snapshot:
        return set()
    entry_type = type_named(edition.entry_type)
    after = _rows(entry_type, edition.schema, edition.snapshot)
    before = _rows(entry_type, edition.before_schema, edition.before_snapshot)
    keys = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
    return {name for key in keys for name in _in_row(entry_type, before.get(key), after.get(key))}


def of_mentions_alone(editions: Iterable[PublicEdition]) -> set[int]:
    """The sequences of those that differ in nothing but which other entries they mention.

    The ledger issues such editions by itself, when what an entry mentions comes or goes. One query.
    """
    quiet = [
        edition.sequence
        for edition in editions
        if edition.operation == Operation.PUBLISH
        and edition.number > 1
        and not (edition.major or edition.change_note_zh or edition.change_note_en)
    ]
    found = with_before(PublicEdition.objects.filter(sequence__in=quiet))
    return {edition.sequence for edition in found if _is_of_mentions_alone(edition)}


def _is_of_mentions_alone(edition: Any) -> bool:
    if not (edition.before_snapshot and edition.snapshot != edition.before_snapshot):
        return False
    entry_type = type_named(edition.entry_type)
    before = snapshots.read(entry_type, edition.before_schema, edition.before_snapshot)
    after = snapshots.read(entry_type, edition.schema, edition.snapshot)
    return only_live(entry_type, before, ()) == only_live(entry_type, after, ())


def _rows(entry_type: EntryType, schema: int | None, text: str | None) -> Rows:
    objects = snapshots.read(entry_type, schema, text) if schema and text else []
    return {(row["model"], row["pk"]): row for row in objects}


def _in_row(
    entry_type: EntryType, before: SnapshotObject | None, after: SnapshotObject | None
) -> Iterator[str]:
    """The names for what differs in one row; an empty value is no value."""
    was, now = _values(before), _values(after)
    different = {name for name in was.keys() | now.keys() if was.get(name) != now.get(name)}
    model = (after or before or {})["model"]
    if model == entry_type.name:
        yield from different
    elif different:
        yield _relation(entry_type, model)


def _relation(entry_type: EntryType, model: str) -> str:
    """The name by which an entry has its parts of this model."""
    part = next(part for part in entry_type.parts if part._meta.label_lower == model)
    field: Any = part._meta.get_field(entry_type.parent_field(part))
    return field.remote_field.get_accessor_name()


def _values(row: SnapshotObject | None) -> dict[str, Any]:
    """The values of a row as the present models have it."""
    if row is None:
        return {}
    [(instance, normal)] = snapshots.normalised([row])
    values = {**normal["fields"], "is_stale": getattr(instance, "is_stale", None)}
    return {name: value for name, value in values.items() if value not in (None, "", [])}
