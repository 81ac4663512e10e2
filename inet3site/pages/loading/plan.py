"""From the content files to what is to be loaded."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import models

from inet3site.publishing.models import Entry, content_key
from inet3site.publishing.registry import EntryType, type_of

from .files import Document, read
from .places import Place, Problems
from .rows import EntryBuilder, EntryKeys, Row
from .shapes import LANGUAGES
from .validation import check_entry, check_unique

OF_THE_LOADER = ("key", "change_note")
"""The names in an entry's mapping that are no fields of it."""

UPDATED = {"zh": "内容文件更新。", "en": "Content files updated."}
"""The public change note of an entry whose file gives none."""


@dataclass(frozen=True)
class Item:
    """One entry to load: its own row first, then its parts' in the order of insertion."""

    place: Place
    entry_type: EntryType
    rows: list[Row]
    change_note: dict[str, str]

    @property
    def entry(self) -> Entry:
        """The unsaved entry."""
        return self.rows[0].instance


def read_plan(directory: Path) -> list[Item]:
    """Every entry under `directory`, in the order of loading; raise ContentError for all faults."""
    problems = Problems()
    documents = read(directory, problems)
    keys = _entry_keys(documents)
    items = [_item(document, keys, problems) for document in documents]
    check_unique((row for item in items for row in item.rows), problems)
    problems.refuse()
    return items


def _entry_keys(documents: Iterable[Document]) -> EntryKeys:
    keys: dict[type[models.Model], dict[str, UUID]] = {}
    for document in documents:
        slug, key = str(document.data.get("slug")), _natural_key(document)
        keys.setdefault(document.model, {})[slug] = content_key(
            document.model._meta.label_lower, key
        )
    return keys


def _natural_key(document: Document) -> str:
    """The entry's first slug, which its `key` keeps when the slug changes."""
    return str(document.data.get("key") or document.data.get("slug") or document.place)


def _item(document: Document, keys: EntryKeys, problems: Problems) -> Item:
    place, entry_type = document.place, type_of(document.model)
    if document.stem and document.stem != document.data.get("slug"):
        problems.add(place.at("slug"), f"The file's name says “{document.stem}”.")
    fields = {name: value for name, value in document.data.items() if name not in OF_THE_LOADER}
    rows = EntryBuilder(entry_type, keys, problems).build(_natural_key(document), fields, place)
    check_entry(entry_type, rows, problems)
    note = _change_note(document.data.get("change_note"), place.at("change_note"), problems)
    return Item(place, entry_type, rows, note)


def _change_note(value: Any, place: Place, problems: Problems) -> dict[str, str]:
    if value is None:
        return UPDATED
    texts = value if isinstance(value, dict) else {}
    if set(texts) == set(LANGUAGES) and all(isinstance(t, str) and t for t in texts.values()):
        return {language: text.strip() for language, text in texts.items()}
    problems.add(place, "This must be a mapping of “zh” and “en”, with a text for each.")
    return UPDATED
