"""A document in two languages, written for these tests, and the files that hold it."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import batched
from typing import Any

from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

ARTICLES_ZH = {
    "总　则": [
        "为了办好示范花园，方便居民观赏，制定本办法。",
        "本办法适用于示范花园的建设和管理。",
    ],
    "建　设": [
        "示范花园由区园林部门建设，应当遵循节俭实用、因地制宜的原则，优先采用本地植物，并听取周边居民的意见。",
        "花园应当设置座椅、步道和照明，步道应当便于轮椅通行。\n前款所称步道，宽度不小于一米五。",
        "园林部门应当做好下列工作：\n（一）编制种植计划；\n（二）公布开放时间；\n（三）听取居民意见。",
    ],
    "管　理": ["花园每日开放。", "游人应当爱护花木，不得攀折。", "垃圾应当分类投放。"],
    "志愿服务": ["鼓励居民认养花木。", "认养人可以在花木旁署名。", "认养期为一年，可以续期。"],
    "经　费": ["所需经费列入预算。", "接受捐赠的，应当公布用途。"],
    "监　督": ["园林部门每年公布一次报告。", "居民可以提出意见，园林部门应当在十日内答复。"],
    "附　则": ["本办法自二〇二五年五月一日起施行。"],
}
ARTICLES_EN = {
    "General Provisions": [
        "These Measures are made to run the model garden well.",
        "These Measures apply to how the model garden is built and run.",
    ],
    "Building": [
        "The district's parks office builds the garden, sparingly and with local plants, and hears "
        "those who live nearby before it begins.",
        "The garden has seats, paths and lights; wheelchairs can use the paths.\n"
        "Paths are at least one and a half metres wide.",
        "The parks office shall:\n(1) plan what is planted;\n(2) tell when the garden is open;\n"
        "(3) hear those who live nearby.",
    ],
    "Running": [
        "The garden is open every day.",
        "Visitors take care of the plants and pick none.",
        "Waste is sorted.",
    ],
    "Volunteers": [
        "Residents are encouraged to adopt plants.",
        "Those who adopt a plant may put their name beside it.",
        "An adoption lasts a year and can be renewed.",
    ],
    "Money": ["The budget pays for the garden.", "Gifts are accounted for in public."],
    "Oversight": [
        "The parks office reports once a year.",
        "Residents may complain, and are answered within ten days.",
    ],
    "Final Provisions": ["These Measures take effect on 1 May 2025."],
}
TASKS_ZH = {
    "种植": ["种植本地植物", "补植行道树木", "建立种子库"],
    "设施": ["修整步道", "增设座椅"],
    "服务": ["培训志愿人员", "编印导览手册", "设立意见箱"],
}
TASKS_EN = {
    "Plants": ["Plant local species", "Add trees along the road", "Start a seed bank"],
    "Furniture": ["Mend the paths", "Add seats"],
    "Services": ["Train volunteers", "Print a guide", "Put up a box for comments"],
}
NUMERALS = "一二三四五六七八九十"
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII"]


@dataclass(frozen=True)
class Sample:
    """A document: its title, what stands before the first chapter, and chapters of articles."""

    title: str
    preamble: str
    chapters: dict[str, list[str]]
    tasks: dict[str, list[str]]
    is_chinese: bool

    def lines(self, *, contents: bool = True) -> Iterator[str]:
        """The document line by line; the items of the last article are titles."""
        yield from (self.title, self.preamble)
        if contents:
            yield from ("目　录" if self.is_chinese else "Contents", *self.headings())
        number = 0
        for heading, articles in zip(self.headings(), self.chapters.values(), strict=True):
            yield heading
            for article in articles:
                number += 1
                yield from f"{self.article(number)}{article}".split("\n")
        yield from self.items()

    def headings(self) -> list[str]:
        """The headings of the chapters."""
        names = enumerate(self.chapters)
        if self.is_chinese:
            return [f"第{NUMERALS[i]}章　{name}" for i, name in names]
        return [f"Chapter {ROMAN[i]} {name}" for i, name in names]

    def article(self, number: int) -> str:
        """The mark of an article, and the space behind it."""
        return f"第{chinese(number)}条　" if self.is_chinese else f"Article {number} "

    def items(self) -> list[str]:
        """The tasks of the annex, as headings with some text."""
        lines = ["附件1：任务" if self.is_chinese else "Annex 1 Tasks"]
        for i, (group, tasks) in enumerate(self.tasks.items()):
            lines.append(f"{NUMERALS[i]}、{group}" if self.is_chinese else f"{ROMAN[i]}. {group}")
            for j, task in enumerate(tasks):
                lines += (
                    [f"（{NUMERALS[j]}）{task}", "五月底前完成。"]
                    if self.is_chinese
                    else [f"{j + 1}. {task}", "This is done by May."]
                )
        return lines


def chinese(number: int) -> str:
    """A number up to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{NUMERALS[tens - 1]}十"
    return head + (NUMERALS[ones - 1] if ones else "")


ZH = Sample("示范花园管理办法", "区园林部门印发", ARTICLES_ZH, TASKS_ZH, True)
EN = Sample(
    "Measures for the Model Garden", "Issued by the parks office", ARTICLES_EN, TASKS_EN, False
)


def as_text(sample: Sample) -> str:
    """A line for each paragraph."""
    return "\n".join(sample.lines())


def as_markdown(sample: Sample) -> str:
    """Chapters and the title marked, paragraphs apart."""
    marks = dict.fromkeys([*sample.headings(), sample.items()[0]], "## ") | {sample.title: "# "}
    return "\n\n".join(f"{marks.get(line, '')}{line}" for line in sample.lines())


def as_docx(sample: Sample) -> bytes:
    """A Word file, whose contents have page numbers."""
    document, headings = Document(), {*sample.headings(), sample.items()[0]}
    document.add_heading(sample.title, 0)
    for line in [*sample.lines(contents=False)][1:2]:
        document.add_paragraph(line)
    for place, heading in enumerate(sample.headings()):
        document.add_paragraph(f"{heading}\t{place + 1}")
    for line in [*sample.lines(contents=False)][2:]:
        document.add_paragraph(line, style="Heading 1" if line in headings else None)
    return saved(document)


def saved(document: Any) -> bytes:
    """The bytes of a Word file."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def as_pdf(sample: Sample, *, lines_of_page: int = 22, password: str | None = None) -> bytes:
    """A PDF, each page with the title on top and its number at the foot."""
    font = "STSong-Light" if sample.is_chinese else "Helvetica"
    if sample.is_chinese:
        pdfmetrics.registerFont(UnicodeCIDFont(font))
    leaders = [f"{heading} …………………… {i}" for i, heading in enumerate(sample.headings(), 1)]
    body = [*sample.lines(contents=False)]
    paragraphs = [*body[:2], *leaders, *body[2:]]
    rows = [row for line in paragraphs for row in wrapped(line, font)]
    return drawn(rows, font, lines_of_page, header=sample.title, password=password)


def wrapped(line: str, font: str) -> list[str]:
    """The lines on paper of a paragraph, 300 points wide: 25 Chinese characters."""
    if font == "Helvetica":
        return simpleSplit(line, font, 12, 300)
    return ["".join(row) for row in batched(line, 25)]


def drawn(
    rows: list[str], font: str, lines_of_page: int, *, header: str, password: str | None = None
) -> bytes:
    """The PDF of these rows."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, encrypt=password)
    for number, start in enumerate(range(0, len(rows), lines_of_page), 1):
        page = [header, *rows[start : start + lines_of_page], f"- {number} -"]
        for place, row in enumerate(page):
            canvas.setFont(font, 12)
            canvas.drawString(80, 780 - 18 * place, row)
        canvas.showPage()
    canvas.save()
    return file.getvalue()
