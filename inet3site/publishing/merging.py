"""Merging two changes of one entry that began at the same revision: row by row, field by field."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .registry import EntryType, SnapshotObject

MINE, THEIRS = "mine", "theirs"

Key = tuple[str, str]
"""The model and the primary key of a row."""


@dataclass(frozen=True)
class Clash:
    """What both changed, each otherwise: a field, or with no `field` a row that one removed."""

    model: str
    pk: str
    field: str = ""

    @property
    def name(self) -> str:
        """Under what name a choice between the two is made."""
        return f"clash:{self.model}:{self.pk}:{self.field}"


@dataclass
class Merge:
    """The rows of both changes in one, and the clashes that nobody has decided: there, theirs."""

    objects: list[SnapshotObject] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)


def merge(
    entry_type: EntryType,
    base: Iterable[SnapshotObject],
    theirs: Iterable[SnapshotObject],
    mine: Iterable[SnapshotObject],
    chosen: Mapping[str, str],
) -> Merge:
    """Join two changes of `base`; `chosen` has MINE or THEIRS by the name of a clash."""
    states = [_by_key(each) for each in (base, theirs, mine)]
    merged = Merge()
    for key in _in_order(entry_type, {*states[1], *states[2]}):
        row, clashes = _row(key, *(state.get(key) for state in states), chosen=chosen)
        merged.clashes += [clash for clash in clashes if clash.name not in chosen]
        merged.objects += [row] if row else []
    return merged


def _by_key(objects: Iterable[SnapshotObject]) -> dict[Key, SnapshotObject]:
    return {(row["model"], row["pk"]): row for row in objects}


def _in_order(entry_type: EntryType, keys: Iterable[Key]) -> Iterator[Key]:
    """The keys in the order of a snapshot: the entry, then each part's rows."""
    places = {model._meta.label_lower: place for place, model in enumerate(entry_type.models)}
    return iter(sorted(keys, key=lambda key: (places[key[0]], key[1])))


def _row(
    key: Key,
    base: SnapshotObject | None,
    theirs: SnapshotObject | None,
    mine: SnapshotObject | None,
    *,
    chosen: Mapping[str, str],
) -> tuple[SnapshotObject | None, list[Clash]]:
    if base is None or theirs == mine:
        return theirs or mine, []
    if theirs and mine:
        return _fields(key, base, theirs, mine, chosen)
    if (theirs or mine) == base:
        return None, []
    clash = Clash(*key)
    return (mine if chosen.get(clash.name) == MINE else theirs), [clash]


def _fields(
    key: Key,
    base: SnapshotObject,
    theirs: SnapshotObject,
    mine: SnapshotObject,
    chosen: Mapping[str, str],
) -> tuple[SnapshotObject, list[Clash]]:
    fields: dict[str, Any] = {}
    clashes = []
    for name, was in base["fields"].items():
        their, own = theirs["fields"][name], mine["fields"][name]
        fields[name] = own if their == was else their
        if their != own and was not in (their, own):
            clash = Clash(*key, name)
            clashes.append(clash)
            fields[name] = own if chosen.get(clash.name) == MINE else their
    return {**theirs, "fields": fields}, clashes
