"""The pattern of the Publication Manual of the APA, 7th edition, for works of group authors.

No day of reading is given: a work that stands still at its address needs none (9.16).
"""

from .work import Work, on_one_line

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def in_apa(work: Work) -> tuple[str, str, str]:
    """The reference in three parts: before the title, the title (in italics), and after it."""
    date = f"({_date(work)})."
    number = f" ({work.number})" if work.number else ""
    subtitle = f" [{work.subtitle[:1].upper()}{work.subtitle[1:]}]" if work.subtitle else ""
    before = f"{_sentence(_authors(work))} {date} " if work.authors else ""
    after = "" if work.authors else f" {date}"
    url = f" {work.url}" if work.url else ""
    return before, on_one_line(work.title), f"{number}{subtitle}.{after}{url}"


def _authors(work: Work) -> str:
    """“A”, “A & B”, “A, B, & C”; two bodies have no comma between them."""
    *first, last = work.authors
    comma = "," if len(first) > 1 else ""
    return f"{', '.join(first)}{comma} & {last}" if first else last


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _date(work: Work) -> str:
    """“2023, May 27”, as precise as it is known."""
    match work.issued_parts:
        case [year, month, day]:
            return f"{year}, {MONTHS[month - 1]} {day}"
        case [year, month]:
            return f"{year}, {MONTHS[month - 1]}"
        case [year]:
            return str(year)
    return "n.d."
