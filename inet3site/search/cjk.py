"""Chinese and other text as tokens that know their place, the same for an index and a query.

A run of Han characters gives its overlapping pairs and then its last character alone; any other
word is one token. So a phrase of tokens is found wherever its text stands, also within a longer
run, which neither SQLite's nor PostgreSQL's own tokenizers can do.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from opencc import OpenCC

HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
WORD = rf"[^\W_{HAN}]"
RUN = re.compile(rf"[{HAN}]+|{WORD}(?:{WORD}|(?<=\d)\.(?=\d))*")
"""A run of Han characters, or a word; a number keeps its decimal point."""

LONGEST = 100
"""Characters of a token that count: PostgreSQL refuses tokens of 2,047 bytes."""


class Token(NamedTuple):
    """A token, and where in the text it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Phrase:
    """Tokens that must follow each other; if it is `open`, the last one may go on.

    `length` is the number of tokens that the phrase has as a text of its own.
    """

    tokens: tuple[str, ...]
    open: bool
    length: int


class _Folding(dict[int, str]):
    """For each character the one that stands for it; found once, when it is first met."""

    def __init__(self) -> None:
        self._converter = OpenCC("t2s")

    def __missing__(self, code: int) -> str:
        char = chr(code)
        for fold in (_compatible, str.lower, self._converter.convert):
            folded = fold(char)
            char = folded if len(folded) == 1 else char
        self[code] = char
        return char


def _compatible(char: str) -> str:
    return unicodedata.normalize("NFKC", char)


_folding = _Folding()


def fold(text: str) -> str:
    """The text in lower case, simplified characters and half width, each at its old place."""
    return text.translate(_folding)


def is_han(char: str) -> bool:
    """Whether the character is a Han character."""
    return re.match(f"[{HAN}]", char) is not None


def tokens(text: str) -> list[Token]:
    """The tokens of a text, in order."""
    return [token for run in RUN.finditer(fold(text)) for token in _of_run(run)]


def phrase(text: str, *, exact: bool = False) -> Phrase | None:
    """The phrase that finds a text; None where the text has no token.

    Unless it is `exact`, its last word may go on, as it does for a reader who is still typing.
    """
    found = tokens(text)
    if not found:
        return None
    kept = found[:-1] if len(found) > 1 and found[-2].end == found[-1].end else found
    last = kept[-1].text
    goes_on = len(last) == 1 if is_han(last[0]) else not exact
    return Phrase(tuple(token.text for token in kept), goes_on, len(found))


def spans(found: Sequence[Token], phrase: Phrase) -> Iterator[tuple[int, int]]:
    """Where in a text, given its tokens, the phrase stands."""
    *first, last = phrase.tokens
    for start in range(len(found) - len(first)):
        end = start + len(first)
        if all(found[start + i].text == text for i, text in enumerate(first)) and (
            found[end].text.startswith(last) if phrase.open else found[end].text == last
        ):
            yield found[start].start, _end(found[end], last)


def _of_run(run: re.Match[str]) -> Iterator[Token]:
    text, start = run[0], run.start()
    if is_han(text[0]):
        for i in range(len(text)):
            pair = text[i : i + 2]
            yield Token(pair, start + i, start + i + len(pair))
    else:
        yield Token(text.replace(".", "x")[:LONGEST], start, run.end())


def _end(token: Token, text: str) -> int:
    return token.start + len(text) if is_han(text[0]) else token.end
