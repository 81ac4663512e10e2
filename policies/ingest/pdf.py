"""The text of a PDF: without what stands on top and at the foot of its pages, lines joined."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from io import BytesIO
from itertools import pairwise

from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import DependencyError, PdfReadError

from .errors import Unreadable
from .headings import CHINESE, begins_item, recognise

MOST_PAGES = 500
EDGE = 2
"""How many lines at either end of a page may belong to the page and not to the text."""

FEWEST_PAGES = 3
SHARE = 0.4
"""What comes on so many pages, and on this share of all, belongs to the pages."""

FULL = 0.85
"""A line of this share of the usual width is full: its paragraph goes on."""

OUTLIERS = 50
"""One line in so many may be wider than usual."""

PAGE_NUMBER = re.compile(
    r"[-–—\s·]*(?:第\s*)?[0-9]{1,4}(?:\s*页)?(?:\s*[/,，共of]+\s*[0-9]{1,4}\s*页?)?[-–—\s·]*"
    r"|page\s+[0-9]{1,4}(?:\s+of\s+[0-9]{1,4})?",
    re.IGNORECASE,
)
DIGITS = re.compile("[0-9]+")
WIDE = re.compile("[⺀-鿿豈-﫿︰-﹏！-｠]")


def read_pdf(content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text, a paragraph in each line, and what runs on top and at the foot of the pages.

    Raise Unreadable where the file gives no text.
    """
    try:
        pages = _pages(content)
    except Unreadable:
        raise
    except Exception as error:  # a broken file fails in as many ways as the format has parts
        raise Unreadable(_("This PDF is damaged.")) from error
    if not any(char.isalnum() for page in pages for line in page for char in line):
        raise Unreadable(_("This PDF holds pictures of pages and no text: use a text version."))
    running = _running(pages)
    lines = _without_edges(pages, running)
    return "\n\n".join(_paragraphs(lines)), tuple(running.values())


def _pages(content: bytes) -> list[list[str]]:
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and not _opens(reader):
        raise Unreadable(_("This PDF is protected by a password."))
    if len(reader.pages) > MOST_PAGES:
        raise Unreadable(_("This PDF has more than 500 pages."))
    texts = (page.extract_text() for page in reader.pages)
    return [[line.rstrip() for line in text.splitlines() if line.strip()] for text in texts]


def _opens(reader: PdfReader) -> bool:
    """Whether it opens without a password, as files do that only forbid printing."""
    try:
        return bool(reader.decrypt(""))
    except (DependencyError, PdfReadError):
        return False


def _running(pages: Sequence[Sequence[str]]) -> dict[str, str]:
    """The lines that many pages begin or end with, numbers aside; each as it is first written."""
    edges = [{_edge(line): line for line in [*page[:EDGE], *page[-EDGE:]]} for page in pages]
    counts = Counter(edge for page in edges for edge in page)
    least = max(FEWEST_PAGES, SHARE * len(pages))
    first = {edge: line.strip() for page in reversed(edges) for edge, line in page.items()}
    return {edge: first[edge] for edge, count in counts.items() if count >= least}


def _without_edges(pages: Sequence[Sequence[str]], running: Container[str]) -> list[str]:
    """All lines but page numbers, and but those that run over the pages."""
    # What runs on top of all pages is often the title, which page one has: once or twice.
    title = [line for page in pages[:1] for line in page[:EDGE] if _edge(line) in running]
    kept = [
        line
        for page in pages
        for place, line in enumerate(page)
        if EDGE <= place < len(page) - EDGE
        or not (PAGE_NUMBER.fullmatch(line.strip()) or _edge(line) in running)
    ]
    return [*title[:1], *kept]


def _edge(line: str) -> str:
    return DIGITS.sub("#", "".join(line.split()))


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """The lines, joined where one is full and the next begins nothing of its own."""
    widths = sorted(map(_width, lines), reverse=True)
    usual = widths[len(widths) // OUTLIERS] if widths else 0
    paragraph = ""
    for before, line in pairwise(["", *lines]):
        if paragraph and _goes_on(before, line, usual):
            paragraph = _join(paragraph, line.strip())
        else:
            yield from filter(None, [paragraph])
            paragraph = line.strip()
    yield from filter(None, [paragraph])


def _goes_on(line: str, following: str, usual: int) -> bool:
    if following.startswith(("　", "  ")) or begins_item(following) or recognise(following):
        return False
    is_cut = line[-1:].isalpha() and following[:1].isalpha() and following[:1].islower()
    return is_cut or _width(line) >= FULL * usual


def _join(text: str, following: str) -> str:
    """Chinese without a space between, words with one."""
    ends = text[-1:] + following[:1]
    closed = text.endswith("-") or all(CHINESE.match(char) or WIDE.match(char) for char in ends)
    return f"{text}{'' if closed else ' '}{following}"


def _width(line: str) -> int:
    """In columns, of which a Chinese character takes two."""
    return len(line) + len(WIDE.findall(line))
