"""What is in a document's text and not of it: its table of contents, and comments."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .headings import LONGEST_HEADING, recognise

SHORTEST_CONTENTS = 2
"""Fewer lines than this are no table of contents."""

CONTENTS = re.compile(r"(?:#+\s*)?(?:目\s*[录次]|(?:table of )?contents)", re.IGNORECASE)
LEADER = re.compile(r"(?<=\S)(?:\s?(?:[.．…·•_]{2,}|(?:[.·…]\s){2,}[.·…]?)\s?|\t)[0-9]{1,4}$")
PAGE = re.compile(r"\s+[0-9]{1,4}$")
COMMENT = re.compile(r"<!--.*-->")


class Reason(StrEnum):
    """Why a line is left out."""

    CONTENTS = "contents"
    COMMENT = "comment"


def left_out(lines: Sequence[str]) -> dict[int, Reason]:
    """The lines that are not of the text, by their numbers from 0, and why."""
    found = {i: Reason.COMMENT for i, line in enumerate(lines) if COMMENT.fullmatch(line.strip())}
    return found | dict.fromkeys(_contents(lines), Reason.CONTENTS)


@dataclass(frozen=True)
class _Text:
    """The lines that hold something: their numbers, and for each what it says as a heading.

    `following` is the place of the next line that says the same, `last` of the last one.
    """

    numbers: list[int]
    keys: list[str]
    is_heading: list[bool]
    has_leader: list[bool]
    is_title: list[bool]
    following: list[int | None]
    last: dict[str, int]

    @classmethod
    def of(cls, lines: Sequence[str]) -> "_Text":
        filled = [(i, line.strip()) for i, line in enumerate(lines) if line.strip()]
        keys = [_key(line) for _i, line in filled]
        return cls(
            numbers=[i for i, _line in filled],
            keys=keys,
            is_heading=[recognise(line) is not None for _i, line in filled],
            has_leader=[_has_leader(line) for _i, line in filled],
            is_title=[bool(CONTENTS.fullmatch(line)) for _i, line in filled],
            following=_following(keys),
            last={key: place for place, key in enumerate(keys)},
        )


def _contents(lines: Sequence[str]) -> Iterator[int]:
    """The lines of tables of contents: those with leaders, and runs that come again as headings."""
    text = _Text.of(lines)
    place = 0
    while place < len(text.keys):
        first = place + text.is_title[place]
        end = _end_of_run(text, first, titled=first > place)
        if end - first >= SHORTEST_CONTENTS:
            yield from text.numbers[place:end]
        elif any(text.has_leader[place : first + 1]):
            yield text.numbers[place]
        place = max(end, place + 1) if end - first >= SHORTEST_CONTENTS else place + 1


def _end_of_run(text: _Text, start: int, *, titled: bool) -> int:
    """Where a table of contents ends that begins at `start`; `start` where there is none.

    The text behind it begins with its first line, and has all others. Below the words “table of
    contents” they need not look like headings.
    """
    stop = text.following[start] if start < len(text.keys) else None
    if stop is None:
        return start
    end = start
    while end < stop and (titled or text.is_heading[end]) and text.last[text.keys[end]] >= stop:
        end += 1
    return start if any(text.is_heading[end:stop]) else end


def _following(keys: Sequence[str]) -> list[int | None]:
    seen: dict[str, int] = {}
    found: list[int | None] = []
    for place, key in reversed(list(enumerate(keys))):
        found.append(seen.get(key))
        seen[key] = place
    return found[::-1]


def _has_leader(line: str) -> bool:
    return len(line) <= LONGEST_HEADING and bool(LEADER.search(line))


def _key(line: str) -> str:
    """What a line of the contents has in common with the heading that it names."""
    if len(line) > LONGEST_HEADING:
        return line
    bare = PAGE.sub("", LEADER.sub("", line.strip().lstrip("#")))
    return "".join(bare.split()).strip("*")
