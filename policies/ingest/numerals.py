"""Numbers as documents write them: 十二, １２, XII, twelve, ⑫."""

import unicodedata
from itertools import pairwise

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
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
    return _chinese(text)


def _roman(text: str) -> int:
    values = [ROMAN[letter] for letter in text]
    return sum(
        -value if value < following else value for value, following in pairwise([*values, 0])
    )


def _chinese(text: str) -> int:
    """Of 一百二十三 the units count; of 二〇二三, which has none, the places do."""
    if not any(char in UNITS for char in text):
        places = [str(DIGITS[char]) for char in text if char in DIGITS]
        return int("".join(places) or 0)
    total, digit = 0, 0
    for char in text:
        if char in UNITS:
            total, digit = total + (digit or 1) * UNITS[char], 0
        else:
            digit = DIGITS.get(char, 0)
    return total + digit
