"""The pattern of GB/T 7714-2015, the Chinese standard for references (4.6, 8.1 to 8.8).

Punctuation is that of the standard in both languages: half-width, as field marks.
"""

from .work import Genre, Work, on_one_line

MARKS = {Genre.DOCUMENT: "A", Genre.PAGE: "EB", Genre.REPORT: "R", Genre.STANDARD: "S"}
"""The types of annex B; of documents of a government, as the standard's own example has it."""

MOST_AUTHORS = 3
ONLINE = "OL"


def in_gbt7714(work: Work) -> str:
    """The reference as one line, which ends in a full stop."""
    title = ": ".join(filter(None, [work.title, work.subtitle, work.number]))
    parts = [_authors(work), f"{title}[{_mark(work)}]", _dates(work), work.url]
    return on_one_line(". ".join(filter(None, parts)) + ".")


def _authors(work: Work) -> str:
    named = work.authors[:MOST_AUTHORS]
    if len(work.authors) > MOST_AUTHORS:
        named = (*named, "等" if work.language.startswith("zh") else "et al")
    return ", ".join(named)


def _mark(work: Work) -> str:
    return f"{MARKS[work.genre]}/{ONLINE}" if work.url else MARKS[work.genre]


def _dates(work: Work) -> str:
    """The date of issue, in brackets where it is more than a year, and the day of reading."""
    if not work.url:
        return work.issued
    issued = f"({work.issued})" if "-" in work.issued else work.issued
    return f"{issued}[{work.accessed.isoformat()}]"
