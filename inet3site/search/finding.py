"""From what a reader typed to the entries that have it."""

from collections.abc import Collection
from dataclasses import dataclass

from .matching import All, Key, Match, Rank, Ranks, evaluate, ordered
from .query import Query, parse
from .vocabulary import Vocabulary, expanded


@dataclass(frozen=True)
class Findings:
    """The entries that were found, the best first, and how.

    `meant` is the query that was answered instead of the one that was typed, where that found
    nothing and a likely misspelling was the reason; empty elsewhere. `also` are the names that
    were looked for beside what was typed.
    """

    keys: list[Key]
    match: Match
    also: list[str]
    meant: str = ""


def find(text: str, *, glossary: Collection[str]) -> Findings:
    """What the index has of a query; raise QueryError where nothing can be searched for.

    `glossary` names the types of entries whose names stand for each other.
    """
    query, vocabulary = parse(text), Vocabulary(glossary)
    match, also = expanded(query, vocabulary)
    if ranks := _ranks(query, match):
        return Findings(ordered(ranks), match, also)
    return _meant(query, vocabulary) or Findings([], match, also)


def completions(text: str, *, glossary: Collection[str]) -> list[Key]:
    """The entries in whose titles stands what somebody is typing; raise QueryError."""
    query = parse(text)
    ranks = _ranks(query, expanded(query, Vocabulary(glossary))[0])
    return ordered({key: rank for key, rank in ranks.items() if rank < Rank.HEADING})


def _ranks(query: Query, match: Match) -> Ranks:
    ranks = evaluate(match)
    for word in query.excluded if ranks else ():
        for key in evaluate(word.phrase):
            ranks.pop(key, None)
    return ranks


def _meant(query: Query, vocabulary: Vocabulary) -> Findings | None:
    """What is found with the likely spelling of words that nothing has, if anything is."""
    replaced = {
        word: meant
        for word in query.words
        if not word.exact
        and not evaluate(All((word.phrase,)))
        and (meant := vocabulary.meant(word))
    }
    text = query.with_words(replaced)
    if text == query.text:
        return None
    other = parse(text)
    match, also = expanded(other, vocabulary)
    ranks = _ranks(other, match)
    return Findings(ordered(ranks), match, also, text) if ranks else None
