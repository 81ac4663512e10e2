"""Texts in two languages: `name_zh` and `name_en`, read as `name`.

The one fallback rule: a text that is empty in the reader's language is shown in the other
language, and says so by its `lang`.
"""

from typing import Any

from django.db import models
from django.utils.translation import get_language

ZH = "zh-Hans"
EN = "en"


class Text(str):
    """A text with `lang`, the BCP 47 language that it is in."""

    lang: str
    is_fallback: bool

    def __new__(cls, value: str, lang: str, *, is_fallback: bool = False) -> "Text":
        text = super().__new__(cls, value)
        text.lang = lang
        text.is_fallback = is_fallback
        return text


def in_language(zh: str, en: str, language: str) -> Text:
    """The text for a reader of `language` (a Django code), by the fallback rule above."""
    if language.startswith("zh"):
        return Text(zh, ZH) if zh or not en else Text(en, EN, is_fallback=True)
    return Text(en, EN) if en or not zh else Text(zh, ZH, is_fallback=True)


def pairs_of(model: type[models.Model]) -> list[str]:
    """The names of the pairs that the rows of a model have, in order."""
    return sorted(
        name
        for cls in model.__mro__
        for name, value in vars(cls).items()
        if isinstance(value, Bilingual)
    )


def texts_of(row: models.Model) -> list[tuple[str, str, str]]:
    """The name, the Chinese and the English of each pair that a row has, by name."""
    names = pairs_of(type(row))
    return [(name, getattr(row, f"{name}_zh"), getattr(row, f"{name}_en")) for name in names]


class Bilingual:
    """Read `<name>_zh` and `<name>_en` of a model as one Text in the active language."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: models.Model | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        return in_language(
            getattr(instance, f"{self.name}_zh"),
            getattr(instance, f"{self.name}_en"),
            get_language() or EN,
        )
