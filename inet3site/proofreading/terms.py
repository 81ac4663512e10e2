"""Terms of a Chinese text whose English name its translation does not have."""

import re
from collections import defaultdict
from collections.abc import Iterable

WORD = re.compile(r"[a-z0-9]+(?:\.[0-9]+)*")
PLURAL = re.compile(r"(?<=[a-z]{2})(?:(?<=[sxz])es|(?<=[cs]h)es|(?<!s)s)$")

LONGEST_SMALL = 3
"""Words up to this length tell nothing where a name has longer ones."""


class Glossary:
    """Pairs of a Chinese and an English name; one Chinese name may have several English ones."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self.english: dict[str, set[str]] = defaultdict(set)
        for chinese, english in names:
            if chinese and english:
                self.english[chinese].add(english)
        longest_first = sorted(self.english, key=len, reverse=True)
        pattern = "|".join(_whole(name) for name in longest_first)
        self._pattern = re.compile(pattern or r"(?!)", re.IGNORECASE)
        self._chinese = {name.lower(): name for name in self.english}

    def missing(self, chinese: str, english: str) -> list[tuple[str, str]]:
        """The terms of the Chinese text of whose English name no word is in the English text.

        At each place the longest term counts. A translation may turn the words about or leave out
        those that are clear from what stands before; case and plurals do not matter either. A
        Chinese name that the English quotes is no term there.
        """
        words = _words(english)
        found = {self._chinese[match[0].lower()] for match in self._pattern.finditer(chinese)}
        return [
            (name, min(self.english[name]))
            for name in sorted(found)
            if name not in english
            and not any(_telling(each) & words for each in self.english[name])
        ]


def _whole(name: str) -> str:
    """Where a name begins or ends with a Latin letter or a digit, it stands there as a word."""
    before = "(?<![0-9A-Za-z])" if name[0].isascii() and name[0].isalnum() else ""
    after = "(?![0-9A-Za-z]|\\.[0-9])" if name[-1].isascii() and name[-1].isalnum() else ""
    return f"{before}{re.escape(name)}{after}"


def _telling(name: str) -> set[str]:
    """The words of a name by which it is known: not “of” and “the”."""
    words = _words(name)
    return {word for word in words if len(word) > LONGEST_SMALL} or words


def _words(text: str) -> set[str]:
    """The words of a text, in lower case and in the singular."""
    return {_singular(word) for word in WORD.findall(text.lower())}


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > len("lies"):
        return f"{word[:-3]}y"
    return PLURAL.sub("", word)
