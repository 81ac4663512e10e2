"""That the text of content files says exactly what it was made from."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from inet3site.pages.exporting.text import of_entry, of_list
from inet3site.pages.loading.files import ContentLoader

from .test_round_trip import any_text

ALPHABET = " \n\r\tab甲:#-'\"{}[],&*!|>%@`\\\u2028\x85😀"

texts = st.one_of(
    any_text,
    st.text(st.sampled_from(ALPHABET), max_size=60),
    st.lists(any_text, max_size=6).map(" ".join),
    st.lists(any_text, max_size=6).map("\n".join),
)


@given(texts, texts, texts)
def test_every_text_is_read_as_it_was(a, b, c):
    mapping = {
        "slug": a,
        "title": {"zh": b, "en": c},
        "url": c,
        "layers": [a, b],
        "chosen": True,
        "parts": [{"key": a, "text": b, "citations": [{"key": c, "quote": a}]}, {"key": b}],
    }
    assert yaml.load(of_entry(mapping), ContentLoader) == mapping
    assert yaml.load(of_list([mapping, mapping]), ContentLoader) == [mapping, mapping]


def test_english_is_folded_and_chinese_stays_on_its_line():
    zh, en = "一段较长的中文。" * 30, "Words enough to be folded. " * 20
    lines = of_entry({"summary": {"zh": zh, "en": en.strip()}}).splitlines()
    assert lines[:3] == ["summary:", f"  zh: {zh}", "  en: >-"]
    assert len(lines) > 6
    assert all(len(line) <= 100 for line in lines[3:])
