"""Which lines of a document are headings: 第一章, 第一条, 一、, （一）, 1., ①, Article 1, ## Words.

A heading is found from its line alone. What follows the number is either the heading's title or
already text: “第三条 目的” has a title; “第三条 本条例适用于……。” has none, its text begins.
"""

import re
from dataclasses import dataclass, replace
from enum import IntEnum

from .numerals import number

LONGEST_HEADING = 300
"""The longest heading that a section can hold, in characters."""

LONGEST_TITLE = {"zh": 50, "en": 120}
"""The longest title that is still taken for one, in characters, with and without Chinese."""


class Kind(IntEnum):
    """The kinds of headings; one of a higher value stands within one of a lower value."""

    PLAIN = 0
    PART = 1
    CHAPTER = 2
    SECTION = 3
    ARTICLE = 4
    CLAUSE = 5
    SUBCLAUSE = 6
    DIGIT = 7
    DECIMAL = 8
    BRACKETED = 9
    CIRCLED = 10
    LETTER = 11

    @property
    def is_item(self) -> bool:
        """Whether a line with such a number may also be a sentence of a list."""
        return self >= Kind.CLAUSE

    @property
    def is_division(self) -> bool:
        """Whether such a heading holds others, and always has a title."""
        return Kind.PART <= self <= Kind.SECTION


@dataclass(frozen=True)
class Heading:
    """A line that is a heading.

    `number` is (3,) for 第三条, (3, 1) for 第三条之一, and empty where there is none. `text` is the
    heading as a section holds it, `title` the part of it behind the number. `rest` is what the line
    has of the section's text. `hashes` counts those of Markdown.
    """

    kind: Kind
    number: tuple[int, ...]
    text: str
    title: str
    rest: str = ""
    hashes: int = 0


ZH = "[〇零一二两三四五六七八九十百千0-9０-９]{1,9}"
EN = r"(?:[0-9]{1,4}|[IVXLC]{1,9}|[A-Z][a-z]{1,9}|[A-Z]{3,9})"
CIRCLED = "[①-⑳㉑-㉟]"

PATTERNS = {
    kind: re.compile(pattern)
    for kind, pattern in {
        Kind.PART: rf"第\s?(?P<n>{ZH})\s?(?:编|部分)|附件\s?(?P<a>{ZH})[:：]?"
        rf"|(?:Part|PART|Annex|ANNEX|Appendix|APPENDIX)\s+(?P<e>{EN})[.:]?(?=\s|$)",
        Kind.CHAPTER: rf"第\s?(?P<n>{ZH})\s?章|(?:Chapter|CHAPTER)\s+(?P<e>{EN})[.:]?(?=\s|$)",
        Kind.SECTION: rf"第\s?(?P<n>{ZH})\s?节|(?:Section|SECTION)\s+(?P<e>{EN})[.:]?(?=\s|$)",
        Kind.ARTICLE: rf"第\s?(?P<n>{ZH})\s?条(?:之(?P<m>{ZH}))?(?=[\s【（(]|$)"
        rf"|(?:Article|ARTICLE)\s+(?P<e>{EN})[.:]?(?=\s|$)",
        Kind.CLAUSE: r"(?P<n>[〇零一二三四五六七八九十百]+)[、．]|(?P<e>[IVX]+)\.(?=\s)",
        Kind.SUBCLAUSE: "[（(](?P<n>[一二三四五六七八九十百]+)[）)]",
        Kind.DECIMAL: r"(?P<d>[0-9]{1,3}(?:\.[0-9]{1,3})+)\.?(?=[^0-9.%亿万元倍个])",
        Kind.DIGIT: r"(?P<n>[0-9０-９]{1,3})(?:[、．]|\.(?![0-9]))",
        Kind.BRACKETED: "[（(](?P<n>[0-9０-９]{1,3})[）)]",
        Kind.CIRCLED: f"(?P<n>{CIRCLED})",
        Kind.LETTER: r"\((?P<l>[a-z])\)(?=\s)",
    }.items()
}
HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
BOLD = re.compile(r"\*\*(.+?)\*\*")
RUN_IN = re.compile(r"(?P<title>[^。；;：:，,]{2,30}。)(?P<rest>.+)")
SPACED_OUT = re.compile(r"[㐀-鿿](?:\s+[㐀-鿿])+")
CHINESE = re.compile("[㐀-鿿]")
SENTENCE_ENDS = tuple("。；;：:，,、.!！?？")


def recognise(line: str, *, itemise: bool = False) -> Heading | None:
    """The heading that a line is, or None.

    An item that is a sentence (“（一）编制规划；”) is text, but with `itemise` a section.
    """
    bare, hashes = line.strip(), 0
    if found := HASHES.match(bare):
        bare, hashes = bare[found.end() :], len(found[1])
    numbered = _numbered(BOLD.sub(r"\1", bare, count=1) if bare.startswith("**") else bare)
    if numbered:
        heading = _split(*numbered, is_marked=bool(hashes), itemise=itemise)
    else:
        title = _tidy(bare)
        heading = Heading(Kind.PLAIN, (), title, title) if hashes else None
    if heading is None or len(heading.text) > LONGEST_HEADING:
        return None
    return replace(heading, hashes=hashes)


def is_title(text: str) -> bool:
    """Whether a text has the form of a title: short, and no sentence or part of one."""
    longest = LONGEST_TITLE["zh" if CHINESE.search(text) else "en"]
    return 0 < len(text) <= longest and not text.endswith(SENTENCE_ENDS)


def begins_item(line: str) -> bool:
    """Whether a line begins with a number of any kind, be it a heading or not."""
    return _numbered(line.strip()) is not None


def _numbered(text: str) -> tuple[Kind, tuple[int, ...], str, str] | None:
    """The kind, the number, the number as written, and what follows; None without a number."""
    for kind, pattern in PATTERNS.items():
        if (found := pattern.match(text)) and (value := _value(found)):
            following = text[found.end() :]
            if not (found.groupdict().get("e") and following.lstrip()[:1].islower()):
                return kind, value, found[0], following
    return None


def _value(found: re.Match[str]) -> tuple[int, ...]:
    groups = {name: text for name, text in found.groupdict().items() if text}
    if decimal := groups.pop("d", ""):
        return tuple(int(part) for part in decimal.split("."))
    if letter := groups.pop("l", ""):
        return (ord(letter) - ord("a") + 1,)
    values = tuple(number(text) for text in groups.values())
    return values if all(values) else ()


def _split(
    kind: Kind,
    value: tuple[int, ...],
    mark: str,
    following: str,
    *,
    is_marked: bool,
    itemise: bool,
) -> Heading | None:
    """Tell title and text apart; None where the line is text after all."""
    title, rest = _tidy(following), ""
    if kind.is_item:
        if run_in := RUN_IN.fullmatch(title):
            title, rest = run_in["title"], run_in["rest"].strip()
        elif itemise and not is_title(title):
            title, rest = "", title
        elif not is_title(title) and not is_marked:
            return None
    elif kind == Kind.ARTICLE:
        title, rest = (title, "") if is_title(title) else ("", title)
    elif title and not is_title(title) and not is_marked:
        return None
    mark = " ".join(mark.split())
    return Heading(
        kind, value, f"{mark}{_space(kind, mark, following)}{title}".strip(), title, rest
    )


def _space(kind: Kind, mark: str, following: str) -> str:
    if mark.endswith("："):
        return ""
    return " " if kind <= Kind.ARTICLE or following[:1].isspace() else ""


def _tidy(text: str) -> str:
    """One space for many, and none in a title that is only spaced out (总　则)."""
    words = " ".join(text.split())
    return words.replace(" ", "") if SPACED_OUT.fullmatch(words) else words
