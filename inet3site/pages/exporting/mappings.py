"""From the rows of an entry to its mapping in the content files."""

from collections.abc import Iterator, Mapping
from copy import copy
from typing import Any
from uuid import UUID

from django.db import models

from inet3site.pages.loading.shapes import FILLED_BY_PLACE, LANGUAGES, Shape, shape_of
from inet3site.pages.loading.translations import settle
from inet3site.pages.loading.validation import in_one_language
from inet3site.publishing import snapshots
from inet3site.publishing.models import Translated

from .entries import Exported, ExportError
from .keys import KeyFinder
from .parts import Parts
from .values import as_text

Mapped = dict[str, Any]
"""What stands in a content file: texts and truths, lists of them, and further mappings."""

TRANSLATION = ("translation", "translated_from")


class EntryMapper:
    """Maps one entry; `slugs` are those of all that are exported, by permanent key."""

    def __init__(self, entry: Exported, slugs: Mapping[UUID, str], finder: KeyFinder) -> None:
        pairs = list(snapshots.normalised(entry.objects))
        self.entry_type = entry.entry_type
        self.entry: Any = pairs[0][0]
        self.slugs = slugs
        self.links = {instance.pk: row["fields"] for instance, row in pairs}
        self.rows = {instance.pk: instance for instance, _row in pairs}
        self.key = finder.of_entry(self.entry, self.entry.slug)
        self.parts = Parts(self.entry_type, [instance for instance, _row in pairs[1:]])
        self.parts.find_keys(self.entry.pk, self.key.path, finder, slugs)

    def mapping(self) -> Mapped:
        """The mapping of the entry, with its parts."""
        return {"slug": self.entry.slug, **self.key.given, **self._values(self.entry)}

    def _part(self, part: Any, place: int) -> Mapped:
        moved = {FILLED_BY_PLACE: str(part.position)} if part.position != place else {}
        return {**self.parts.keys[part.pk].given, **self._values(part), **moved}

    def _values(self, row: Any) -> Mapped:
        return {name: value for name, value in self._named(row) if value not in ("", [], {})}

    def _named(self, row: Any) -> Iterator[tuple[str, Any]]:
        """The names and values of a row, those that say nothing among them."""
        model: type[models.Model] = type(row)
        shape = shape_of(self.entry_type, model)
        for column in model._meta.concrete_fields:
            yield from self._column(row, column, shape)
        if isinstance(row, Translated):
            yield from _translation(row)
        for name in shape.links:
            yield name, sorted(self.slugs[UUID(key)] for key in self.links[row.pk][name])
        lists = self.parts.lists[row.pk]
        for name in shape.parts:
            yield name, [self._part(part, place) for place, part in enumerate(lists[name])]

    def _column(self, row: Any, column: models.Field, shape: Shape) -> Iterator[tuple[str, Any]]:
        base, _, language = column.name.rpartition("_")
        value = getattr(row, column.attname)
        if base in shape.pairs and language == LANGUAGES[0]:
            yield base, _pair(row, base)
        elif column.name in shape.entries and value:
            yield column.name, self._slug(column, value)
        elif column.name in shape.siblings and value and column != self.parts.pointer(row):
            yield column.name, self._sibling(value)
        elif column.name in shape.columns and column.name not in (*TRANSLATION, FILLED_BY_PLACE):
            yield column.name, _unless_default(row, column, value)

    def _slug(self, column: Any, key: UUID) -> str:
        if key not in self.slugs:
            target = column.related_model._base_manager.get(pk=key).slug
            raise ExportError(f"“{self.entry.slug}” needs “{target}”, which is withdrawn.")
        return self.slugs[key]

    def _sibling(self, key: UUID) -> str:
        return self.parts.name(key, getattr(self.rows[key], "identifier", ""))


def _unless_default(row: models.Model, column: models.Field, value: Any) -> str | bool:
    """The value, or nothing where the row would have it anyway."""
    return "" if value is None or value == column.get_default() else as_text(value)


def _pair(row: Any, base: str) -> Mapped:
    """A text in two languages; one that is empty says so, unless it need not be given."""
    texts = {language: getattr(row, f"{base}_{language}") for language in LANGUAGES}
    if not any(texts.values()) or base in in_one_language(type(row)):
        return {language: text for language, text in texts.items() if text}
    return texts


def _translation(row: Translated) -> Iterator[tuple[str, str]]:
    """As much as the loader must be told of a translation to settle it as it is here."""
    for count in range(len(TRANSLATION) + 1):
        given = TRANSLATION[:count]
        as_loaded = copy(row)
        for name in TRANSLATION[count:]:
            setattr(as_loaded, name, getattr(type(row)(), name))
        settle(as_loaded, given)
        if all(getattr(row, name) == getattr(as_loaded, name) for name in TRANSLATION):
            yield from ((name, getattr(row, name)) for name in given)
            return
