"""Items of CSL-JSON, the form of the Citation Style Language (schema 1.0.2)."""

import json
from collections.abc import Iterable
from typing import Any

from .work import Genre, Work

TYPES = {
    Genre.DOCUMENT: "document",
    Genre.PAGE: "webpage",
    Genre.REPORT: "report",
    Genre.STANDARD: "standard",
}


def to_csl(works: Iterable[Work]) -> str:
    """The works as one JSON array."""
    return json.dumps([_item(work) for work in works], ensure_ascii=False, indent=2) + "\n"


def _item(work: Work) -> dict[str, Any]:
    day = work.accessed
    fields: dict[str, Any] = {
        "id": work.key,
        "type": TYPES[work.genre],
        "title": ": ".join(filter(None, [work.title, work.subtitle])),
        "author": [{"literal": name} for name in work.authors],
        "issued": {"date-parts": [work.issued_parts]} if work.issued else None,
        "number": work.number,
        "version": str(work.edition or ""),
        "language": work.language,
        "URL": work.url,
        "accessed": {"date-parts": [[day.year, day.month, day.day]]} if work.url else None,
        "note": work.remark,
    }
    return {name: value for name, value in fields.items() if value}
