"""Which section is which when a corrected text is read, and what new ones are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.ingest.matching import Known, Matches, align, match, name
from policies.ingest.outline import Outline, read_outline
from policies.ingest.warnings import warnings

from .samples import EN, ZH, as_text

SAMPLE = as_text(ZH)


def named(outline: Outline, known: list[Known], used: set[str] | None = None) -> list[str]:
    found = match(outline.nodes, known)
    return name(outline.nodes, found, used or {each.identifier for each in known})


def recorded(outline: Outline) -> list[Known]:
    """The sections of a document that was read for the first time."""
    names = name(outline.nodes, {}, ())
    return [
        Known(
            identifier,
            None if node.parent is None else names[node.parent],
            node.heading,
            node.text,
        )
        for identifier, node in zip(names, outline.nodes, strict=True)
    ]


def headings(text: str, before: str = SAMPLE) -> dict[str, str]:
    """The identifier of each heading of a text, after another was recorded."""
    outline = read_outline(text)
    names = named(outline, recorded(read_outline(before)))
    return {node.heading: names[place] for place, node in enumerate(outline.nodes)}


def test_identifiers_count_within_each_section() -> None:
    first = {each.heading: each.identifier for each in recorded(read_outline(SAMPLE))}
    assert first[""] == "s-0"
    assert (first["第一章 总则"], first["第二条"], first["第三条"]) == ("s-1", "s-1-2", "s-2-1")
    assert first["（三）设立意见箱"] == "s-8-3-3"


def test_the_same_text_keeps_all() -> None:
    outline = read_outline(SAMPLE)
    known = recorded(outline)
    assert named(outline, known) == [each.identifier for each in known]


def test_corrected_words_and_titles_keep_theirs() -> None:
    before = headings(SAMPLE)
    after = headings(SAMPLE.replace("示范花园", "样板花园").replace("经　费", "资　金"))
    assert after["第六章 监督"] == before["第六章 监督"]
    assert after["第五章 资金"] == before["第五章 经费"]
    assert after["第一条"] == before["第一条"]


def test_an_article_between_others_is_new_and_the_others_keep_theirs() -> None:
    text = "第一条 花园每日开放，节日除外。\n第二条 游人应当爱护花木。"
    longer = "第一条 花园每日开放，节日除外。\n第二条 幼儿须由成人陪同。\n第三条 游人应当爱护花木。"
    assert headings(longer, text) == {"第一条": "s-1", "第二条": "s-3", "第三条": "s-2"}


def test_an_article_that_is_rewritten_keeps_its_number() -> None:
    text = "第一条 花园每日开放。\n第二条 游人应当爱护花木。"
    assert headings("第一条 闭园时间另行公布于门口。\n第二条 游人应当爱护花木。", text) == {
        "第一条": "s-1",
        "第二条": "s-2",
    }


def test_a_section_that_moves_keeps_its_identifier() -> None:
    text = "一、甲\n（一）种植树木\n二、乙\n（一）修路"
    moved = headings("一、甲\n二、乙\n（一）修路\n（二）种植树木", text)
    assert moved["（二）种植树木"] == "s-1-1"


def test_no_identifier_is_given_twice() -> None:
    outline = read_outline("一、甲\n二、乙")
    assert name(outline.nodes, {}, {"s-1", "s-2", "s-5"}) == ["s-6", "s-7"]
    preamble = read_outline("办法\n引言。\n一、甲")
    assert name(preamble.nodes, {}, {"s-0"}) == ["s-1", "s-2"]


def test_identifiers_stay_short() -> None:
    deep = {f"s{'-9999' * 5}"}
    outline = read_outline("一、甲\n（一）乙")
    assert name(outline.nodes, {0: f"s{'-9999' * 5}"}, deep)[1] == "s-1"


def aligned(text: str, known: list[Known]) -> dict[str, str]:
    outline = read_outline(text)
    found = align(outline.nodes, known)
    return {node.heading: found.get(place, "") for place, node in enumerate(outline.nodes)}


def test_english_finds_the_chinese_by_numbers_and_places() -> None:
    known = recorded(read_outline(SAMPLE))
    outline = read_outline(as_text(EN))
    found = align(outline.nodes, known)
    assert [found[place] for place in range(len(outline.nodes))] == [k.identifier for k in known]


def test_english_without_a_counterpart_is_left() -> None:
    known = recorded(read_outline("第一条 甲。\n第二条 乙。"))
    assert aligned("Article 2 Two.\nArticle 3 Three.\nArticle 4 Four.", known) == {
        "Article 2": "s-2",
        "Article 3": "",
        "Article 4": "",
    }


def test_another_number_is_another_section_though_it_has_its_place() -> None:
    known = recorded(read_outline("第一条 甲。\n第二条 乙。"))
    assert aligned("Article 2 Two.\nArticle 5 Five.", known) == {
        "Article 2": "s-2",
        "Article 5": "",
    }


def test_other_kinds_of_numbers_are_alike_in_their_order() -> None:
    known = recorded(read_outline("一、甲\n（一）乙\n（二）丙"))
    assert aligned("1. A\n1.1 B\n1.2 C", known) == {
        "1. A": "s-1",
        "1.1 B": "s-1-1",
        "1.2 C": "s-1-2",
    }


lines = st.lists(
    st.sampled_from(
        [
            "第一章 甲",
            "第二章 乙",
            "第一条 子。",
            "第二条 丑。",
            "一、寅",
            "（一）卯",
            "（一）辰",
            "文",
            "## 巳",
        ]
    ),
    max_size=12,
).map("\n".join)


@given(lines, lines)
def test_each_section_is_matched_once_and_named_once(before: str, after: str) -> None:
    known = recorded(read_outline(before))
    nodes = read_outline(after).nodes
    for found in (match(nodes, known), align(nodes, known)):
        check(found, known)
        names = name(nodes, found, {each.identifier for each in known})
        assert len(set(names)) == len(nodes)
        new = {names[place] for place in range(len(nodes)) if place not in found}
        assert not new & {each.identifier for each in known}


def check(found: Matches, known: list[Known]) -> None:
    assert len(set(found.values())) == len(found)
    assert set(found.values()) <= {each.identifier for each in known}


@given(lines)
def test_a_text_read_twice_is_the_same(text: str) -> None:
    outline = read_outline(text)
    known = recorded(outline)
    found = match(outline.nodes, known)
    said = {each.identifier: (each.heading, each.text) for each in known}
    assert len(found) == len(outline.nodes)
    for place, identifier in found.items():
        node = outline.nodes[place]
        assert said[identifier] == (node.heading, node.text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("第一条 甲。\n第三条 乙。", ["“第三条” comes right after “第一条”."]),
        ("第二条 甲。", ["“第二条” is the first of its kind, and not number 1."]),
        ("第一章 甲\n第一条 甲。\n第二章 乙\n第二条 乙。\n第二条之一 丙。\n第三条 丁。", []),
        ("1.1 甲\n1.2 乙\n2.1 丙\n2.2 丁", []),
        ("# 甲\n## 乙\n文\n## 乙", ["“乙” is there twice."]),
        ("只有正文。", ["No headings were found: the whole text is one section."]),
        (
            "办法\n引言。\n第一条 甲。",
            ["What stands before the first heading becomes a section without a heading."],
        ),
        (SAMPLE.split("\n", 2)[2], []),
    ],
)
def test_warnings(text: str, said: list[str]) -> None:
    assert list(warnings(read_outline(text))) == said
