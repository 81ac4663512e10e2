"""References in every style and form, with any text in them."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inet3site.bibliography import (
    Genre,
    Work,
    in_apa,
    in_gbt7714,
    to_bibtex,
    to_csl,
    to_ris,
)
from tests.bibliography.parsers import read_bibtex, read_csl, read_ris

PLAN = Work(
    key="work-plan",
    genre=Genre.DOCUMENT,
    title="关于推动互联网3.0产业创新发展的工作方案",
    language="zh-Hans",
    accessed=date(2026, 12, 1),
    authors=("北京市科学技术委员会", "北京市经济和信息化局"),
    issued="2023-03-17",
    number="京科发〔2023〕1号",
    url="https://example.org/plan?a=1&b=2",
)
RECORD = Work(
    key="work-plan-record-2",
    genre=Genre.PAGE,
    title="Work plan",
    language="en",
    accessed=date(2026, 12, 1),
    authors=("Policy Observatory",),
    issued="2026-11-22",
    edition=2,
    subtitle="policy record, edition 2",
    url="https://example.org/en/policies/work-plan/history/2/",
    remark="Permanent address: https://example.org/id/1",
)
NASTY = st.text(
    alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from('{}\\&%$#_~^\r\n"@'))
)
TEXTS = NASTY.filter(lambda text: bool(collapsed(text)))


def collapsed(text: str) -> str:
    """A text as files of references hold it: on one line, without control characters."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", text).strip()


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (
            PLAN,
            "北京市科学技术委员会, 北京市经济和信息化局. 关于推动互联网3.0产业创新发展的工作方案: "
            "京科发〔2023〕1号[A/OL]. (2023-03-17)[2026-12-01]. https://example.org/plan?a=1&b=2.",
        ),
        (
            RECORD,
            "Policy Observatory. Work plan: policy record, edition 2[EB/OL]. "
            "(2026-11-22)[2026-12-01]. https://example.org/en/policies/work-plan/history/2/.",
        ),
        (
            replace(PLAN, genre=Genre.REPORT, authors=tuple("甲乙丙丁"), number="", issued="2023"),
            "甲, 乙, 丙, 等. 关于推动互联网3.0产业创新发展的工作方案[R/OL]. 2023[2026-12-01]. "
            "https://example.org/plan?a=1&b=2.",
        ),
        (
            replace(RECORD, authors=tuple("ABCD"), issued="", subtitle=""),
            "A, B, C, et al. Work plan[EB/OL]. [2026-12-01]. "
            "https://example.org/en/policies/work-plan/history/2/.",
        ),
        (
            replace(PLAN, authors=(), number="", url="", title="标准", genre=Genre.STANDARD),
            "标准[S]. 2023-03-17.",
        ),
    ],
)
def test_the_chinese_standard(work: Work, expected: str) -> None:
    assert in_gbt7714(work) == expected


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (
            RECORD,
            "Policy Observatory. (2026, November 22). <Work plan> [Policy record, edition 2]. "
            "https://example.org/en/policies/work-plan/history/2/",
        ),
        (
            replace(
                RECORD, authors=("A", "B"), issued="2023-03", subtitle="", number="No. 1", url=""
            ),
            "A & B. (2023, March). <Work plan> (No. 1).",
        ),
        (
            replace(RECORD, authors=("A", "B", "Meta Inc."), issued="2023", subtitle="", url=""),
            "A, B, & Meta Inc. (2023). <Work plan>.",
        ),
        (replace(RECORD, authors=(), issued="", subtitle="", url=""), "<Work plan>. (n.d.)."),
    ],
)
def test_the_style_of_the_apa(work: Work, expected: str) -> None:
    before, title, after = in_apa(work)
    assert f"{before}<{title}>{after}" == expected


def test_a_bibtex_file() -> None:
    document, record = read_bibtex(to_bibtex([replace(PLAN, genre=Genre.REPORT), RECORD]))
    assert document == {
        "entry": "techreport",
        "key": "work-plan",
        "author": "北京市科学技术委员会 and 北京市经济和信息化局",
        "title": PLAN.title,
        "institution": "北京市科学技术委员会, 北京市经济和信息化局",
        "number": PLAN.number,
        "year": "2023",
        "month": "mar",
        "url": PLAN.url,
        "urldate": "2026-12-01",
    }
    assert (record["entry"], record["edition"], record["note"]) == ("misc", "2", RECORD.remark)


def test_a_ris_file() -> None:
    document, record = read_ris(to_ris([PLAN, RECORD]))
    assert document[:4] == [
        ("TY", "GOVDOC"),
        ("ID", "work-plan"),
        ("AU", "北京市科学技术委员会"),
        ("AU", "北京市经济和信息化局"),
    ]
    assert {("DA", "2023/03/17/"), ("PY", "2023"), ("M1", PLAN.number)} <= set(document)
    assert {("TY", "ELEC"), ("ET", "2"), ("Y2", "2026/12/01/"), ("UR", RECORD.url)} <= set(record)
    assert ("DA", "2023/03//") in read_ris(to_ris([replace(PLAN, issued="2023-03")]))[0]


def test_a_csl_file() -> None:
    document, record = read_csl(to_csl([replace(PLAN, issued="2023-03"), RECORD]))
    assert document["issued"] == {"date-parts": [[2023, 3]]}
    assert document["author"][1] == {"literal": "北京市经济和信息化局"}
    assert record["version"] == "2"
    assert record["accessed"] == {"date-parts": [[2026, 12, 1]]}


@given(TEXTS, TEXTS, TEXTS)
def test_any_text_survives_every_form(title: str, author: str, number: str) -> None:
    work = replace(RECORD, title=title, authors=(author,), number=number, subtitle="")
    [bibtex] = read_bibtex(to_bibtex([work]))
    assert [bibtex[name] for name in ("title", "author", "number")] == [
        *map(collapsed, (title, author, number))
    ]
    ris = dict(read_ris(to_ris([work]))[0])
    assert [ris[tag] for tag in ("TI", "AU", "M1")] == [*map(collapsed, (title, author, number))]
    [item] = read_csl(to_csl([work]))
    assert (item["title"], item["number"]) == (title, number)


@given(NASTY)
def test_any_address_keeps_its_field(end: str) -> None:
    [entry] = read_bibtex(to_bibtex([replace(PLAN, url=f"https://example.org/{end}")]))
    assert entry["url"].startswith("https://example.org/")
