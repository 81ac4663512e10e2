"""What the database finds is what a naive search finds, and in the order that is promised."""

import uuid
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from inet3site.publishing.stores import live_store
from inet3site.search import cjk, index
from inet3site.search.finding import find
from inet3site.search.matching import evaluate
from inet3site.search.models import EN, ZH, Field, Passage, Related
from inet3site.search.query import QueryError
from policies.models import Term
from tests.search.oracle import has, texts

pytestmark = pytest.mark.public


@pytest.fixture(autouse=True)
def live() -> Iterator[None]:
    with live_store():
        yield


def add(
    title: str, *texts: str, date: str = "", number: int = 0, related: Sequence[Term] = ()
) -> Term:
    """Index an entry with these texts."""
    entry = Term(id=uuid.UUID(int=number) if number else uuid.uuid4())
    lines = [index.Line(title, ZH, Field.TITLE)]
    lines += [index.Line(text, EN, Field.TEXT) for text in texts]
    keys = [other.pk for other in related]
    for row in index.rows(entry, lines, date=date, related=keys):
        row.save()
    return entry


def found(query: str) -> list[int]:
    """The numbers of the entries that are found, in order."""
    return [key.entry_id.int for key in find(query, glossary=()).keys]


def test_the_database_finds_what_a_naive_search_finds() -> None:
    @settings(max_examples=60)
    @given(st.lists(texts, min_size=1, max_size=6), st.lists(texts, min_size=1, max_size=6))
    @example(["互联网3.0", "𬬭x", "a_b", "ſ", "ς σ"], ["网3", "𬬭", "a", "s", "σ"])
    def agrees(stored: list[str], queries: list[str]) -> None:
        Passage.objects.all().delete()
        for number, text in enumerate(stored, 1):
            add("", text, number=number)
        for query in queries:
            for exact in (False, True):
                if phrase := cjk.phrase(query, exact=exact):
                    expected = [n for n, t in enumerate(stored, 1) if has(t, query, exact=exact)]
                    assert sorted(key.entry_id.int for key in evaluate(phrase)) == expected, query

    agrees()


def test_any_word_can_be_kept_and_asked_for() -> None:
    @settings(max_examples=40)
    @given(st.text(min_size=1, max_size=60).filter(lambda text: "\0" not in text))
    @example("'quoted' \\ \"words\" : & | ! <-> * AND NOT NEAR(a b)")
    @example("é" * 1500)
    def is_found(text: str) -> None:
        text = text.encode(errors="ignore").decode()
        Passage.objects.all().delete()
        add("", text, number=1)
        if phrase := cjk.phrase(text, exact=True):
            assert [key.entry_id.int for key in evaluate(phrase)] == [1]

    is_found()


def test_titles_come_first_then_headings_then_texts_then_names_of_others() -> None:
    text = add("无关", "元宇宙", number=1)
    title = add("元宇宙产业", number=2)
    add("再无关", number=3, related=[title])
    add("元宇宙", number=4)
    add("不相干", number=5, related=[text])
    assert found("元宇宙") == [4, 2, 1, 3]


def test_of_equal_ranks_the_newest_comes_first() -> None:
    for number, date in enumerate(["2022", "", "2023-05", "2023"], 1):
        add("行动计划二", "白皮书", date=date, number=number)
    assert found("行动计划") == [2, 3, 4, 1]
    assert found("白皮书") == [3, 4, 1, 2]


def test_words_may_stand_in_different_places_of_an_entry_and_of_what_it_names() -> None:
    body = add("北京市科学技术委员会", number=1)
    add("互联网白皮书", "special fund", number=2, related=[body])
    add("其他白皮书", number=3)
    assert found("科学技术 白皮书 fund") == [2]


def test_words_together_come_before_words_apart() -> None:
    add("标题一", "a plan for every action", number=1, date="2025")
    add("标题二", "the action plan", number=2, date="2020")
    assert found("action plan") == [2, 1]
    assert found('"action plan"') == [2]


def test_what_is_excluded_is_nowhere_in_an_entry() -> None:
    add("元宇宙", "草案", number=1)
    add("元宇宙产业", "drafts", number=2)
    assert found("元宇宙 -草案") == [2]
    assert found("元宇宙 -draft") == [1, 2]
    assert found('元宇宙 -草案 -"drafts"') == []


@pytest.mark.parametrize("typed", ["yuanyuzhou", "yuan yu zhou", "元宇宙", "Metaverse"])
def test_the_glossary_is_asked_for_the_other_language(typed: str) -> None:
    entry = Term(id=uuid.UUID(int=1))
    lines = [index.Line("元宇宙", ZH, Field.TITLE), index.Line("metaverse", EN, Field.TITLE)]
    for row in index.rows(entry, lines):
        row.save()
    add("标题", "发展元宇宙", number=2)
    add("另一标题", "develop the metaverse", number=3)
    findings = find(typed, glossary=["policies.term"])
    assert {key.entry_id.int for key in findings.keys} == {1, 2, 3}
    assert findings.also
    assert typed.lower() not in findings.also


def test_a_misspelt_word_is_answered_as_it_was_meant() -> None:
    add("区块链 blockchain", "技术", number=1)
    assert find("blokchain 技术", glossary=()).meant == "blockchain 技术"
    assert found("区快链") == []
    add("区块链", number=2)
    assert found("区快链") == [2, 1]
    findings = find('"blokchain"', glossary=())
    assert (findings.keys, findings.meant) == ([], "")


def test_a_query_of_only_marks_is_refused() -> None:
    with pytest.raises(QueryError):
        find("…", glossary=())
    assert Related.objects.count() == 0
