"""What of a query is asked for, what is left out, and what can't be asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inet3site.search import query
from inet3site.search.query import QueryError, parse


@pytest.mark.parametrize(
    ("text", "words", "excluded"),
    [
        ("元宇宙 朝阳", ["元宇宙", "朝阳"], []),
        ('"special fund" plan', ["special fund", "plan"], []),
        ("“专项资金”朝阳", ["专项资金", "朝阳"], []),
        ("plan -draft -“in force”", ["plan"], ["draft", "in force"]),
        ("5G+8K brain-computer", ["5G+8K", "brain-computer"], []),
        ('plan "never closed', ["plan", "never closed"], []),
        ("元宇宙　 …", ["元宇宙"], []),
    ],
)
def test_words_and_what_is_left_out(text: str, words: list[str], excluded: list[str]) -> None:
    parsed = parse(text)
    assert [word.text for word in parsed.words] == words
    assert [word.text for word in parsed.excluded] == excluded


def test_only_the_last_word_may_go_on_and_no_quoted_one() -> None:
    assert [word.phrase.open for word in parse("action pla").words] == [False, True]
    assert [word.phrase.open for word in parse('action "pla"').words] == [False, False]
    assert not parse("action -pla").excluded[0].phrase.open


@pytest.mark.parametrize("text", ["", "?!", "-plan", "a" * 201, "a " * 11])
def test_what_cannot_be_searched_for(text: str) -> None:
    with pytest.raises(QueryError):
        parse(text)


@given(st.text(alphabet='ab3.网互"“”-－ 「」', max_size=40) | st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parsed = parse(text)
    except QueryError:
        return
    assert 1 <= len(parsed.words) + len(parsed.excluded) <= query.MOST_WORDS
    for word in (*parsed.words, *parsed.excluded):
        assert text[word.start : word.end] == word.text
    assert parsed.with_words({word: word.text for word in parsed.words}) == text
