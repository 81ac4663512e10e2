"""From the content files to what is to be loaded."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import models

from inet3site.publishing.models import Entry
from inet3site.publishing.registry import EntryType, SnapshotObject, type_of

from .files import Document, read
from .keys import natural_key, permanent_key
from .places import Place, Problems
from .rows import EntryBuilder, EntryKeys, Row
from .shapes import LANGUAGES
from .validation import check_entry, check_unique

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

    @property
    def objects(self) -> list[SnapshotObject]:
        """The rows of the snapshot that will be taken of the entry once it is saved."""
        order = self.entry_type.models
        rows = sorted(self.rows, key=lambda row: (order.index(row.model), str(row.instance.pk)))
        return [row.as_snapshot() for row in rows]


def read_plan(directory: Path) -> list[Item]:
    """Every entry under `directory`, in the order of loading; raise ContentError for all faults."""
    problems = Problems()
    documents = read(directory, problems)
    keys = _entry_keys(documents)
    items = [_item(document, keys, problems) for document in documents]
    check_unique((row for item in items for row in item.rows), problems)
    problems.refuse()
    return items


def natural_keys(directory: Path) -> dict[UUID, str]:
    """The natural key of each row of the files, by its permanent key; faults are passed over."""
    problems = Problems()
    documents = read(directory, problems)
    keys = _entry_keys(documents)
    rows = (row for document in documents for row in _rows(document, keys, problems))
    return {row.instance.pk: row.key for row in rows}


def _entry_keys(documents: Iterable[Document]) -> EntryKeys:
    keys: dict[type[models.Model], dict[str, UUID]] = {}
    for document in documents:
        key = permanent_key(document.model, document.data, _natural_key(document))
        keys.setdefault(document.model, {})[str(document.data.get("slug"))] = key
    return keys


def _natural_key(document: Document) -> str:
    """The entry's first slug, which its `key` keeps when the slug changes; or its `id`."""
    return natural_key(document.data, ["slug"]) or str(document.place)


def _rows(document: Document, keys: EntryKeys, problems: Problems) -> list[Row]:
    fields = {name: value for name, value in document.data.items() if name != "change_note"}
    builder = EntryBuilder(type_of(document.model), keys, problems)
    return builder.build(_natural_key(document), fields, document.place)


def _item(document: Document, keys: EntryKeys, problems: Problems) -> Item:
    place, entry_type = document.place, type_of(document.model)
    if document.stem and document.stem != document.data.get("slug"):
        problems.add(place.at("slug"), f"The file's name says “{document.stem}”.")
    rows = _rows(document, keys, problems)
    check_entry(rows, entry_type.title, problems)
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
