"""Chinese as it is typed in pinyin: `yuanyuzhou` or `yuan yu zhou` for 元宇宙."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate

from pypinyin import lazy_pinyin

from .cjk import LONGEST, RUN, Phrase, Token, fold, is_han

MARK = "__"
"""What pinyin tokens begin with, so that no word of a text is taken for one."""


def units(text: str) -> list[Token]:
    """The reading of each Han character of a text, and its other words, in order."""
    folded = fold(text)
    # One reading a character: `list` takes apart what has none, which its annotation leaves out.
    readings = lazy_pinyin(folded, errors=list)  # type: ignore[arg-type]
    found: list[Token] = []
    for run in RUN.finditer(folded):
        if is_han(run[0][0]):
            found += [Token(readings[i], i, i + 1) for i in range(*run.span())]
        else:
            found.append(Token(run[0].replace(".", "x"), *run.span()))
    return found


@lru_cache(maxsize=4096)
def joined(text: str) -> str:
    """The text in pinyin, in one word."""
    return "".join(unit.text for unit in units(text))


def tokens(text: str) -> list[str]:
    """What finds a text from each of its Han characters on."""
    folded, found = fold(text), units(text)
    rests = [*accumulate((unit.text for unit in reversed(found)), lambda rest, unit: unit + rest)]
    return [
        MARK + rest[:LONGEST]
        for unit, rest in zip(found, reversed(rests), strict=True)
        if is_han(folded[unit.start])
    ]


def phrase(typed: str) -> Phrase | None:
    """The phrase that finds what was typed in pinyin; None where it is none.

    It takes two whole syllables to be pinyin, as many a short word of English looks like one.
    """
    if not _pinyin().fullmatch(typed):
        return None
    return Phrase((MARK + typed[:LONGEST],), True, len(typed))


def spans(text: str, phrase: Phrase) -> Iterator[tuple[int, int]]:
    """Where in a text the characters stand that were typed in pinyin."""
    typed = phrase.tokens[0].removeprefix(MARK)
    folded, found = fold(text), units(text)
    for place, first in enumerate(found):
        if is_han(folded[first.start]):
            rest = ""
            for last in found[place:]:
                rest += last.text
                if len(rest) >= len(typed):
                    break
            if rest.startswith(typed):
                yield first.start, last.end


@cache
def _pinyin() -> re.Pattern[str]:
    """What can be pinyin: whole syllables, numbers among them, and one that is begun."""
    readings = lazy_pinyin([chr(code) for code in range(0x4E00, 0x9FA6)], errors="ignore")
    syllables = {reading for reading in readings if re.search("[aeiouv]", reading)}
    begun = {syllable[:end] for syllable in syllables for end in range(1, len(syllable))}
    whole, part = ("|".join(sorted(each, key=len, reverse=True)) for each in (syllables, begun))
    return re.compile(rf"(?:{whole}){{2,}}(?:\d[\dx]*(?:{whole})*)*(?:{part})?")
