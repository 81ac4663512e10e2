"""The numbers of an English text: 14 March 2023, 1.5 billion, thirty, 5 per cent, fourth."""

import re
from collections.abc import Iterator
from decimal import Decimal

from .numbers import Kind, Number, number
from .scanning import ARABIC, VERSION, Rule, scan

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = {
    **{"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12},
    **{f"{word}th": value for value, word in enumerate(ONES)},
    **{f"{word[:-1]}ieth": 10 * value for value, word in enumerate(TENS, 2)},
}
CARDINALS = {
    **{word: value for value, word in enumerate(ONES)},
    **{word: 10 * value for value, word in enumerate(TENS, 2)},
}
SCALES = {
    **{"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9},
    **{"trillion": 10**12, "k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12},
}
LOOSE = {
    **{"once": (Kind.PLAIN, 1), "twice": (Kind.PLAIN, 2), "double": (Kind.PLAIN, 2)},
    **{"decade": (Kind.PLAIN, 10), "dozen": (Kind.PLAIN, 12), "half": (Kind.SHARE, 50)},
}
"""Words that may stand for a number, and need not."""
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
AMBIGUOUS = {"march", "may", "august", "mar", "dec", "sept", "oct", "jan"}
LARGEST_UNSURE = 3
"""Up to here a number in words often only counts along: one of, two kinds, third."""


SMALL = (
    rf"(?:(?:{'|'.join(TENS)})[ -](?:{'|'.join((*ONES[1:10], *list(ORDINALS)[:12]))})"
    rf"|{'|'.join(sorted((*CARDINALS, *ORDINALS), key=len, reverse=True))})"
)
SCALE = "hundred|thousand|million|billion|trillion"
WORDS = rf"{SMALL}(?:[ -](?:{SCALE})\b(?:(?:,? and |,? ){SMALL}\b)?){{0,8}}"
FRACTION = r"\b(?:one|two|three|four|an?)[ -](?:third|quarter|fourth|fifth|sixth|tenth)s?\b"
UNIT = rf"(?:[ -]?(?:{SCALE})|(?:k|mn?|bn|tn)(?![a-z]))"
TO = "(?: to | and |-|–|—)"
MONTH = "|".join(
    sorted((name for each in MONTHS for name in (each, each[:3], each[:4])), key=len, reverse=True)
)


def value_of(words: str) -> int:
    """The value of a number in English words: one hundred and twenty-three."""
    total, section = 0, 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word == "hundred":
            section = (section or 1) * 100
        elif word in SCALES:
            total, section = total + (section or 1) * SCALES[word], 0
        else:
            section += CARDINALS.get(word) or ORDINALS.get(word, 0)
    return total + section


def numbers(text: str) -> list[Number]:
    """The numbers of an English text."""
    return scan(text, RULES)


def _digits(written: str) -> Decimal:
    return Decimal(written.replace(",", ""))


def _scale(unit: str | None) -> int:
    return SCALES[unit.strip(" -").lower()] if unit else 1


def _iso_date(match: re.Match[str]) -> Iterator[Number]:
    yield number(match["year"], Decimal(match["year"]))
    yield number(match[0], Decimal(match["month"]), kind=Kind.MONTH)
    if match["day"]:
        yield number(match[0], Decimal(match["day"]))


def _month(match: re.Match[str]) -> Iterator[Number]:
    """May alone may be no month; beside a day or a year, it is one."""
    name = match["month"].lower()
    month = next(place for place, each in enumerate(MONTHS, 1) if each.startswith(name[:3]))
    beside = [match[group] for group in ("day", "to", "after", "year") if match[group]]
    sure = bool(beside) or (name in MONTHS and name not in AMBIGUOUS)
    if match["month"][0].isupper():
        yield number(match[0], month, kind=Kind.MONTH, sure=sure)
    yield from (number(match[0], Decimal(each)) for each in beside)


def _years(match: re.Match[str]) -> Iterator[Number]:
    """2023-25 are two years."""
    year, end = match["year"], match["end"]
    yield number(year, Decimal(year))
    yield number(match[0], Decimal(year[:2] + end), Decimal(end))


def _share(match: re.Match[str]) -> Iterator[Number]:
    for group in ("low", "share"):
        if match[group]:
            yield number(match[0], _either(match[group]), kind=Kind.SHARE)


def _either(written: str) -> Decimal:
    return _digits(written) if written[0].isdigit() else Decimal(value_of(written))


def _range(match: re.Match[str]) -> Iterator[Number]:
    """100 to 300 million: the first number may be in the unit of the last, or not."""
    low, size = _digits(match["low"]), _scale(match["unit"])
    yield number(match[0], low, low * size)
    yield number(match[0], _digits(match["high"]) * size)


def _arabic(match: re.Match[str]) -> Iterator[Number]:
    value, unit = _digits(match["number"]), (match["unit"] or "").lower()
    yield number(match[0], value * _scale(unit), *([value] if unit in ("m", "k") else []))


def _attached(match: re.Match[str]) -> Iterator[Number]:
    yield number(match[0], _digits(match["number"] or match["before"]), sure=False)


def _in_words(match: re.Match[str]) -> Iterator[Number]:
    value = value_of(match["words"])
    yield number(match[0], value, sure=value > LARGEST_UNSURE)


def _decades(match: re.Match[str]) -> Iterator[Number]:
    yield number(match[0], _either(match["number"]) * 10)


def _large(match: re.Match[str]) -> Iterator[Number]:
    yield number(match[0], _scale(match["unit"]), sure=False)


def _loose(match: re.Match[str]) -> Iterator[Number]:
    kind, value = LOOSE[match["word"].lower()]
    yield number(match[0], value, kind=kind, sure=False)


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


RULES: tuple[Rule, ...] = (
    (
        _rule(r"(?<!\d)(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?(?![\d-])"),
        _iso_date,
    ),
    (
        _rule(
            rf"\b(?:(?P<day>\d\d?)(?:st|nd|rd|th)?(?:{TO}(?P<to>\d\d?)(?:st|nd|rd|th)?)? (?:of )?)?"
            rf"(?P<month>{MONTH})\b\.?(?: (?P<after>\d\d?)(?:st|nd|rd|th)?(?!\d|,\d{{3}}\D))?"
            rf"(?:,? (?P<year>[12]\d{{3}}))?\b"
        ),
        _month,
    ),
    (_rule(r"(?<!\d)(?P<year>[12]\d{3})[-–](?P<end>\d\d)(?!\d)"), _years),
    (
        _rule(
            rf"(?:(?P<low>{ARABIC})%?{TO})?(?P<share>{ARABIC}|{WORDS})"
            r"(?:%| ?per ?cent\b| percentage points?)"
        ),
        _share,
    ),
    (
        _rule(rf"(?<![A-Za-z\d.-])(?P<low>{ARABIC}){TO}(?P<high>{ARABIC})(?P<unit>{UNIT})"),
        _range,
    ),
    (_rule(rf"\b(?P<number>\d+|{SMALL}) decades\b"), _decades),
    (_rule(VERSION), lambda match: [number(match[0], Decimal(match[0]), sure=False)]),
    (_rule(r"[12]\d{2}0s\b"), lambda match: [number(match[0], Decimal(match[0][:4]))]),
    (
        _rule(
            rf"(?<![A-Za-z])[A-Za-z]{{1,20}}[-.]?(?P<number>{ARABIC})"
            rf"|(?P<before>{ARABIC})(?!{UNIT}|st\b|nd\b|rd\b|th\b)(?=[A-Za-z])"
        ),
        _attached,
    ),
    (_rule(rf"(?P<number>{ARABIC})(?:st|nd|rd|th|(?P<unit>{UNIT}))?"), _arabic),
    (_rule(FRACTION), lambda match: []),
    (_rule(rf"\b(?P<words>{WORDS})(?:-?fold)?\b"), _in_words),
    (_rule(rf"\b(?P<unit>{SCALE})\b"), _large),
    (_rule(rf"\b(?P<word>{'|'.join(LOOSE)})s?\b"), _loose),
)
