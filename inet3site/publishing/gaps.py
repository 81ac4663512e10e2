"""Where English is missing or stale, in the entries of a type and in their parts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models

from .bilingual import pairs_of
from .models import Translated
from .models.translated import digest_of_chinese
from .registry import EntryType


@dataclass(frozen=True)
class TranslatedRow:
    """What is known of the English of one row, which is an entry or belongs to one."""

    model: type[Translated]
    pk: UUID
    entry_id: UUID
    values: dict[str, Any]

    @property
    def is_stale(self) -> bool:
        """Whether the Chinese has changed since the English was made."""
        noted = self.values["translated_from"]
        chinese = {name: self.values[f"{name}_zh"] for name in translated_pairs(self.model)}
        return bool(noted) and noted != digest_of_chinese(chinese)

    @property
    def missing(self) -> list[str]:
        """The names of the English fields that are empty beside a Chinese text."""
        return [
            f"{name}_en"
            for name in translated_pairs(self.model)
            if self.values[f"{name}_zh"] and not self.values[f"{name}_en"]
        ]


def translated_pairs(model: type[Translated]) -> list[str]:
    """The names of the pairs of a model that are translated."""
    return sorted({*pairs_of(model)} - model.source_language_only)


def rows_of(entry_type: EntryType, keys: Iterable[UUID] | None = None) -> Iterator[TranslatedRow]:
    """The rows with English of the entries with these keys, or of all: one query for each model."""
    for model in entry_type.models:
        if issubclass(model, Translated):
            parent = entry_type.parent_field(model) or "pk"
            rows = model._base_manager.all()
            if keys is not None:
                rows = rows.filter(**{f"{parent}__in": keys})
            for values in rows.values("pk", *_columns(model), entry_id=models.F(parent)):
                yield TranslatedRow(model, values["pk"], values["entry_id"], values)


def _columns(model: type[Translated]) -> list[str]:
    pairs = [(f"{name}_zh", f"{name}_en") for name in translated_pairs(model)]
    return ["translated_from", *(name for pair in pairs for name in pair)]
