"""Other words for what was typed: the name in the other language, pinyin, and what was meant."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from uuid import UUID

from rapidfuzz import fuzz, process

from . import cjk, pinyin
from .matching import All, Any, Match
from .models import EN, PINYIN, ZH, Field, Passage
from .query import Query, Word

ALIKE = 80
"""Percent of letters that a word shares with the one that was meant."""

SHORTEST = 4
"""Letters of a word that may have been meant."""


class Vocabulary:
    """The names of live entries; those of the types in `glossary` stand for each other."""

    def __init__(self, glossary: Collection[str]) -> None:
        self.glossary = glossary

    @cached_property
    def names(self) -> dict[UUID, dict[str, str]]:
        """The names of each entry of the glossary, by language."""
        titles = Passage.objects.filter(
            entry_type__in=self.glossary, field=Field.TITLE, language__in=[ZH, EN]
        ).order_by("entry_type", "entry_id", "position")
        names: dict[UUID, dict[str, str]] = defaultdict(dict)
        for key, language, text in titles.values_list("entry_id", "language", "text"):
            names[key][language] = text
        return names

    @cached_property
    def forms(self) -> dict[str, list[str]]:
        """For each name, as tokens and in pinyin, the names that it stands for."""
        forms: dict[str, list[str]] = defaultdict(list)
        for names in self.names.values():
            for language, text in names.items():
                forms[form(text)] += [name for name in names.values() if name != text]
                if language == ZH:
                    forms[pinyin.joined(text)] += names.values()
        return forms

    @cached_property
    def spellings(self) -> dict[str, str]:
        """The words and names that may have been meant, by how they are spelt or read."""
        titles = Passage.objects.filter(field=Field.TITLE).exclude(language=PINYIN)
        spellings: dict[str, str] = {}
        for language, text in titles.values_list("language", "text").order_by("text").distinct():
            for token in cjk.tokens(text):
                if len(token.text) >= SHORTEST:
                    spellings[token.text] = token.text
            if language == ZH:
                spellings[pinyin.joined(text)] = spellings[cjk.fold(text)] = text
        return spellings

    def others(self, words: Sequence[Word]) -> list[str]:
        """The names in other words for what these words name together."""
        if any(word.exact for word in words):
            return []
        typed = " ".join(word.text for word in words)
        found = [*self.forms.get(form(typed), ()), *self.forms.get(_typed(words), ())]
        return list(dict.fromkeys(name for name in found if form(name) != form(typed)))

    def meant(self, word: Word) -> str | None:
        """The word or name that is most like a word; None where none is like it."""
        best: tuple[float, str] = (ALIKE, "")
        for typed in dict.fromkeys([cjk.fold(word.text), pinyin.joined(word.text)]):
            if len(typed) > 1 and (
                found := process.extractOne(
                    typed, sorted(self.spellings), scorer=fuzz.ratio, score_cutoff=best[0]
                )
            ):
                best = max(best, (found[1], self.spellings[found[0]]))
        return best[1] or None


def form(text: str) -> str:
    """The text as its tokens: equal for what is spelt alike."""
    return " ".join(token.text for token in cjk.tokens(text))


def expanded(query: Query, vocabulary: Vocabulary) -> tuple[Match, list[str]]:
    """What to look for, and the names that are looked for beside what was typed."""
    also: list[str] = []
    parts = tuple(_parts(query.words, vocabulary, also))
    whole = cjk.phrase(" ".join(word.text for word in query.words))
    if len(query.words) == 1 or whole is None or any(word.exact for word in query.words):
        return All(parts), also
    return Any((All(parts), whole)), also


def _parts(words: Sequence[Word], vocabulary: Vocabulary, also: list[str]) -> Iterator[Match]:
    """One match for each longest sequence of words that there are others for."""
    start = 0
    while start < len(words):
        for end in range(len(words), start, -1):
            others = _alternatives(words[start:end], vocabulary, also)
            if others or end == start + 1:
                break
        each = tuple(
            Any((word.phrase, *_alternatives([word], vocabulary, also)))
            for word in words[start:end]
        )
        yield each[0] if len(each) == 1 else Any((All(each), *others))
        start = end


def _alternatives(
    words: Sequence[Word], vocabulary: Vocabulary, also: list[str]
) -> list[cjk.Phrase]:
    names = vocabulary.others(words)
    also += [name for name in names if name not in also]
    found = [cjk.phrase(name, exact=True) for name in names]
    if not any(word.exact for word in words):
        found.append(pinyin.phrase(_typed(words)))
    return [phrase for phrase in found if phrase]


def _typed(words: Sequence[Word]) -> str:
    """The words in one, as pinyin is also typed."""
    return "".join(token.text for word in words for token in cjk.tokens(word.text))
