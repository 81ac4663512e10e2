"""What is referred to: a document, a page of a site, or a site's record of something."""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum


class Genre(Enum):
    DOCUMENT = "document"
    PAGE = "page"
    REPORT = "report"
    STANDARD = "standard"


@dataclass(frozen=True)
class Work:
    """A work as one language names it; empty fields are not known.

    `key` is ASCII, and tells it from others in a list. `authors` are bodies, never people. `issued`
    is a date of EDTF level 0. `subtitle` says what of the title it is, `number` is the document's
    own, `edition` counts from 1, `remark` says what else is to be known. `accessed` is the day on
    which what stands at `url` was read.
    """

    key: str
    genre: Genre
    title: str
    language: str
    accessed: date
    authors: tuple[str, ...] = ()
    issued: str = ""
    number: str = ""
    edition: int | None = None
    subtitle: str = ""
    url: str = ""
    remark: str = ""

    @property
    def issued_parts(self) -> list[int]:
        """The year, month and day of issue, as far as they are known."""
        return [int(part) for part in self.issued.split("-")] if self.issued else []


def on_one_line(text: str) -> str:
    """A text without line breaks, control characters and repeated spaces."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text).strip()
