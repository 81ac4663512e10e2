"""The numbers that Word puts before paragraphs by itself, and that are nowhere in its text."""

import re
from collections import defaultdict
from typing import Any

from docx.oxml.ns import qn

LEVELS = re.compile("%([1-9])")
CHINESE = "一二三四五六七八九"
CHINESE_FORMATS = {
    *("chineseCounting", "chineseCountingThousand", "ideographTraditional", "japaneseCounting"),
    *("taiwaneseCounting", "taiwaneseCountingThousand", "chineseLegalSimplified"),
}
ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Numbering:
    """Counts the numbered paragraphs of a document, in their order."""

    def __init__(self, numbering: Any | None, styles: Any) -> None:
        """Both are the elements of these parts, of which a document may lack the first."""
        self._styles = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
        self._levels: dict[str, dict[int, Any]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if numbering is not None:
            for each in numbering.iter(qn("w:abstractNum")):
                levels = {int(_get(level, "ilvl", "0")): level for level in each.iter(qn("w:lvl"))}
                self._levels[_get(each, "abstractNumId")] = levels
            for each in numbering.iter(qn("w:num")):
                self._lists[_get(each, "numId")] = _value(each, "abstractNumId")

    def before(self, paragraph: Any) -> str:
        """The number of the next paragraph, with what is written around it; empty without one."""
        name, place = self._place(paragraph)
        levels = self._levels.get(name, {})
        if place not in levels:
            return ""
        counts = self._counts[name]
        counts[place] = counts.get(place, _start(levels[place]) - 1) + 1
        for deeper in [level for level in counts if level > place]:
            if _value(levels[deeper], "lvlRestart") != "0":
                del counts[deeper]
        return self._written(levels, counts, place)

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """The list that a paragraph is in by itself or by its style, and its level from 0."""
        number, level, style = _numbered(paragraph), "", _value(paragraph, "pPr/w:pStyle")
        seen: set[str] = set()
        while number is None and style in self._styles and style not in seen:
            seen.add(style)
            number = _numbered(self._styles[style])
            level = self._level_of(style, number) or level
            style = _value(self._styles[style], "basedOn")
        if number is None:
            return "", 0
        name = self._lists.get(_value(number, "numId"), "")
        return name, int(_value(number, "ilvl") or level or 0)

    def _level_of(self, style: str, number: Any | None) -> str:
        """The level of a list that says which style it belongs to."""
        name = self._lists.get(_value(number, "numId"), "") if number is not None else ""
        levels = self._levels.get(name, {}).items()
        return next((str(place) for place, level in levels if _value(level, "pStyle") == style), "")

    def _written(self, levels: dict[int, Any], counts: dict[int, int], place: int) -> str:
        if _value(levels[place], "numFmt") == "bullet":
            return "- "

        def number(found: re.Match[str]) -> str:
            level = int(found[1]) - 1
            if level not in levels:
                return ""
            return written(
                counts.get(level, _start(levels[level])), _value(levels[level], "numFmt")
            )

        text = LEVELS.sub(number, _value(levels[place], "lvlText"))
        return f"{text} " if text and _value(levels[place], "suff") != "nothing" else text


def written(number: int, form: str) -> str:
    """A number in one of Word's forms; digits where the form is none of these."""
    if form in CHINESE_FORMATS and 0 < number < 100:
        tens, ones = divmod(number, 10)
        head = "十" if tens == 1 else f"{CHINESE[tens - 1]}十" if tens else ""
        return head + (CHINESE[ones - 1] if ones else "")
    if form == "upperRoman" and 0 < number < 90:
        return _roman(number)
    if form == "lowerLetter" and 0 < number <= 26:
        return chr(ord("a") + number - 1)
    if form.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in ROMAN:
        while number >= value:
            number, text = number - value, text + letters
    return text


def _numbered(element: Any) -> Any | None:
    return element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")


def _start(level: Any) -> int:
    return int(_value(level, "start") or 1)


def _value(element: Any, path: str) -> str:
    """The `w:val` of an element below another; empty where there is none."""
    steps = [qn(step if ":" in step else f"w:{step}") for step in path.split("/")]
    found = element.find("/".join(steps))
    return _get(found, "val") if found is not None else ""


def _get(element: Any, name: str, default: str = "") -> str:
    return element.get(qn(f"w:{name}"), default)
