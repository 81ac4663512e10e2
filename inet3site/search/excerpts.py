"""The words around what was found, with the places that match."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from . import cjk, pinyin
from .cjk import Phrase
from .models import EN, PINYIN, ZH, Field, Passage, Related

BEFORE, WIDTH = 40, {EN: 240}
"""Characters of a passage that are shown before what was found, and in all."""

NARROW = 120
"""The same in all for Chinese, whose characters say more."""


@dataclass(frozen=True)
class Segment:
    """A part of an excerpt that matches as a whole, or not at all."""

    text: str
    is_mark: bool


@dataclass(frozen=True)
class Excerpt:
    """A part of a passage; `marks` are the places in `text` that match: start and end."""

    passage: Passage
    text: str
    marks: tuple[tuple[int, int], ...]

    @property
    def language(self) -> str:
        """The language of the text, in BCP 47."""
        return ZH if self.passage.language == PINYIN else self.passage.language

    @property
    def segments(self) -> Iterator[Segment]:
        """The text in its order, matching parts apart."""
        place = 0
        for start, end in self.marks:
            yield Segment(self.text[place:start], False)
            yield Segment(self.text[start:end], True)
            place = end
        yield Segment(self.text[place:], False)


def excerpts(
    keys: Collection[UUID], phrases: Iterable[Phrase], *, language: str = ""
) -> dict[UUID, list[Excerpt]]:
    """What each of these entries has of the phrases, in its own order.

    Of a text in two languages only the one in `language` is given, if both match. Of an entry
    that has none of the phrases, the titles of those are given that it names.
    """
    wanted = list(dict.fromkeys(phrases))
    matching = Passage.objects.filter(reduce(or_, (Q(tokens__matches=each) for each in wanted)))
    found: dict[UUID, list[Excerpt]] = defaultdict(list)
    for passage in matching.filter(entry_id__in=keys).order_by("field", "position"):
        found[passage.entry_id].append(_excerpt(passage, wanted))
    others = Related.objects.filter(entry_id__in=set(keys) - found.keys())
    titles = matching.filter(field=Field.TITLE, entry_id__in=others.values("related_id"))
    named = defaultdict(list)
    for passage in titles.order_by("entry_id", "position"):
        named[passage.entry_id].append(_excerpt(passage, wanted))
    for entry, other in others.order_by("related_id").values_list("entry_id", "related_id"):
        found[entry] += named.get(other, ())
    return {key: _in_one_language(each, language) for key, each in found.items()}


def _in_one_language(found: list[Excerpt], language: str) -> list[Excerpt]:
    preferred = {_place(each) for each in found if each.language == language}
    kept = [each for each in found if each.language == language or _place(each) not in preferred]
    # A title may match as it is and in pinyin.
    return list({(_place(each), each.text): each for each in reversed(kept)}.values())[::-1]


def _place(excerpt: Excerpt) -> tuple[UUID, int, str]:
    return excerpt.passage.entry_id, excerpt.passage.field, excerpt.passage.anchor


def _excerpt(passage: Passage, phrases: list[Phrase]) -> Excerpt:
    spans = _merged(sorted(_spans(passage, phrases)))
    text, length = passage.text, WIDTH.get(passage.language, NARROW)
    if len(text) <= length:
        return Excerpt(passage, text, tuple(spans))
    start = _word_start(text, max(0, min(spans[0][0] - BEFORE, len(text) - length)))
    end = _word_end(text, start + length)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    shift = len(before) - start
    marks = tuple((s + shift, min(e, end) + shift) for s, e in spans if s < end)
    return Excerpt(passage, before + text[start:end] + after, marks)


def _word_start(text: str, start: int) -> int:
    """Where the word begins that stands at or after a place, within the few characters there."""
    space = text.find(" ", start, start + BEFORE // 2) if start else -1
    return start if space < 0 else space + 1


def _word_end(text: str, end: int) -> int:
    """Where the word ends that stands before a place, within the few characters there."""
    space = text.rfind(" ", end - BEFORE // 2, end) if end < len(text) else -1
    return end if space < 0 else space


def _spans(passage: Passage, phrases: list[Phrase]) -> Iterator[tuple[int, int]]:
    found = cjk.tokens(passage.text)
    for phrase in phrases:
        if phrase.tokens[0].startswith(pinyin.MARK):
            if passage.language == PINYIN:
                yield from pinyin.spans(passage.text, phrase)
        elif passage.language != PINYIN:
            yield from cjk.spans(found, phrase)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
