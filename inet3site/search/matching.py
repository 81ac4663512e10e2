"""Which entries a query finds, and in which order: the same on both databases.

The databases only say in which rows a phrase stands. What must stand together, what is left out
and what comes first is decided here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple
from uuid import UUID

from django.db.models import Value

from .cjk import Phrase
from .models import Field, Passage, Related


class Rank(IntEnum):
    """Where an entry has what was asked for: the lower, the better."""

    NAME = 0
    """It is the whole title."""
    TITLE = Field.TITLE
    HEADING = Field.HEADING
    TEXT = Field.TEXT
    RELATED = 4
    """It stands in the title of another entry, which this one names."""


class Key(NamedTuple):
    """An entry that was found."""

    entry_type: str
    entry_id: UUID
    date: str


@dataclass(frozen=True)
class All:
    """All of these must occur somewhere in an entry."""

    parts: tuple["Match", ...]


@dataclass(frozen=True)
class Any:
    """One of these must occur in an entry."""

    parts: tuple["Match", ...]


Match = Phrase | All | Any
Ranks = dict[Key, float]

SCATTERED = 0.1
"""What words that only occur in the same entry stand behind the same words in one phrase."""


def evaluate(match: Match) -> Ranks:
    """The entries that match, each with its rank: of several parts, the mean of theirs."""
    match match:
        case Phrase():
            return _with_phrase(match)
        case Any(parts):
            return _merged(evaluate(part) for part in parts)
        case All(parts):
            return _common([evaluate(part) for part in parts])


def ordered(ranks: Ranks) -> list[Key]:
    """The entries by rank, the newest first, and by key.

    Those without a date are what documents speak of: places, terms, bodies. Where titles match they
    come before the dated ones, elsewhere after them.
    """
    undated = {key: "~" if rank < Rank.HEADING else "" for key, rank in ranks.items()}
    keys = sorted(ranks, key=lambda key: str(key.entry_id))
    keys.sort(key=lambda key: key.date or undated[key], reverse=True)
    return sorted(keys, key=ranks.__getitem__)


def phrases(match: Match) -> Iterator[Phrase]:
    """Every phrase that a match asks for."""
    if isinstance(match, Phrase):
        yield match
    else:
        for part in match.parts:
            yield from phrases(part)


def _with_phrase(phrase: Phrase) -> Ranks:
    passages = Passage.objects.filter(tokens__matches=phrase)
    titled = passages.filter(field=Field.TITLE).values("entry_id")
    naming = Related.objects.filter(related_id__in=titled)
    columns = ("entry_type", "entry_id", "date")
    found = passages.values_list(*columns, "field", "length").union(
        naming.values_list(*columns, Value(int(Rank.RELATED)), Value(0)), all=True
    )
    ranks: Ranks = {}
    for *key, field, length in found:
        is_name = field == Field.TITLE and length == phrase.length
        _note(ranks, Key(*key), Rank.NAME if is_name else field)
    return ranks


def _merged(found: Iterable[Ranks]) -> Ranks:
    merged: Ranks = {}
    for ranks in found:
        for key, rank in ranks.items():
            _note(merged, key, rank)
    return merged


def _common(found: list[Ranks]) -> Ranks:
    if len(found) == 1:
        return found[0]
    keys = set.intersection(*(set(ranks) for ranks in found))
    return {key: sum(ranks[key] for ranks in found) / len(found) + SCATTERED for key in keys}


def _note(ranks: Ranks, key: Key, rank: float) -> None:
    ranks[key] = min(rank, ranks.get(key, rank))
