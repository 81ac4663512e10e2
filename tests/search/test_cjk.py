"""Tokens: that they know their place, and find what stands in a text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inet3site.search import cjk, index, pinyin
from tests.search.oracle import has, texts


def words(text: str) -> list[str]:
    return [token.text for token in cjk.tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("互联网3.0产业", ["互联", "联网", "网", "3x0", "产业", "业"]),
        ("5G+8K", ["5g", "8k"]),
        ("Web3.0, v2.1.4", ["web3x0", "v2x1x4"]),
        ("京科发〔2023〕10号", ["京科", "科发", "发", "2023", "10", "号"]),
        ("數據 ＡＩ", ["数据", "据", "ai"]),
        ("snake_case don't", ["snake", "case", "don", "t"]),
        ("…", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(texts | st.text())
def test_every_token_stands_where_it_says(text: str) -> None:
    for token in cjk.tokens(text):
        stands = cjk.fold(text[token.start : token.end]).replace(".", "x")
        assert stands[: cjk.LONGEST] == token.text


@given(texts, texts, st.booleans())
@example("互联网3.0", "网3", False)
@example("联网", "互联网", False)
@example("plans", "plan", True)
def test_a_phrase_finds_what_a_naive_search_finds(text: str, query: str, exact: bool) -> None:
    phrase = cjk.phrase(query, exact=exact)
    found = list(cjk.spans(cjk.tokens(text), phrase)) if phrase else []
    assert bool(found) == has(text, query, exact=exact)


@given(texts, texts)
def test_what_is_marked_is_what_was_asked_for(text: str, query: str) -> None:
    if phrase := cjk.phrase(query):
        for start, end in cjk.spans(cjk.tokens(text), phrase):
            assert has(text[start:end], query)
            assert text[start:end].strip() == text[start:end]


@pytest.mark.parametrize("typed", ["yuanyuzhou", "yuanyuz", "hulianwang3x0", "hulianwang3x0chan"])
def test_pinyin_is_known_by_its_syllables(typed: str) -> None:
    assert pinyin.phrase(typed)


@pytest.mark.parametrize("typed", ["plan", "and", "he", "shang", "metaverse", "", "3x0", "ü"])
def test_other_words_are_no_pinyin(typed: str) -> None:
    assert pinyin.phrase(typed) is None


def test_pinyin_marks_the_characters_that_were_typed() -> None:
    phrase = pinyin.phrase("yuanyuzhou")
    assert phrase
    assert list(pinyin.spans("发展元宇宙3.0产业", phrase)) == [(2, 5)]
    assert list(pinyin.spans("宇宙", phrase)) == []


@given(st.text(alphabet="中文。 a.\n", min_size=1, max_size=300), st.integers(0, 30))
def test_a_long_text_is_cut_into_pieces_without_loss(text: str, times: int) -> None:
    text = text * times
    pieces = list(index.pieces(text))
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(len(piece) <= index.LONGEST for piece in pieces)


def test_a_piece_has_no_token_more_often_than_postgresql_counts() -> None:
    assert [len(piece) for piece in index.pieces("0 " * 600)] == [299, 299, 299, 299]
