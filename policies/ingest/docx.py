"""The text of a Word file: its headings by their styles, its paragraphs and its tables."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from .errors import Unreadable
from .numbering import Numbering

LARGEST_UNPACKED = 100_000_000
"""In bytes, of all files in the package together."""

MAIN_PART = "word/document.xml"
PARAGRAPH, TABLE, ROW, CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
TEXT, TAB, BREAKS = qn("w:t"), qn("w:tab"), (qn("w:br"), qn("w:cr"))
LEFT_OUT = {qn("w:moveFrom"), qn("w:pPr"), qn("w:sectPr")}
"""Elements whose text is not, or no longer, of the document."""

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
NUMBERING = RELATIONSHIP_TYPE.NUMBERING
HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)


def read_docx(content: bytes) -> str:
    """The document as Markdown; raise Unreadable where it is no Word file, or not a sound one."""
    _check(content)
    try:
        document = Document(BytesIO(content))
        blocks = list(_Blocks(document).below(document.element.body))
    except Exception as error:  # a broken package fails in as many ways as there are parts
        raise Unreadable(_("This Word file is damaged.")) from error
    return "\n\n".join(block for block in blocks if block)


def _check(content: bytes) -> None:
    """Look at the package before anything of it is unpacked."""
    try:
        with ZipFile(BytesIO(content)) as package:
            parts = {part.filename: part.file_size for part in package.infolist()}
    except (BadZipFile, ValueError, OSError) as error:
        raise Unreadable(_("This Word file is damaged.")) from error
    if MAIN_PART not in parts:
        raise Unreadable(_("This is no Word, PDF, Markdown or plain text file."))
    if sum(parts.values()) > LARGEST_UNPACKED:
        raise Unreadable(_("Unpacked, this Word file is too large."))


class _Blocks:
    """The paragraphs and tables of a document, as Markdown."""

    def __init__(self, document: Any) -> None:
        self.styles = {style.style_id: style.name or "" for style in document.styles}
        parts = (each for each in document.part.rels.values() if not each.is_external)
        numberings = (each.target_part for each in parts if each.reltype == NUMBERING)
        part = next(numberings, None)
        self.numbering = Numbering(part and part.element, document.styles.element)

    def below(self, parent: Any) -> Iterator[str]:
        """Those below an element, those in content controls too."""
        for element in parent:
            if element.tag == PARAGRAPH:
                yield self._paragraph(element)
            elif element.tag == TABLE:
                yield _table(element)
            elif element.tag not in LEFT_OUT:
                yield from self.below(element)

    def _paragraph(self, paragraph: Any) -> str:
        text = _text(paragraph).strip("\n")
        if not text.strip():
            return ""
        style = self.styles.get(paragraph.style or "", "")
        return _marked(f"{self.numbering.before(paragraph)}{text}", style)


def _marked(text: str, style: str) -> str:
    """A heading with the hashes of Markdown; the title of the document has one."""
    if style == "Title":
        return f"# {' '.join(text.split())}"
    found = HEADING.fullmatch(style)
    return f"{'#' * min(int(found[1]) + 1, 6)} {' '.join(text.split())}" if found else text


def _text(element: Any) -> str:
    """The text of a paragraph as it stands: what was inserted counts, what was deleted does not."""
    if element.tag == TEXT:
        return element.text or ""
    if element.tag == TAB:
        return "\t"
    if element.tag in BREAKS:
        return "\n"
    if element.tag in LEFT_OUT or element.tag == FALLBACK:
        return ""
    return "".join(_text(child) for child in element)


def _table(table: Any) -> str:
    """The table in Markdown, with its first row as its head."""
    rows = [[_cell(cell) for cell in row.iter(CELL)] for row in table.iter(ROW)]
    width = max(map(len, rows), default=0)
    if not width:
        return ""
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _cell(cell: Any) -> str:
    text = " ".join(_text(paragraph) for paragraph in cell.iter(PARAGRAPH))
    return " ".join(text.split()).replace("|", "\\|")
