"""Terms of the glossary are looked for in the English where the Chinese has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inet3site.proofreading.terms import Glossary

NAMES = [
    ("元宇宙", "Metaverse"),
    ("数字人", "Digital human"),
    ("数字人民币", "e-CNY"),
    ("应用场景", "Application scenario"),
    ("白皮书", "White paper"),
    ("Web3", "Web3"),
    ("生态", "Ecology"),
    ("生态", "Ecosystem"),
    ("无英文", ""),
]
GLOSSARY = Glossary(NAMES)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("元宇宙", "The metaverse grows."),
        ("数字人", "Digital Humans"),
        ("数字人民币", "The e-CNY"),
        ("应用场景", "scenarios of sports"),
        ("生态", "an ecosystem"),
        ("生态", "its ecologies"),
        ("Web3.0", "the industry"),
        ("无英文", "no English"),
        ("元宇宙", "The press writes 元宇宙."),
    ],
)
def test_a_term_with_one_of_its_names_is_not_told(zh: str, en: str) -> None:
    assert GLOSSARY.missing(zh, en) == []


@pytest.mark.parametrize(
    ("zh", "en", "told"),
    [
        ("元宇宙", "the meta-universe", ["元宇宙"]),
        ("数字人", "avatars", ["数字人"]),
        ("数字人民币", "digital humans", ["数字人民币"]),
        ("发展web3和元宇宙", "It develops.", ["Web3", "元宇宙"]),
        ("生态", "the surroundings", ["生态"]),
    ],
)
def test_a_term_without_any_word_of_its_name_is_told(zh: str, en: str, told: list[str]) -> None:
    assert [chinese for chinese, _english in GLOSSARY.missing(zh, en)] == told


def test_a_glossary_without_terms_tells_nothing() -> None:
    assert Glossary([]).missing("元宇宙", "") == []


@given(st.lists(st.tuples(st.text(max_size=5), st.text(max_size=9))), st.text(), st.text())
def test_any_glossary_reads_any_text(names: list[tuple[str, str]], zh: str, en: str) -> None:
    Glossary(names).missing(zh, en)


@given(st.lists(st.sampled_from(NAMES[:-1])))
def test_names_in_both_texts_are_never_told(names: list[tuple[str, str]]) -> None:
    zh, en = "、".join(zh for zh, _en in names), ", ".join(en for _zh, en in names)
    assert GLOSSARY.missing(zh, en) == []
