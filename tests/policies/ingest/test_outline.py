"""From text to a tree: every kind of number, contents and comments, and nothing lost."""

import re
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from policies.ingest.contents import Reason
from policies.ingest.headings import Kind, recognise
from policies.ingest.numerals import number
from policies.ingest.outline import DEEPEST, Node, Outline, read_outline

from .samples import EN, ZH, Sample, as_text

MARKS = [
    *("第一章 总　则", "第一章", "第二节 数据", "第一条 为了发展，制定本办法。", "第二条 目的"),
    *(
        "第十条之一 补充。",
        "第一条 第二条 同上。",
        "一、总体要求",
        "（一）加强领导",
        "（二）编制规划；",
    ),
    *("（三）统筹推进。各部门配合。", "1.建设平台", "1. Build", "2.1 Scope", "（1）一项", "①数据"),
    *(
        "Chapter I General",
        "CHAPTER TWO",
        "Article 1 This applies.",
        "Section 3",
        "I. Aims",
        "(a) x",
    ),
    *(
        "# 标题",
        "## 小标题",
        "###### 深",
        "**第一条** 目的",
        "附件1：清单",
        "- 列表",
        "| 表 |",
        "总则",
    ),
    *(
        "目录",
        "第一章 总则……3",
        "<!-- x -->",
        "正文一句。",
        "Some words",
        "",
        "    缩进",
        "\x0c",
        "12",
    ),
]
texts = st.lists(st.sampled_from(MARKS) | st.text(max_size=40)).map("\n".join)
any_text = texts | st.text()


def tree(outline: Outline) -> list[tuple[int, str, str]]:
    return [(node.level, node.heading, node.text) for node in outline.nodes]


def rendered(outline: Outline, *, itemise: bool) -> str:
    """The tree as Markdown, in which hashes say each level."""
    parts = [outline.title if not recognise(outline.title) else f"# {outline.title}"]
    return "\n\n".join([*parts, *(markdown(node, itemise=itemise) for node in outline.nodes)])


def markdown(node: Node, *, itemise: bool) -> str:
    if not node.heading:
        return node.text
    first, _newline, others = node.text.partition("\n")
    heading = f"{'#' * (node.level + 1)} {node.heading}"
    together = recognise(f"{heading} {first}", itemise=itemise)
    if together and (together.text, together.rest) == (node.heading, first):
        return f"{heading} {first}\n{others}"
    return f"{heading}\n\n{node.text}"


def words(text: str) -> str:
    """What of a text must not be lost: all but space and the marks of Markdown."""
    return re.sub(r"[\s#*]", "", text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("十", 10), ("十二", 12), ("二十", 20), ("一百零八", 108), ("二〇二三", 2023), ("两", 2)),
        *(("１２", 12), ("7", 7), ("IV", 4), ("XIX", 19), ("Twelve", 12), ("⑫", 12), ("甲", 0)),
        ("", 0),
    ],
)
def test_numbers_in_every_writing(text: str, value: int) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("line", "kind", "value", "text", "rest"),
    [
        ("第三编　民事", Kind.PART, (3,), "第三编 民事", ""),
        ("第一章　总　则", Kind.CHAPTER, (1,), "第一章 总则", ""),
        ("第十二节数据要素", Kind.SECTION, (12,), "第十二节 数据要素", ""),
        ("第一条　为了发展，制定本办法。", Kind.ARTICLE, (1,), "第一条", "为了发展，制定本办法。"),
        ("第十条之一 目的", Kind.ARTICLE, (10, 1), "第十条之一 目的", ""),
        ("**第二条** 本办法适用于本市。", Kind.ARTICLE, (2,), "第二条", "本办法适用于本市。"),
        ("一、总体要求", Kind.CLAUSE, (1,), "一、总体要求", ""),
        ("（二）加强领导", Kind.SUBCLAUSE, (2,), "（二）加强领导", ""),
        ("(二)加强领导。各部门配合。", Kind.SUBCLAUSE, (2,), "(二)加强领导。", "各部门配合。"),
        ("３．建设平台", Kind.DIGIT, (3,), "３．建设平台", ""),
        ("2.1 数据", Kind.DECIMAL, (2, 1), "2.1 数据", ""),
        ("（1）数据", Kind.BRACKETED, (1,), "（1）数据", ""),
        ("②数据", Kind.CIRCLED, (2,), "②数据", ""),
        ("附件2：清单", Kind.PART, (2,), "附件2：清单", ""),
        ("CHAPTER IV DATA", Kind.CHAPTER, (4,), "CHAPTER IV DATA", ""),
        ("Chapter Two Data", Kind.CHAPTER, (2,), "Chapter Two Data", ""),
        ("Article 5 This applies.", Kind.ARTICLE, (5,), "Article 5", "This applies."),
        ("Article 6. Purpose", Kind.ARTICLE, (6,), "Article 6. Purpose", ""),
        ("II. Aims", Kind.CLAUSE, (2,), "II. Aims", ""),
        ("### 小标题", Kind.PLAIN, (), "小标题", ""),
    ],
)
def test_headings(line: str, kind: Kind, value: tuple[int, ...], text: str, rest: str) -> None:
    heading = recognise(line)
    assert heading
    assert (heading.kind, heading.number, heading.text, heading.rest) == (kind, value, text, rest)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "第三条规定的情形，从其规定。",
            "第一章规定了总则。",
            "（一）编制规划；",
            "1.5亿元",
            "2023年",
        ),
        *("Section 3 of the plan applies.", "Part of it", "#标签", "（甲）", "IV", "第零条 空"),
        "## " + "长" * 301,
    ],
)
def test_what_is_no_heading(line: str) -> None:
    assert recognise(line) is None


def test_sentences_of_a_list_are_sections_where_that_is_asked() -> None:
    text = "第一条 应当：\n（一）编制规划；\n（二）公布时间。"
    assert tree(read_outline(text)) == [
        (1, "第一条", "应当：\n\n（一）编制规划；\n\n（二）公布时间。")
    ]
    assert tree(read_outline(text, itemise=True)) == [
        *((1, "第一条", "应当："), (2, "（一）", "编制规划；"), (2, "（二）", "公布时间。"))
    ]


def test_levels_follow_the_numbers_and_markdown_where_it_is_used() -> None:
    numbered = read_outline("一、甲\n（一）乙\n1.丙\n（1）丁\n①戊\n(a) six\n二、己")
    assert [node.level for node in numbered.nodes] == [1, 2, 3, 4, DEEPEST, DEEPEST, 1]
    marked = read_outline("# 题\n\n## 第一章 甲\n\n### 说明\n\n一、乙\n\n## 丙")
    assert [(n.level, n.heading) for n in marked.nodes] == [
        *((1, "第一章 甲"), (2, "说明"), (3, "一、乙"), (1, "丙"))
    ]


def test_a_title_below_its_number_belongs_to_it() -> None:
    assert tree(read_outline("办法\n第一章\n\n总　则\n第一条 适用。")) == [
        *((1, "第一章 总则", ""), (2, "第一条", "适用。"))
    ]


@pytest.mark.parametrize("sample", [ZH, EN], ids=["zh", "en"])
def test_the_sample(sample: Sample) -> None:
    outline = read_outline(as_text(sample))
    assert outline.title == sample.title
    kinds = [node.kind for node in outline.nodes]
    assert [kinds.count(kind) for kind in (Kind.CHAPTER, Kind.ARTICLE, Kind.CLAUSE)] == [7, 16, 3]
    assert len(outline.nodes) == 36
    assert set(outline.dropped.values()) == {Reason.CONTENTS}
    assert sorted(outline.dropped) == list(range(2, 10))
    assert outline.nodes[0].text == sample.preamble


def test_headings_that_come_in_each_chapter_are_no_contents() -> None:
    text = "一、甲\n（一）背景\n1.现状\n文。\n二、乙\n（一）背景\n1.现状\n文。"
    assert read_outline(text).dropped == {}


def test_contents_by_leaders_or_page_numbers_are_dropped() -> None:
    text = "目录\n第一章 总则……1\n第二章 附则\t12\n第一章 总则\n文。"
    assert sorted(read_outline(text).dropped) == [0, 1, 2]


def test_contents_without_numbers_need_their_name() -> None:
    text = "Contents\nAims\nMeans\n# Aims\nWhy.\n# Means\nHow."
    assert [node.heading for node in read_outline(text).nodes] == ["Aims", "Means"]


def test_comments_are_dropped() -> None:
    outline = read_outline("<!-- 说明 -->\n第一条 适用。")
    assert outline.dropped == {0: Reason.COMMENT}


@given(any_text, st.booleans())
def test_nothing_is_lost_of_any_text(text: str, itemise: bool) -> None:
    outline = read_outline(text, itemise=itemise)
    given_words = "".join(
        words(line) for i, line in enumerate(outline.lines) if i not in outline.dropped
    )
    parts = [outline.title, *(part for node in outline.nodes for part in (node.heading, node.text))]
    assert words("".join(parts)) == given_words


@given(any_text, st.booleans())
@example("第一条 第二条 同上。\n\n文", False)
def test_what_is_rendered_is_understood_alike(text: str, itemise: bool) -> None:
    outline = read_outline(text, itemise=itemise)
    again = read_outline(rendered(outline, itemise=itemise), itemise=itemise)
    assume(not again.dropped)
    assert (again.title, tree(again)) == (outline.title, tree(outline))


@given(any_text)
def test_it_is_a_tree(text: str) -> None:
    nodes = read_outline(text).nodes
    for place, node in enumerate(nodes):
        assert node.level == (1 if node.parent is None else nodes[node.parent].level + 1)
        assert node.parent is None or node.parent < place
        assert 1 <= node.level <= DEEPEST
    assert all(one.line < other.line for one, other in pairwise(nodes))
