"""What is exported: the entries that are live, or those of the workspace as they were saved."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Min

from inet3site.publishing import snapshots
from inet3site.publishing.models import Edition, LiveEntry
from inet3site.publishing.references import only_live
from inet3site.publishing.registry import EntryType, SnapshotObject, all_types, type_named


class ExportError(Exception):
    """The entries can't be written as content files, or not to this directory."""


@dataclass(frozen=True)
class Exported:
    """One entry: the rows of its snapshot, as the present models have them."""

    entry_type: EntryType
    objects: list[SnapshotObject]

    @property
    def key(self) -> UUID:
        """The entry's permanent key."""
        return UUID(self.objects[0]["pk"])

    @property
    def slug(self) -> str:
        return self.objects[0]["fields"]["slug"]


type Entries = list[Exported]
"""Entries by type, and in each type in the order in which they first came out."""


def published() -> Entries:
    """Every live entry, as its last edition has it."""
    editions = LiveEntry.objects.select_related("edition")
    return _in_order([_of_edition(live.edition) for live in editions])


def saved() -> Entries:
    """Every entry of the workspace as it was last saved, drafts among them.

    Those that were withdrawn are left out, and with them what mentions them.
    """
    entries = _in_order(list(_of_workspace()))
    keys = {entry.key for entry in entries}
    return [
        Exported(entry.entry_type, only_live(entry.entry_type, entry.objects, keys))
        for entry in entries
    ]


def _of_edition(edition: Edition) -> Exported:
    entry_type = type_named(edition.entry_type)
    return Exported(entry_type, snapshots.read(entry_type, edition.schema, edition.snapshot))


def _of_workspace() -> Iterator[Exported]:
    live = LiveEntry.objects.values("pk")
    withdrawn = Edition.objects.exclude(entry_id__in=live).values("entry_id")
    for entry_type in all_types():
        for entry in entry_type.model._base_manager.exclude(pk__in=withdrawn):
            yield Exported(entry_type, snapshots.take(entry))


def _in_order(entries: Entries) -> Entries:
    types = list(all_types())
    first = dict(Edition.objects.values_list("entry_id").annotate(Min("sequence")))
    never = max(first.values(), default=0) + 1
    return sorted(
        entries,
        key=lambda each: (types.index(each.entry_type), first.get(each.key, never), each.slug),
    )
