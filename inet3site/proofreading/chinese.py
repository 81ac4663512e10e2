"""The numbers of a Chinese text: 2023年3月, 1.5亿, 三十, 百分之五, 第四."""

import re
from collections.abc import Iterator
from decimal import Decimal

from .numbers import Kind, Number, number
from .scanning import ARABIC, VERSION, Rule, scan

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
LARGEST_UNSURE = 3
"""Up to here a number in words often only counts along: 一个, 两类, 第三."""


CHARACTERS = "零〇一二三四五六七八九十百千万亿两"
NUMERAL = f"(?<![{CHARACTERS}])[{CHARACTERS}]{{1,40}}"
SCALE = "(?:[百千]?[多余]?万亿|[百千]?[多余]?[万亿]|[百千])"
TO = "(?:至|到|-|–|—|~)"
MEASURE = "[年日天周个项条家名次层类章届位种大件座亿万元人倍岁]|平方米|公里|小时|方面"
"""What stands after a number in words that counts; 五环 and 四川 count nothing."""


def value_of(numeral: str) -> int:
    """The value of a number in Chinese characters; 二〇二三, without units, is read by places."""
    if not any(char in UNITS or char in LARGE for char in numeral):
        return int("".join(str(DIGITS[char]) for char in numeral if char in DIGITS) or 0)
    total, section, digit = 0, 0, 0
    for char in numeral:
        if char in LARGE:
            total, section, digit = _enlarged(total, section + digit, LARGE[char]), 0, 0
        elif char in UNITS:
            section, digit = section + (digit or 1) * UNITS[char], 0
        else:
            digit = DIGITS.get(char, 0)
    return total + section + digit


def _enlarged(total: int, below: int, large: int) -> int:
    """Of 二万亿 all that went before is so large; of 一亿二千万, what came since 亿."""
    if 0 < total < large:
        return (total + below) * large
    return total + (below or 1) * large


def numbers(text: str) -> list[Number]:
    """The numbers of a Chinese text."""
    return scan(text, RULES)


def _either(written: str) -> Decimal:
    if re.fullmatch(ARABIC, written):
        return Decimal(written.replace(",", ""))
    return Decimal(value_of(written))


def _scale(unit: str) -> int:
    size = 1
    for char in unit:
        size *= UNITS.get(char) or LARGE.get(char, 1)
    return size


def _months(match: re.Match[str]) -> Iterator[Number]:
    """Of 1-9月, both."""
    yield number(match["from"], _either(match["from"]), kind=Kind.MONTH)
    yield from _month(match)


def _month(match: re.Match[str]) -> Iterator[Number]:
    month = _either(match["month"])
    yield number(match[0], month, kind=Kind.MONTH, sure=1 <= month <= 12)


def _iso_date(match: re.Match[str]) -> Iterator[Number]:
    yield number(match["year"], Decimal(match["year"]))
    yield number(match[0], Decimal(match["month"]), kind=Kind.MONTH)
    if match["day"]:
        yield number(match[0], Decimal(match["day"]))


def _decade(match: re.Match[str]) -> Iterator[Number]:
    yield number(match[0], (_either(match["century"]) - 1) * 100 + _either(match["decade"]))


def _share(match: re.Match[str]) -> Iterator[Number]:
    yield number(match[0], _either(match["share"]), kind=Kind.SHARE)


def _shares(match: re.Match[str]) -> Iterator[Number]:
    yield number(match["low"], _either(match["low"]), kind=Kind.SHARE)
    yield from _share(match)


def _range(match: re.Match[str]) -> Iterator[Number]:
    """100 to 300万: the first number may be in the unit of the last, or not."""
    low, size = _either(match["low"]), _scale(match["unit"])
    yield number(match[0], low, low * size)
    yield number(match[0], _either(match["high"]) * size)


def _arabic(match: re.Match[str]) -> Iterator[Number]:
    yield number(match[0], _either(match["number"]) * _scale(match["unit"] or ""))


def _attached(match: re.Match[str]) -> Iterator[Number]:
    yield number(match[0], _either(match["number"] or match["before"]), sure=False)


def _five_year_plan(match: re.Match[str]) -> Iterator[Number]:
    yield number(match[0], 10 + DIGITS[match["plan"]])
    yield number(match[0], 5, sure=False)


def _numeral(match: re.Match[str]) -> Iterator[Number]:
    written, value = match["numeral"], value_of(match["numeral"])
    if _is_row(written):
        yield number(match[0], *(DIGITS[char] for char in written), sure=False)
        return
    begins = written[0] in DIGITS or written[0] == "十"
    counts = bool(match["ordinal"] or match["measure"]) or len(written) > 1
    is_vague = bool(match["vague"] or match["open"])
    yield number(
        match[0], value, sure=value > LARGEST_UNSURE and begins and counts and not is_vague
    )


def _is_row(written: str) -> bool:
    """Whether digits stand in a row without a unit, as in 三四个 and not in a year."""
    return 1 < len(written) < 4 and not any(char in UNITS or char in LARGE for char in written)


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


RULES: tuple[Rule, ...] = (
    (
        _rule(r"(?<!\d)(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?(?![\d年-])"),
        _iso_date,
    ),
    (
        _rule(rf"(?P<century>\d\d|{NUMERAL})世纪(?P<decade>\d0|{NUMERAL})年代"),
        _decade,
    ),
    (_rule(rf"(?<!\d)(?P<from>\d\d?){TO}(?P<month>\d\d?)月"), _months),
    (_rule(rf"(?P<month>\d\d?|{NUMERAL})月"), _month),
    (
        _rule(rf"(?P<low>{ARABIC}){TO}(?P<share>{ARABIC})(?:%|个百分点)"),
        _shares,
    ),
    (_rule(rf"(?P<share>{ARABIC}|{NUMERAL})(?:%|个百分点)"), _share),
    (_rule(rf"百分之(?P<share>{ARABIC}|{NUMERAL})"), _share),
    (_rule(rf"[“\"]?十(?P<plan>[一二三四五])五(?![{''.join(DIGITS)}])[”\"]?"), _five_year_plan),
    (
        _rule(rf"(?<![A-Za-z\d.-])(?P<low>{ARABIC}){TO}(?P<high>{ARABIC})(?P<unit>{SCALE})"),
        _range,
    ),
    (_rule(VERSION), lambda match: [number(match[0], Decimal(match[0]), sure=False)]),
    (
        _rule(
            rf"(?<![A-Za-z])[A-Za-z]{{1,20}}[-.]?(?P<number>{ARABIC})|(?P<before>{ARABIC})(?=[A-Za-z])"
        ),
        _attached,
    ),
    (_rule(rf"(?P<number>{ARABIC})[多余]?(?P<unit>{SCALE})?"), _arabic),
    (
        _rule(
            rf"(?P<ordinal>第)?(?P<vague>[数几上近])?(?P<numeral>{NUMERAL})"
            rf"(?P<open>几)?(?P<measure>{MEASURE})?"
        ),
        _numeral,
    ),
)
