"""Entries for BibTeX and BibLaTeX, in UTF-8."""

import re
from collections.abc import Iterable, Iterator

from .work import Genre, Work, on_one_line

SPECIAL = {
    **{character: f"\\{character}" for character in "&%$#_"},
    **{"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}"},
    **{"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"},
}
"""What TeX would read as a command; BibTeX counts braces even behind a backslash."""

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def to_bibtex(works: Iterable[Work]) -> str:
    """The works as one file, each an entry under its key."""
    return "\n".join(_entry(work) for work in works)


def _entry(work: Work) -> str:
    kind = "techreport" if work.genre == Genre.REPORT and work.authors else "misc"
    fields = ",\n".join(f"  {name} = {value}" for name, value in _fields(work, kind))
    return f"@{kind}{{{work.key},\n{fields}\n}}\n"


def _fields(work: Work, kind: str) -> Iterator[tuple[str, str]]:
    if work.authors:
        yield "author", _braced(" and ".join(_braced(_escaped(name)) for name in work.authors))
    # The second pair of braces keeps the capitals of a title as they are.
    yield "title", _braced(_braced(_escaped(": ".join(filter(None, [work.title, work.subtitle])))))
    if kind == "techreport":
        yield "institution", _braced(_escaped(", ".join(work.authors)))
    if work.number:
        yield "number", _braced(_escaped(work.number))
    if work.edition:
        yield "edition", _braced(str(work.edition))
    if work.issued_parts:
        yield "year", _braced(str(work.issued_parts[0]))
        yield from (("month", MONTHS[month - 1]) for month in work.issued_parts[1:2])
    if work.url:
        yield "url", _braced(_address(work.url))
        yield "urldate", _braced(work.accessed.isoformat())
    if work.remark:
        yield "note", _braced(_escaped(work.remark))


def _braced(text: str) -> str:
    return f"{{{text}}}"


def _escaped(text: str) -> str:
    return "".join(SPECIAL.get(character, character) for character in on_one_line(text))


def _address(url: str) -> str:
    """An address as `url` fields hold it: verbatim, so that only braces need another form."""
    return re.sub(r"[{}\\\s]", lambda match: f"%{ord(match[0]):02X}", url)
