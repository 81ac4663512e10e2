"""The lines of the desk's first page, and whose they are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils.functional import Promise

from inet3site.publishing.models import Entry
from inet3site.publishing.registry import EntryType, all_types, type_named

LONGEST = 20
"""So many lines are shown of each kind; the number beside its name counts all."""


@dataclass(frozen=True)
class Line:
    """Something that waits: its name, where it is dealt with, and what else is to be known."""

    name: str
    address: str
    note: str = ""


@dataclass(frozen=True)
class Panel:
    """What waits for one kind of work."""

    title: str | Promise
    lines: list[Line] = field(default_factory=list)

    @property
    def first(self) -> list[Line]:
        """The lines that are shown."""
        return self.lines[:LONGEST]


def allowed(user: User, verb: str) -> Q:
    """The rows of types with whose entries this person may do something."""
    names = [each.name for each in all_types() if user.has_perm(permission(each, verb))]
    return Q(entry_type__in=names)


def permission(entry_type: EntryType, verb: str) -> str:
    """The name of the permission to do something with the entries of a type."""
    app, model = entry_type.name.split(".")
    return f"{app}.{verb}_{model}"


def entries_of(rows: Iterable[Any]) -> dict[UUID, Entry]:
    """The entries that these rows are of, by their keys; one query for each type."""
    keys = defaultdict(set)
    for row in rows:
        keys[row.entry_type].add(row.entry_id)
    entries: dict[UUID, Entry] = {}
    for name, wanted in keys.items():
        entries |= type_named(name).model._base_manager.in_bulk(wanted)
    return entries
