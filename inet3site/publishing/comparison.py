"""What two states of one entry have otherwise: field by field, and row by row of its parts.

A state is the entry as an instance, whether saved, restored from an edition or read from a
revision, and its parts are those that its relations give.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Field, FileField, Model

from .models import Entry
from .orders import in_place, moved
from .registry import EntryType, type_of
from .snapshots import NOT_IN_SNAPSHOTS

PLACE = "position"
"""The field that orders rows; a row that it alone changes was moved, or others were before it."""


@dataclass(frozen=True)
class RowDifference:
    """One row before and after, either of which is None where the row was added or removed.

    `fields` are those whose values differ, in the order of the model; an empty value is no value.
    """

    before: Model | None
    after: Model | None
    fields: tuple[Field, ...] = ()
    is_moved: bool = False

    @property
    def row(self) -> Model:
        """The row as it is after, or as it was where it was removed."""
        return cast("Model", self.after or self.before)

    @property
    def is_none(self) -> bool:
        """Whether nothing differs."""
        return bool(self.before and self.after) and not self.fields and not self.is_moved


@dataclass(frozen=True)
class PartDifference:
    """The rows of one part that differ, in their order after; removed ones where they stood."""

    part: type[Model]
    rows: list[RowDifference]


@dataclass(frozen=True)
class Comparison:
    """What an entry has otherwise; parts of which nothing differs are left out."""

    entry: RowDifference
    parts: list[PartDifference]

    @property
    def is_empty(self) -> bool:
        """Whether both states are the same."""
        return self.entry.is_none and not self.parts


def compare[E: Entry](before: E, after: E) -> Comparison:
    """What differs between two states of one entry."""
    entry_type = type_of(after)
    parts = [_part(entry_type, part, before, after) for part in entry_type.parts]
    own = _row(entry_type, before, after)
    return Comparison(own, [part for part in parts if part.rows])


def value_of(row: Model | None, field: Field) -> Any:
    """The value of a field, of a relation what it points at; None where it is empty."""
    if row is None:
        return None
    value = getattr(row, field.name)
    if field.many_to_many:
        value = list(value.all())
    return None if value is False or value in ("", []) else value


def parts_of(entry: Entry, part: type[Model]) -> list[Any]:
    """The rows of one part of an entry, in their order."""
    field: Any = part._meta.get_field(type_of(entry).parent_field(part))
    return list(getattr(entry, field.remote_field.get_accessor_name()).all())


def _part(entry_type: EntryType, part: type[Model], before: Entry, after: Entry) -> PartDifference:
    was = {row.pk: row for row in parts_of(before, part)}
    now = {row.pk: row for row in parts_of(after, part)}
    out_of_order = moved([key for key in was if key in now], [key for key in now if key in was])
    rows = [
        _row(entry_type, was.get(key), now.get(key), is_moved=key in out_of_order)
        for key in in_place([*was], [*now])
    ]
    return PartDifference(part, [row for row in rows if not row.is_none])


def _row(
    entry_type: EntryType, before: Model | None, after: Model | None, *, is_moved: bool = False
) -> RowDifference:
    different = tuple(
        field
        for field in _fields(entry_type, type(after or before))
        if _key(before, field) != _key(after, field)
    )
    return RowDifference(before, after, different, is_moved)


def _fields(entry_type: EntryType, model: type[Any]) -> Iterator[Field]:
    """The fields of a row that say something: not its key, its entry, or any place."""
    silent = {entry_type.parent_field(model), PLACE, *NOT_IN_SNAPSHOTS}
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        is_place = isinstance(field, FileField)  # in the storage; the bytes are told otherwise
        if not (field.primary_key or is_place or field.name in silent):
            yield field


def _key(row: Model | None, field: Field) -> Any:
    """What tells one value of a field from another; None where it is empty."""
    if row is not None and field.many_to_many:
        return {target.pk for target in value_of(row, field) or ()} or None
    value = getattr(row, field.attname) if row is not None else None
    return None if value is False or value == "" else value
