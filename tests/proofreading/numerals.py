"""Whole numbers in the words of each language, as a person would write them."""

from inet3site.proofreading.chinese import DIGITS
from inet3site.proofreading.english import ONES, TENS

CHARACTERS = {value: char for char, value in DIGITS.items() if char not in "〇两"}


def in_chinese(value: int) -> str:
    """二亿零三百, 十二."""
    if value < 10:
        return CHARACTERS[value]
    for size, unit in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if value >= size:
            many, rest = divmod(value, size)
            before = "" if unit == "十" and many == 1 else in_chinese(many)
            zero = "零" if 0 < rest < size // 10 else ""
            return f"{before}{unit}{zero}{in_chinese(rest) if rest else ''}"
    raise AssertionError


def in_english(value: int) -> str:
    """two hundred million three hundred, twelve."""
    if value < 20:
        return ONES[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return f"{TENS[tens - 2]}-{ONES[ones]}" if ones else TENS[tens - 2]
    for size, unit in (
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
        (100, "hundred"),
    ):
        if value >= size:
            many, rest = divmod(value, size)
            return f"{in_english(many)} {unit}{' ' + in_english(rest) if rest else ''}"
    raise AssertionError
