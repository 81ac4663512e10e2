"""What a search finds, as the pages and the API show it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from inet3site.publishing.bilingual import Text
from inet3site.publishing.models import Entry
from inet3site.publishing.registry import EntryType, all_types, type_named
from inet3site.search.excerpts import Excerpt, excerpts
from inet3site.search.finding import Findings
from inet3site.search.matching import Key, phrases

GLOSSARY = ("policies.term", "policies.technology")
"""The types of entries whose names in one language stand for those in the other."""


@dataclass(frozen=True)
class Hit:
    """An entry that was found, and all places of it that match."""

    entry: Entry
    excerpts: list[Excerpt]

    @property
    def name(self) -> Text:
        """The name of the entry, in the active language by the fallback rule."""
        return name_of(self.entry)


def name_of(entry: Any) -> Text:
    """The name of an entry; a source has one in its own language only."""
    name = entry.name if hasattr(entry, "name_zh") else entry.title
    return name if isinstance(name, Text) else Text(name, entry.language)


def types() -> dict[str, EntryType]:
    """The types of entries by the names that the public knows: `policy`, `page` …"""
    return {
        each.model._meta.model_name.removeprefix("site"): each  # type: ignore[union-attr]
        for each in all_types()
    }


def of_type(keys: Iterable[Key], entry_type: EntryType | None) -> list[Key]:
    """Those of one type, or all where none is given."""
    return [key for key in keys if entry_type is None or key.entry_type == entry_type.name]


def hits(findings: Findings, keys: Iterable[Key], *, language: str = "") -> list[Hit]:
    """The entries of these keys, in their order: one query a type, and four for all.

    Of texts that match in both languages only those in `language` (BCP 47) are shown.
    """
    keys = list(keys)
    entries = entries_of(keys)
    found = excerpts(entries, phrases(findings.match), language=language)
    return [
        Hit(entries[key.entry_id], found.get(key.entry_id, []))
        for key in keys
        if key.entry_id in entries
    ]


def entries_of(keys: Iterable[Key]) -> dict[UUID, Entry]:
    """The entries of these keys."""
    by_type: dict[str, list[UUID]] = defaultdict(list)
    for key in keys:
        by_type[key.entry_type].append(key.entry_id)
    return {
        entry.pk: entry
        for name, ids in by_type.items()
        for entry in type_named(name).model._default_manager.filter(pk__in=ids)
    }
