"""The past of what is public: entries as they stood at a place in the ledger.

A place is a sequence, and means the state after that edition. Entries are restored from the stored
text of their editions, which says everything that was public of them.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.serializers.base import DeserializedObject
from django.db import models
from django.db.models import Exists, Max, OuterRef, QuerySet

from . import snapshots
from .models import Entry, Operation, PublicEdition
from .public import Withdrawn
from .references import outgoing
from .registry import EntryType, SnapshotObject, type_named, type_of
from .trees import Tree, point, silence


class NotYetPublished(Exception):
    """The entry was published later than the place that was asked for: `first` says when."""

    def __init__(self, first: PublicEdition) -> None:
        super().__init__(first.slug)
        self.first = first


def sequence_at(moment: datetime) -> int:
    """The sequence of the last edition that was made by then; 0 before the first."""
    made = PublicEdition.objects.filter(at__lte=moment)
    return made.aggregate(last=Max("sequence"))["last"] or 0


def editions_of(model: type[Entry], id: UUID) -> QuerySet[PublicEdition]:
    """All editions of one entry, its withdrawals included, the first one first."""
    return PublicEdition.objects.filter(entry_type=type_of(model).name, entry_id=id)


def standing(model: type[Entry], *, sequence: int) -> QuerySet[PublicEdition]:
    """The editions that were live at this place: one of each entry of the model."""
    editions = PublicEdition.objects.filter(sequence__lte=sequence)
    later = editions.filter(entry_id=OuterRef("entry_id"), sequence__gt=OuterRef("sequence"))
    return editions.filter(
        ~Exists(later), entry_type=type_of(model).name, operation=Operation.PUBLISH
    )


def edition_at(model: type[Entry], id: UUID, *, sequence: int) -> PublicEdition | None:
    """The edition of an entry that was live at this place; None where nothing is known of it.

    Raise NotYetPublished or Withdrawn where it was not live.
    """
    editions = editions_of(model, id)
    edition = editions.filter(sequence__lte=sequence).last()
    if edition is not None:
        return refuse_withdrawal(edition)
    if first := editions.first():
        raise NotYetPublished(first)
    return None


def refuse_withdrawal(edition: PublicEdition) -> PublicEdition:
    """The edition, which published something; raise Withdrawn if it did not."""
    if edition.operation == Operation.PUBLISH:
        return edition
    rows = type_named(edition.entry_type).model._default_manager
    replacement = edition.replacement and rows.filter(pk=edition.replacement).first()
    raise Withdrawn(edition, replacement or None)


def restore(editions: Iterable[PublicEdition], *, sequence: int) -> list[Any]:
    """Unsaved entries as these editions have them, their parts and links as if prefetched.

    Other entries that they name have the fields and links that they had at `sequence`, but no
    parts, and what those name again has its fields alone. All else, such as what other entries say
    of a restored one, reads as nothing. Four queries at most.
    """
    trees = [_tree(edition) for edition in editions]
    named = {reference.target_id for tree in trees for reference in tree.named()}
    others = _others(named, sequence)
    return [tree.linked(others) for tree in trees]


def _tree(edition: PublicEdition) -> Tree:
    tree = Tree.of(edition)
    _mark(tree.entry, edition)
    return tree


def _others(keys: Collection[UUID], sequence: int) -> dict[UUID, models.Model]:
    """Entries as they stood at a place, linked to what they name themselves."""
    near = _standing_or_last(keys, sequence)
    named = {key for other in near.values() for key in other.named()}
    far = _standing_or_last(named - near.keys(), sequence)
    known = {key: other.row.object for key, other in (far | near).items()}
    for other in near.values():
        point(other.row, known)
    return known


@dataclass(frozen=True)
class _Other:
    """An entry without its parts, read from an edition."""

    entry_type: EntryType
    objects: list[SnapshotObject]
    row: DeserializedObject

    @classmethod
    def of(cls, edition: PublicEdition) -> "_Other":
        entry_type = type_named(edition.entry_type)
        objects = snapshots.read(entry_type, edition.schema, edition.snapshot)[:1]
        [row] = snapshots.instances(objects)
        _mark(row.object, edition)
        silence(row.object)
        return cls(entry_type, objects, row)

    def named(self) -> set[UUID]:
        """The keys of the entries that its own row names."""
        return {reference.target_id for reference in outgoing(self.entry_type, self.objects)}


def _standing_or_last(keys: Collection[UUID], sequence: int) -> dict[UUID, _Other]:
    """Entries as they stood at a place, or else as they were last published."""
    if not keys:
        return {}
    found = _last_published(keys, PublicEdition.objects.filter(sequence__lte=sequence))
    missing = set(keys) - found.keys()
    return found | _last_published(missing, PublicEdition.objects.all()) if missing else found


def _last_published(
    keys: Collection[UUID], editions: QuerySet[PublicEdition]
) -> dict[UUID, _Other]:
    of_each = editions.filter(entry_id__in=keys, operation=Operation.PUBLISH).order_by()
    last = of_each.values("entry_id").annotate(last=Max("sequence")).values("last")
    found = PublicEdition.objects.filter(sequence__in=last)
    return {edition.entry_id: _Other.of(edition) for edition in found}


def _mark(entry: models.Model, edition: PublicEdition) -> None:
    """Say of which edition an entry was restored."""
    vars(entry).update(edition=edition.number, updated_at=edition.at, is_past=True)
