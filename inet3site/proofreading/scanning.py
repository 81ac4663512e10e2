"""Reading numbers by rules, of which each takes its matches away from those after it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from .numbers import Number

type Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Iterable[Number]]]

ADDRESS = re.compile(r"\]\([^)]{0,500}\)|https?://[^\s，。；）)]+|`[^`]*`")
"""What holds digits that nobody reads as numbers: targets of links, addresses and code."""

ARABIC = r"(?<!\d)(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d{1,20})(?:\.\d{1,20})?"
"""A number in digits. Texts may hold rows of any length: no rule reads on for ever."""

VERSION = r"(?<![\d.])\d\.0(?![\d.%])(?! ?(?:[万亿]|hundred|thousand|million|billion|trillion|per))"
"""What is rather a part of a name than a number: Internet 3.0."""


def scan(text: str, rules: Sequence[Rule]) -> list[Number]:
    """The numbers that the rules find, in the order of the rules; an earlier rule goes first."""
    text = ADDRESS.sub(_blank, unicodedata.normalize("NFKC", text))
    found: list[Number] = []
    for pattern, numbers in rules:
        for match in pattern.finditer(text):
            found += numbers(match)
        text = pattern.sub(_blank, text)
    return found


def _blank(match: re.Match[str]) -> str:
    return "\n" * len(match[0])
