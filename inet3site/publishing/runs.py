"""The difference of two texts, as runs that a reader can follow, in Chinese and in English.

Texts are compared sentence by sentence first, and the sentences that differ word by word; each
Chinese character is a word. A few words that stayed between two changes read as part of the change.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import groupby

LETTER = r"[^\W\u2e80-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
"""A letter or digit of a script that writes its words apart."""

SENTENCE = re.compile(r".*?(?:[。！？；\n]+|[.!?](?=\s)|\Z)\s*", re.DOTALL)
WORD = re.compile(rf"{LETTER}+(?:[.,'’-]{LETTER}+)*|\s+|.", re.DOTALL)
MOST_WORDS = 500
"""A longer stretch of changed sentences is one change: comparing its words would take seconds."""


class Kind(Enum):
    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True)
class Run:
    """A stretch of text that is in both texts, or in one of them alone; never empty."""

    kind: Kind
    text: str


def compare(before: str, after: str) -> list[Run]:
    """The runs that lead from one text to the other.

    Neighbours are of different kinds, and what was deleted stands before what was inserted instead.
    """
    return list(_runs(_changes(before, after)))


def replaced(before: str, after: str) -> list[Run]:
    """The runs that lead from one value to another as wholes."""
    return list(_runs([_Pair(before, after)]))


def text_before(runs: Iterable[Run]) -> str:
    """The text that the runs lead from."""
    return "".join(run.text for run in runs if run.kind != Kind.INSERTED)


def text_after(runs: Iterable[Run]) -> str:
    """The text that the runs lead to."""
    return "".join(run.text for run in runs if run.kind != Kind.DELETED)


@dataclass(frozen=True)
class _Pair:
    """A stretch of the text before, and what stands in its place after."""

    before: str
    after: str

    @property
    def is_same(self) -> bool:
        return self.before == self.after

    @property
    def size(self) -> int:
        return max(len(self.before), len(self.after))


def _one(pairs: Iterable[_Pair]) -> _Pair:
    """Neighbouring pairs as one."""
    pairs = list(pairs)
    return _Pair("".join(p.before for p in pairs), "".join(p.after for p in pairs))


def _changes(before: str, after: str) -> Iterator[_Pair]:
    for pair in _aligned(SENTENCE.findall(before), SENTENCE.findall(after)):
        yield from [pair] if pair.is_same else _in_words(pair)


def _in_words(pair: _Pair) -> list[_Pair]:
    before, after = WORD.findall(pair.before), WORD.findall(pair.after)
    if max(len(before), len(after)) > MOST_WORDS:
        return [pair]
    return _joined(_aligned(before, after))


def _aligned(before: Sequence[str], after: Sequence[str]) -> list[_Pair]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        _Pair("".join(before[start:end]), "".join(after[begin:stop]))
        for _tag, start, end, begin, stop in matcher.get_opcodes()
    ]


def _joined(pairs: Sequence[_Pair]) -> list[_Pair]:
    """The pairs, what stayed in one with the changes beside it where it only breaks them up."""
    joined: list[_Pair] = []
    for pair in pairs:
        joined.append(pair)
        while len(joined) > 2 and _is_fragment(*joined[-3:]):
            joined[-3:] = [_one(joined[-3:])]
    return joined


def _is_fragment(left: _Pair, middle: _Pair, right: _Pair) -> bool:
    """Whether a text that stayed is no longer than each of two changes, which replace something."""
    changes = _one([left, right])
    return (
        middle.is_same
        and not (left.is_same or right.is_same)
        and middle.size <= min(left.size, right.size)
        and bool(changes.before and changes.after)
    )


def _runs(pairs: Iterable[_Pair]) -> Iterator[Run]:
    for is_same, group in groupby(pairs, key=lambda pair: pair.is_same):
        pair = _one(group)
        kinds = [(Kind.SAME, pair.before)]
        if not is_same:
            kinds = [(Kind.DELETED, pair.before), (Kind.INSERTED, pair.after)]
        yield from (Run(kind, text) for kind, text in kinds if text)
