"""What publishing knows of each type of entry; the types register themselves in `ready()`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Model

if TYPE_CHECKING:
    from .models import Entry, Part

SnapshotObject = dict[str, Any]
"""One row of a snapshot: `{"model": "app.model", "pk": "…", "fields": {…}}`."""

Upcast = Callable[[list[SnapshotObject]], list[SnapshotObject]]

Indexer = Callable[[Any], Iterable[Model]]
"""Takes an entry as `live` has it; gives the unsaved rows that are derived from it alone."""


@dataclass(frozen=True)
class EndedPeriod:
    """The end of the period of a row, for which its entry is to be looked at again.

    `period_to` is the last year, month or day of the period (EDTF), `due_on` the first day after.
    `name` is what the row is called, whatever the reader's language.
    """

    entry_id: UUID
    period_of: UUID
    period_to: str
    due_on: date
    name: str


EndedPeriods = Callable[[date], Iterable[EndedPeriod]]
"""Takes today; gives the periods that are over and of whose end nothing is said yet."""


@dataclass(frozen=True)
class EntryType:
    """How one type of entry is published.

    `parts` are the models whose rows belong to an entry, those that others of them point at
    first. `links` are those of them that only relate the entry to another: such a row is left out
    of an edition while the other is not live, so nothing may point at it. `title` is the field
    without which nothing is published. `major` names the fields whose change is never minor:
    `field` of the entry, or `part.field` (model name in lower case). `indexer` says what is kept of
    a live entry for search, `ended_periods` for which entries of the workspace a review is to open.
    """

    model: "type[Entry]"
    title: str
    parts: "tuple[type[Part], ...]" = ()
    links: "tuple[type[Part], ...]" = ()
    major: tuple[str, ...] = ()
    indexer: Indexer | None = field(default=None, repr=False)
    ended_periods: EndedPeriods | None = field(default=None, repr=False)
    upcasts: tuple[Upcast, ...] = field(default=(), repr=False)

    @property
    def name(self) -> str:
        """The name under which the ledger knows the type, such as `policies.policy`."""
        return self.model._meta.label_lower

    @property
    def schema(self) -> int:
        """The number of the present schema of this type's snapshots, from 1."""
        return len(self.upcasts) + 1

    @cached_property
    def models(self) -> tuple[type[Model], ...]:
        """The entry's model and those of its parts, in the order in which rows are inserted."""
        return (self.model, *self.parts)

    def parent_field(self, part: type[Model]) -> str:
        """The name of the field by which `part` points at the entry; empty for the entry itself."""
        if part is self.model:
            return ""
        return next(
            f.name
            for f in part._meta.concrete_fields
            if f.remote_field and f.remote_field.model is self.model
        )


_types: dict[str, EntryType] = {}


def register(*types: EntryType, upcasts: tuple[Upcast, ...] = ()) -> None:
    """Make the types known; `upcasts` are those of their app."""
    for entry_type in types:
        _types[entry_type.name] = replace(entry_type, upcasts=upcasts)


def all_types() -> Iterable[EntryType]:
    """Every registered type, in the order of registration."""
    return _types.values()


def type_of(model: type[Model] | Model) -> EntryType:
    """The type of an entry's model; raise KeyError if it is not registered."""
    return _types[model._meta.label_lower]


def type_named(name: str) -> EntryType:
    """The type of this name; raise KeyError if there is none."""
    return _types[name]


def entry_models() -> frozenset[type[Model]]:
    """The models of all registered types."""
    return frozenset(entry_type.model for entry_type in _types.values())


def parent_field(model: type[Model]) -> str:
    """The name of the field by which a model's rows belong to their entry; empty for entries."""
    owner = next(entry_type for entry_type in _types.values() if model in entry_type.models)
    return owner.parent_field(model)
