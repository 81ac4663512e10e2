"""The terms of the glossary, found in a text and explained in place."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape

from django.utils.html import format_html
from django.utils.safestring import SafeString

from inet3site.publishing.bilingual import EN, ZH

from .models import Term

TAG = re.compile(r'(<(?:[^>"]|"[^"]*")*>)')
"""A tag in HTML whose attributes stand in double quotes."""

UNEXPLAINED = re.compile(r"</?(?:a|code|pre|h[1-6])[ >]")
"""The elements whose words are left as they are."""

BUTTON = r"<button [^>]*>[^<]*</button>"
OPENING = "[“‘（《「『【(\\[]"
CLOSING = "[”’）》」』】)\\],.;:!?，。；：！？、…]"
PUNCTUATED = re.compile(rf"{OPENING}+{BUTTON}{CLOSING}*|{BUTTON}{CLOSING}+")
"""A button with the punctuation that no line may end or begin with; browsers break around it."""

LATIN = re.compile(r"[0-9A-Za-z]")
NOT_AFTER = r"(?<![0-9A-Za-z])"
NOT_BEFORE = r"(?![0-9A-Za-z]|\.[0-9])"


@dataclass(frozen=True)
class Found[K]:
    """Where a name stands in a text, and the key of what it names."""

    start: int
    end: int
    key: K


class Finder[K]:
    """Finds names in texts: the longest at each place, and each key at its first place alone.

    The case of letters doesn't matter. A name that begins or ends with a Latin letter or a digit
    stands as a word of its own, with an English plural or without; Web3 is not in Web3.0.
    """

    def __init__(self, names: Mapping[str, K]) -> None:
        longest_first = sorted((name for name in names if name), key=len, reverse=True)
        self.keys = [names[name] for name in longest_first]
        pattern = "|".join(f"({_as_word(name)})" for name in longest_first)
        self.pattern = re.compile(pattern or r"(?!)", re.IGNORECASE)

    def first(self, text: str, seen: set[K]) -> Iterator[Found[K]]:
        """The first place of each key that is not in `seen` yet, which it then is."""
        for match in self.pattern.finditer(text):
            key = self.keys[(match.lastindex or 0) - 1]
            if key not in seen:
                seen.add(key)
                yield Found(match.start(), match.end(), key)


def _as_word(name: str) -> str:
    before = NOT_AFTER if LATIN.match(name[0]) else ""
    plural = "s?" if name[-1].isascii() and name[-1].isalpha() else ""
    after = NOT_BEFORE if LATIN.match(name[-1]) else ""
    return f"{before}{re.escape(name)}{plural}{after}"


class Glossary:
    """Explains terms in the texts of one page; `used` are those that it has explained so far."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.used: dict[Term, None] = {}
        terms = list(terms)
        self._finders = {
            ZH: Finder({term.name_zh: term for term in reversed(terms)}),
            EN: Finder({term.name_en: term for term in reversed(terms)}),
        }

    def explain(self, html: str, language: str, seen: set[Term]) -> SafeString:
        """Safe HTML in `language` (a BCP 47 tag), each term not `seen` before as a button.

        The button opens the popover `term-<slug>`. Words in links, headings and code stay.
        """
        pieces = []
        within = 0
        for piece in TAG.split(html):
            if piece.startswith("<"):
                within += _step(piece)
            elif not within:
                piece = self._explained(unescape(piece), language, seen)
            pieces.append(piece)
        return SafeString("".join(pieces))

    def _explained(self, text: str, language: str, seen: set[Term]) -> str:
        pieces, end = [], 0
        for found in self._finders[language].first(text, seen):
            self.used[found.key] = None
            pieces += [_escaped(text[end : found.start]), _button(found, text)]
            end = found.end
        html = "".join([*pieces, _escaped(text[end:])])
        return PUNCTUATED.sub(r'<span class="kept">\g<0></span>', html)


def _step(tag: str) -> int:
    if not UNEXPLAINED.match(tag):
        return 0
    return -1 if tag.startswith("</") else 1


def _escaped(text: str) -> str:
    return escape(text, quote=False)


def _button(found: Found[Term], text: str) -> str:
    return format_html(
        '<button type="button" class="term" popovertarget="term-{}">{}</button>',
        found.key.slug,
        text[found.start : found.end],
    )
