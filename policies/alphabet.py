"""The alphabetical order of names for their readers, and the bar of letters that leads into it.

English names stand by their letters, Chinese ones by their pinyin, syllable by syllable and tone
by tone as in a dictionary. The pinyin is worked out and not stored: it follows from the name, so
there is nothing to keep in step with it, and no term lacks it that was published before. The
phrases that pypinyin knows tell apart the readings of one character (数字, 重庆).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
OTHERS = "#"
"""Where names stand that begin with no letter, such as “3D”: behind all others."""


@lru_cache(maxsize=4096)
def reading(name: str) -> tuple[str, ...]:
    """How a name is read: `("shu4", "zi4")` for 数字. What is not Chinese stays, in lower case."""
    parts = lazy_pinyin(name, style=Style.TONE3, neutral_tone_with_five=True)
    return tuple(part.casefold() for part in parts)


def letter(name: str) -> str:
    """The letter under which a name stands, from A to Z, or OTHERS."""
    first = "".join(reading(name))[:1].upper()
    return first if first and first in LETTERS else OTHERS


def place(name: str) -> tuple[bool, tuple[str, ...], str]:
    """The key by which names sort."""
    return letter(name) == OTHERS, reading(name), name


@dataclass(frozen=True)
class Tab:
    """A letter of the bar, and the page on which its names begin; None where there are none."""

    letter: str
    page: int | None


def tabs(names: Iterable[str], *, per_page: int) -> list[Tab]:
    """The bar of letters for names in their order, with `per_page` of them on a page."""
    pages: dict[str, int] = {}
    for number, name in enumerate(names):
        pages.setdefault(letter(name), number // per_page + 1)
    others = [OTHERS] if OTHERS in pages else []
    return [Tab(each, pages.get(each)) for each in [*LETTERS, *others]]
