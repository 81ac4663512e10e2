"""How the texts of an entry become rows of the index."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models

from . import cjk, pinyin
from .models import EN, PINYIN, ZH, Field, Passage, Related

LONGEST = 2000
"""Characters of a passage: PostgreSQL keeps no positions far beyond that."""

MOST_ALIKE = 255
"""Positions that PostgreSQL keeps of one token."""

ENDS = re.compile(r"\n\s*\n|(?<=[。！？；])|(?<=[.!?;])\s")
"""Where a text that is too long may be cut."""


@dataclass(frozen=True)
class Line:
    """A text of an entry, before it is cut into passages."""

    text: str
    language: str
    field: Field
    anchor: str = ""


def pair(
    row: models.Model,
    name: str,
    field: Field = Field.TEXT,
    *,
    anchor: str = "",
    read: Callable[[str], str] = str,
) -> list[Line]:
    """The text `name` of a row in both languages, as `read` gives it."""
    return [
        Line(read(getattr(row, f"{name}_{suffix}")), language, field, anchor)
        for suffix, language in (("zh", ZH), ("en", EN))
    ]


def rows(
    entry: Any, lines: Iterable[Line], *, date: str = "", related: Iterable[UUID | None] = ()
) -> list[models.Model]:
    """The rows of the index that are derived from an entry."""
    whose: dict[str, Any] = {
        "entry_type": entry._meta.label_lower,
        "entry_id": entry.pk,
        "date": date,
    }
    passages = [passage for line in lines for passage in _passages(line)]
    for position, passage in enumerate(passages):
        passage.position = position
        for name, value in whose.items():
            setattr(passage, name, value)
    others = sorted({other for other in related if other and other != entry.pk}, key=str)
    return [*passages, *(Related(**whose, related_id=other) for other in others)]


def _passages(line: Line) -> Iterator[Passage]:
    for text in pieces(line.text):
        tokens = [token.text for token in cjk.tokens(text)]
        if tokens:
            yield _passage(line, text, line.language, tokens, len(tokens))
    if line.field == Field.TITLE and line.language == ZH:
        tokens = pinyin.tokens(line.text)
        if tokens:
            yield _passage(line, line.text, PINYIN, tokens, len(pinyin.joined(line.text)))


def _passage(line: Line, text: str, language: str, tokens: list[str], length: int) -> Passage:
    return Passage(
        field=line.field,
        language=language,
        anchor=line.anchor,
        text=text,
        length=length,
        tokens=" ".join(tokens),
    )


def pieces(text: str) -> Iterator[str]:
    """The text in pieces of 2,000 characters at most, in each of which no token is too frequent."""
    counts = Counter(token.text for token in cjk.tokens(text))
    if len(text) <= LONGEST and max(counts.values(), default=0) <= MOST_ALIKE:
        yield text.strip()
        return
    middle = _cut(text)
    yield from pieces(text[:middle])
    yield from pieces(text[middle:])


def _cut(text: str) -> int:
    """Where a text is cut in two: the end of a paragraph or sentence that is nearest its middle."""
    middle = len(text) // 2
    ends = [match.end() for match in ENDS.finditer(text) if 0 < match.end() < len(text)]
    return min(ends, key=lambda end: abs(end - middle), default=middle)
