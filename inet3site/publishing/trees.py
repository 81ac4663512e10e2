"""Entries built from snapshots: unsaved, with their parts and links as if prefetched."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Protocol
from uuid import UUID

from django.core.serializers.base import DeserializedObject
from django.db import models

from . import snapshots
from .references import OutgoingReference, outgoing, sibling_fields
from .registry import EntryType, SnapshotObject, type_named


class Recorded(Protocol):
    """What holds the snapshot of an entry: a revision or an edition."""

    entry_type: str
    schema: int
    snapshot: str


@dataclass(frozen=True)
class Tree:
    """An entry and its parts, read from a snapshot."""

    entry_type: EntryType
    objects: list[SnapshotObject]
    rows: list[DeserializedObject]

    @classmethod
    def of(cls, recorded: Recorded) -> "Tree":
        """The tree of a snapshot; raise SnapshotError if the present models can't read it."""
        entry_type = type_named(recorded.entry_type)
        objects = snapshots.read(entry_type, recorded.schema, recorded.snapshot)
        return cls(entry_type, objects, snapshots.instances(objects))

    @property
    def entry(self) -> Any:
        """The entry itself."""
        return self.rows[0].object

    def named(self) -> list[OutgoingReference]:
        """The references to the other entries that this one names."""
        return outgoing(self.entry_type, self.objects)

    def linked(self, others: Mapping[UUID, models.Model]) -> Any:
        """The entry, after everything that its rows point at has been put into their caches."""
        known: dict[UUID, models.Model] = {row.object.pk: row.object for row in self.rows}
        known |= others
        for row in self.rows:
            silence(row.object)
            point(row, known)
        self._attach_parts()
        return self.entry

    def _attach_parts(self) -> None:
        parts = [row.object for row in self.rows[1:]]
        belonging: dict[Any, list[models.Model]] = defaultdict(list)
        for part in parts:
            for field in self._inner_fields(type(part)):
                belonging[field, getattr(part, field.attname)].append(part)
        inner = {field for part in self.entry_type.parts for field in self._inner_fields(part)}
        for row in self.rows:
            for relation in row.object._meta.related_objects:
                if relation.field in inner:
                    found = _in_order(belonging[relation.field, row.object.pk])
                    _prefetch(row.object, relation.cache_name, relation.related_model, found)

    def _inner_fields(self, part: type[models.Model]) -> list[Any]:
        """The fields of a part that point at its entry or at other parts of it."""
        parent = part._meta.get_field(self.entry_type.parent_field(part))
        return [parent, *sibling_fields(self.entry_type, part)]


def silence(row: models.Model) -> None:
    """Let every relation of a row read as nothing, so that none answers from the present."""
    links = [(field.name, field.related_model) for field in row._meta.many_to_many]
    inverse = [(each.cache_name, each.related_model) for each in row._meta.related_objects]
    for name, model in (*links, *inverse):
        _prefetch(row, name, model, [])


def point(row: DeserializedObject, known: Mapping[UUID, models.Model]) -> None:
    """Put what a row points at into its caches."""
    field: Any
    for field in row.object._meta.concrete_fields:
        if field.remote_field and (key := getattr(row.object, field.attname)) in known:
            field.set_cached_value(row.object, known[key])
    for name, keys in (row.m2m_data or {}).items():
        model: Any = row.object._meta.get_field(name).related_model
        targets = _in_order([known[key] for key in keys if key in known])
        _prefetch(row.object, name, model, targets)


def _in_order(rows: Sequence[models.Model]) -> list[models.Model]:
    """Rows in the order of their model, as a query would give them."""
    found = list(rows)
    for name in reversed(rows[0]._meta.ordering or () if rows else ()):
        column = str(name)
        path = column.removeprefix("-").replace("__", ".")
        found.sort(key=attrgetter(path), reverse=column.startswith("-"))
    return found


def _prefetch(
    row: models.Model, name: str, model: type[models.Model], related: list[models.Model]
) -> None:
    """Let a relation of an unsaved row answer without a query."""
    rows: Any = model._default_manager.all()
    rows._result_cache, rows._prefetch_done = related, True
    vars(row).setdefault("_prefetched_objects_cache", {})[name] = rows
