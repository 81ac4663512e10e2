"""Numbers as documents write them: 十二, １２, XII, twelve, ⑫."""

import unicodedata
from itertools import pairwise

from inet3site.proofreading.chinese import DIGITS, UNITS, value_of

ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
WORDS = {
    word: value
    for value, word in enumerate(
        (
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
            *("eighteen", "nineteen", "twenty"),
        ),
        start=1,
    )
}


def number(text: str) -> int:
    """The value of a number in any of these writings; 0 for what is none of them."""
    if text.isdecimal():
        return int(text)
    if text.lower() in WORDS:
        return WORDS[text.lower()]
    if text and set(text.upper()) <= ROMAN.keys():
        return _roman(text.upper())
    if len(text) == 1 and text not in DIGITS and text not in UNITS:
        return int(unicodedata.numeric(text, 0))
    return value_of(text)


def _roman(text: str) -> int:
    values = [ROMAN[letter] for letter in text]
    return sum(
        -value if value < following else value for value, following in pairwise([*values, 0])
    )
