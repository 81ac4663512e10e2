"""What a reader asks for: words, "phrases in quotes", and -what is to be left out."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from . import cjk

LONGEST = 200
"""Characters of a query."""

MOST_WORDS = 10

WORD = re.compile(r'([-－])?(?:["“”「『]([^"“”」』]*)["“”」』]?|([^\s"“”「」『』]+))')


class QueryError(ValueError):
    """What was typed can't be searched for; the message says why."""


@dataclass(frozen=True)
class Word:
    """A word or a quoted phrase, and where in the query it stands.

    A quoted one is `exact`: only these very words are meant.
    """

    text: str
    exact: bool
    phrase: cjk.Phrase
    start: int
    end: int


@dataclass(frozen=True)
class Query:
    """The words that must occur, and those that may not."""

    text: str
    words: tuple[Word, ...]
    excluded: tuple[Word, ...]

    def with_words(self, replaced: dict[Word, str]) -> str:
        """The text of the query with other words in place of some."""
        text = self.text
        for word in sorted(replaced, key=lambda word: word.start, reverse=True):
            text = text[: word.start] + replaced[word] + text[word.end :]
        return text


def parse(text: str) -> Query:
    """Read a query; raise QueryError where nothing could be searched for."""
    if len(text) > LONGEST:
        raise QueryError(_("Search for %s characters at most.") % LONGEST)
    words: list[Word] = []
    excluded: list[Word] = []
    matches = [*WORD.finditer(text)]
    for match in matches:
        if word := _word(match, goes_on=match is matches[-1]):
            (excluded if match[1] else words).append(word)
    if len(words) + len(excluded) > MOST_WORDS:
        raise QueryError(_("Search for %s words at most.") % MOST_WORDS)
    if not words:
        raise QueryError(_("Name at least one word that is to be found."))
    return Query(text, tuple(words), tuple(excluded))


def _word(match: re.Match[str], *, goes_on: bool) -> Word | None:
    """A word; if it `goes_on`, its reader may still be typing it."""
    is_quoted = match[3] is None
    group = 2 if is_quoted else 3
    phrase = cjk.phrase(match[group], exact=is_quoted or bool(match[1]) or not goes_on)
    if phrase is None:
        return None
    return Word(match[group], is_quoted, phrase, *match.span(group))
