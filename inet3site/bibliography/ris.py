"""References in RIS, which reference managers import: a tag and a value on each line."""

from collections.abc import Iterable, Iterator

from .work import Genre, Work, on_one_line

TYPES = {
    Genre.DOCUMENT: "GOVDOC",
    Genre.PAGE: "ELEC",
    Genre.REPORT: "RPRT",
    Genre.STANDARD: "STAND",
}
LINE_END = "\r\n"


def to_ris(works: Iterable[Work]) -> str:
    """The works as one file."""
    return LINE_END.join(line for work in works for line in _lines(work))


def _lines(work: Work) -> Iterator[str]:
    yield f"TY  - {TYPES[work.genre]}"
    for tag, value in _values(work):
        if text := on_one_line(value):
            yield f"{tag}  - {text}"
    yield "ER  - "
    yield ""


def _values(work: Work) -> Iterator[tuple[str, str]]:
    yield "ID", work.key
    yield from (("AU", name) for name in work.authors)
    yield "TI", ": ".join(filter(None, [work.title, work.subtitle]))
    yield "PY", work.issued[:4]
    yield "DA", _date(work.issued)
    yield "ET", str(work.edition or "")
    yield "M1", work.number
    yield "LA", work.language
    yield "UR", work.url
    yield "Y2", _date(work.accessed.isoformat()) if work.url else ""
    yield "N1", work.remark


def _date(edtf: str) -> str:
    """`2023/05/27/`: year, month, day and other information, each of which may be missing."""
    return "/".join([*edtf.split("-"), "", "", ""][:4]) if edtf else ""
