"""Files of all four formats, by what is in them; and those that give no text."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from policies.ingest.errors import Unreadable
from policies.ingest.numbering import written
from policies.ingest.outline import Outline, read_outline
from policies.ingest.readers import LARGEST_FILE, LONGEST_TEXT, read

from .samples import EN, ZH, Sample, as_docx, as_markdown, as_pdf, as_text, drawn, saved

FORMATS: dict[str, Callable[[Sample], bytes]] = {
    "markdown": lambda sample: as_markdown(sample).encode(),
    "docx": as_docx,
    "pdf": as_pdf,
    "gb18030": lambda sample: as_text(sample).encode("gb18030"),
    "utf-16": lambda sample: as_text(sample).encode("utf-16"),
    "utf-8 with a mark": lambda sample: as_text(sample).encode("utf-8-sig"),
}


def understood(outline: Outline) -> list[tuple[int, str, str]]:
    return [(node.level, node.heading, node.text) for node in outline.nodes]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("sample", [ZH, EN], ids=["zh", "en"])
def test_each_format_gives_the_same_sections(sample: Sample, name: str) -> None:
    expected = read_outline(as_text(sample))
    outline = read_outline(read(FORMATS[name](sample)).text)
    assert outline.title == sample.title
    assert understood(outline) == understood(expected)


def test_what_runs_over_the_pages_of_a_pdf_is_dropped() -> None:
    reading = read(as_pdf(ZH))
    assert reading.text.count(ZH.title) == 1
    assert "- 1 -" not in reading.text
    assert set(reading.running) == {ZH.title, "- 1 -"}


def test_lines_of_a_pdf_are_joined() -> None:
    rows = ["The garden is open to everybody who lives", "nearby, and closed at night.", "A rule."]
    assert read(drawn(rows, "Helvetica", 20, header="Garden")).text.split("\n\n") == [
        "Garden",
        "The garden is open to everybody who lives nearby, and closed at night.",
        "A rule.",
    ]


def test_word_tables_and_content_controls_are_read_and_deletions_are_not() -> None:
    document = Document()
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells], ["任务", "a|b", "种树", ""], strict=True
    ):
        cell.text = text
    paragraph = document.add_paragraph("保留")
    deleted = OxmlElement("w:del")
    run = OxmlElement("w:r")
    gone = OxmlElement("w:delText")
    gone.text = "删去"
    run.append(gone)
    deleted.append(run)
    paragraph._p.append(deleted)
    control = OxmlElement("w:sdt")
    content = OxmlElement("w:sdtContent")
    content.append(document.add_paragraph("控件")._p)
    control.append(content)
    document.element.body.insert(0, control)
    table_text = "| 任务 | a\\|b |\n| --- | --- |\n| 种树 |  |"
    assert read(saved(document)).text.split("\n\n") == ["控件", table_text, "保留"]


def numbered(levels: list[tuple[str, str]], paragraphs: list[tuple[int, str]]) -> bytes:
    """A Word file that numbers its paragraphs itself; each level has a format and a text."""
    document = Document()
    numbering = document.part.numbering_part.element
    abstract, number = OxmlElement("w:abstractNum"), OxmlElement("w:num")
    abstract.set(qn("w:abstractNumId"), "77")
    for place, (form, text) in enumerate(levels):
        level = element("w:lvl", ilvl=str(place))
        if form == "continued":
            form = "chineseCounting"
            level.append(element("w:lvlRestart", val="0"))
        level.extend([element("w:start", val="1"), element("w:numFmt", val=form)])
        level.append(element("w:lvlText", val=text))
        abstract.append(level)
    number.set(qn("w:numId"), "77")
    number.append(element("w:abstractNumId", val="77"))
    numbering.extend([abstract, number])
    for place, text in paragraphs:
        properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = place, 77
    return saved(document)


def element(tag: str, **attributes: str) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def test_the_numbers_that_word_counts_by_itself_are_read() -> None:
    levels = [
        *(("chineseCountingThousand", "第%1章"), ("continued", "第%2条")),
        *(("decimal", "%3."), ("decimalEnclosedCircleChinese", "%4"), ("bullet", "")),
    ]
    paragraphs = [
        *((0, "总则"), (1, "适用。"), (1, "目的。"), (2, "甲"), (3, "乙"), (3, "丙"), (4, "丁")),
        *((0, "附则"), (1, "施行。")),
    ]
    assert read(numbered(levels, paragraphs)).text.split("\n\n") == [
        *("第一章 总则", "第一条 适用。", "第二条 目的。", "1. 甲", "① 乙", "② 丙", "- 丁"),
        *("第二章 附则", "第三条 施行。"),
    ]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        *((10, "chineseCounting", "十"), (21, "japaneseCounting", "二十一"), (7, "ordinal", "7")),
        *((49, "upperRoman", "XLIX"), (3, "lowerLetter", "c"), (120, "chineseCounting", "120")),
    ],
)
def test_numbers_in_the_forms_of_word(value: int, form: str, text: str) -> None:
    assert written(value, form) == text


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 101_000_000)
    return file.getvalue()


def entities() -> bytes:
    """A Word file whose text is an entity of the system's."""
    file, whole = io.BytesIO(), io.BytesIO(saved(Document()))
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(file, "w") as package:
        for part in source.namelist():
            content = source.read(part)
            if part == "word/document.xml":
                entity = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document'
                content = content.replace(b"<w:document", entity, 1)
                content = content.replace(
                    b"<w:body>", b"<w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p>"
                )
            package.writestr(part, content)
    return file.getvalue()


def zipped(name: str, content: bytes = b"x") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr(name, content)
    return file.getvalue()


def pages(count: int) -> bytes:
    writer, file = PdfWriter(), io.BytesIO()
    for _page in range(count):
        writer.add_blank_page(72, 72)
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "There is no text"),
        (" \n\u3000".encode(), "There is no text"),
        (b"x" * (LARGEST_FILE + 1), "larger than 10 MB"),
        (b"x\n" * (LONGEST_TEXT // 2 + 1), "too long"),
        (b"\n." * 20_001, "too long"),
        (b"\x89PNG\r\n\x1a\n\0\0", "This is no Word"),
        (b"\xff\xff\xff", "neither in UTF-8"),
        (b"\xff\xfe\x00\xd8", "neither in UTF-8"),
        (b"\xd0\xcf\x11\xe0", "an old Word"),
        (b"PK\x03\x04 and so on", "Word file is damaged"),
        (zipped("mimetype"), "This is no Word"),
        (zipped("word/document.xml"), "Word file is damaged"),
        (bomb(), "too large"),
        (entities(), "no text"),
        (b"%PDF-1.7 and so on", "PDF is damaged"),
        (as_pdf(EN, password="secret"), "protected by a password"),
        (pages(1), "pictures of pages"),
        (pages(501), "more than 500 pages"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_gives_no_text(content: bytes, message: str) -> None:
    with pytest.raises(Unreadable, match=message):
        read(content)


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    writer, file = PdfWriter(clone_from=PdfReader(io.BytesIO(as_pdf(EN)))), io.BytesIO()
    writer.encrypt(user_password="", owner_password="x", algorithm="RC4-128")
    writer.write(file)
    assert read_outline(read(file.getvalue()).text).title == EN.title


@given(
    st.binary(max_size=300)
    | st.binary(max_size=300).map(b"%PDF-1.7\n".__add__)
    | st.binary(max_size=300).map(b"PK\x03\x04".__add__)
)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        assert read(content).text
    except Unreadable as error:
        assert str(error)
