"""From the bytes of a file to its text as Markdown, whatever the file is called."""

import codecs
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .docx import read_docx
from .errors import Unreadable
from .pdf import read_pdf

LARGEST_FILE = 10_000_000
"""In bytes."""

LONGEST_TEXT = 1_000_000
"""In characters."""

MOST_LINES = 20_000

ZIP, PDF, OLD_WORD = b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0"
BYTE_ORDER_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Reading:
    """The text of a file, and the lines on top and at the foot of its pages that are not in it."""

    text: str
    running: tuple[str, ...] = ()


def read(content: bytes) -> Reading:
    """The text of a Word, PDF, Markdown or plain text file; raise Unreadable."""
    if len(content) > LARGEST_FILE:
        raise Unreadable(_("The file is larger than 10 MB."))
    if content.startswith(ZIP):
        return Reading(limited(read_docx(content)))
    if PDF in content[:1024]:
        text, running = read_pdf(content)
        return Reading(limited(text), running)
    if content.startswith(OLD_WORD):
        raise Unreadable(_("This is a file of an old Word: save it as .docx, and try again."))
    return Reading(limited(_decoded(content)))


def limited(text: str) -> str:
    """The text with plain line ends; raise Unreadable where it is empty or too long."""
    lines = text.strip().splitlines()
    if not lines:
        raise Unreadable(_("There is no text in it."))
    if len(text) > LONGEST_TEXT or len(lines) > MOST_LINES:
        raise Unreadable(_("The text is too long: at most a million characters in 20,000 lines."))
    return "\n".join(lines)


def _decoded(content: bytes) -> str:
    marked = (code for mark, code in BYTE_ORDER_MARKS.items() if content.startswith(mark))
    for encoding in next(((code,) for code in marked), ("utf-8-sig", "gb18030")):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if CONTROL.search(text):
            raise Unreadable(_("This is no Word, PDF, Markdown or plain text file."))
        return text
    raise Unreadable(_("The text is neither in UTF-8 nor in GB18030."))
