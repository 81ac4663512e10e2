"""The glossary: its order, its letters, how terms stand to each other, and where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.alphabet import LETTERS, OTHERS, letter, place, tabs
from policies.models import Policy
from tests import factories as make
from tests.pages.reading import LANGUAGES, get, links, words

live = pytest.mark.usefixtures("live")
pytestmark = pytest.mark.public


def order(path: str, *slugs: str) -> list[str]:
    """The slugs in the order in which the page at a path names them."""
    page = get(path)
    return sorted(slugs, key=lambda slug: page.index(f'/glossary/{slug}/"'))


@live
def test_terms_stand_in_both_languages_with_their_relations() -> None:
    whole = make.make_term(slug="internet", name_zh="互联网3.0", name_en="Internet 3.0")
    part = make.make_term(
        slug="metaverse", name_zh="元宇宙", name_en="metaverse", definition_en="A shared space"
    )
    make.make_term_relation(term=part, related_term=whole)
    make.make_term_relation(
        term=part, related_term=make.make_term(slug="xr", name_en="XR"), kind="related"
    )
    english, chinese = (words(get(f"/{language}/glossary/")) for language in LANGUAGES)
    assert "Internet 3.0 互联网3.0 No definition recorded Narrower metaverse" in english
    assert "metaverse 元宇宙 A shared space Broader Internet 3.0 Related XR" in english
    assert "互联网3.0 Internet 3.0" in chinese
    assert "元宇宙 metaverse A shared space" in chinese
    page = get("/en/glossary/metaverse/")
    assert "Broader Internet 3.0 Related XR" in words(page)
    assert "A shared space" in words(page)
    assert "/en/glossary/xr/" in links(page)
    assert "Related metaverse" in words(get("/en/glossary/xr/"))
    assert "No definition recorded." in words(get("/en/glossary/internet/"))


@live
def test_terms_are_in_the_order_of_the_reader() -> None:
    make.make_term(slug="c", name_zh="阿", name_en="Antenna")
    make.make_term(slug="b", name_zh="重庆链", name_en="zone")
    make.make_term(slug="a", name_zh="重点", name_en="Beacon")
    make.make_term(slug="d", name_zh="5G+8K", name_en="5G+8K")
    assert order("/en/glossary/", *"abcd") == ["c", "a", "b", "d"]
    assert order("/zh-hans/glossary/", *"abcd") == ["c", "b", "a", "d"]


@live
def test_a_term_without_a_name_in_the_language_stands_by_its_other_one() -> None:
    make.make_term(slug="new", name_zh="新词", name_en="")
    make.make_term(slug="web", name_zh="网络", name_en="Web")
    assert order("/en/glossary/", "new", "web") == ["web", "new"]
    assert 'id="letter-x"' in get("/en/glossary/")


@live
def test_letters_lead_to_their_terms_on_whatever_page() -> None:
    for number in range(50):
        make.make_term(name_zh=f"阿{number}", name_en=f"Antenna {number}")
    make.make_term(slug="zone", name_zh="中", name_en="Zone")
    first = get("/en/glossary/?utm=x")
    assert {"?utm=x&page=1#letter-a", "?utm=x&page=2#letter-z"} <= links(first)
    assert not any(address.endswith("#letter-b") for address in links(first))
    assert 'id="letter-a"' in first
    assert 'id="letter-z"' in get("/en/glossary/?page=2")


@live
def test_letters_are_those_of_the_terms_that_the_filter_leaves() -> None:
    whole = make.make_term(slug="whole", name_en="Whole", name_zh="全部")
    part = make.make_term(slug="part", name_en="Part", name_zh="局部")
    make.make_term_relation(term=part, related_term=whole)
    page = get("/en/glossary/?broader=whole")
    assert "?broader=whole&page=1#letter-p" in links(page)
    assert not any(address.endswith("#letter-w") for address in links(page))
    assert 'id="letter-w"' not in page
    assert "1 result " in words(page)


@live
def test_an_empty_glossary_says_so() -> None:
    assert "None recorded." in words(get("/en/glossary/"))


@live
def test_a_term_shows_where_it_stands(policy: Policy) -> None:
    make.make_term(slug="metaverse", name_zh="元宇宙", name_en="metaverse")
    make.make_section(policy=policy, identifier="s-10", heading_en="Tenth", text_zh="建设元宇宙")
    make.make_section(policy=policy, identifier="s-2", heading_en="Second", text_en="A METAVERSE")
    make.make_section(policy=policy, identifier="s-3", heading_en="Third")
    make.make_provision(policy=policy, text_en="Metaverses for all")
    page = get("/en/glossary/metaverse/")
    text = words(page)
    assert "Work plan Section Second Section Tenth Measure Metaverses for all" in text
    assert "Third" not in text
    assert {"/en/policies/work-plan/#s-2", "/en/policies/work-plan/#s-10"} <= links(page)


@live
def test_a_term_that_stands_in_many_places_names_the_first(policy: Policy) -> None:
    make.make_term(slug="metaverse", name_zh="元宇宙", name_en="metaverse")
    for number in range(10, 17):
        make.make_section(policy=policy, identifier=f"s-{number}", text_zh="元宇宙")
    for _each in range(6):
        make.make_provision(policy=policy, text_zh="元宇宙")
    text = words(get("/en/glossary/metaverse/"))
    assert "Section s-14" in text
    assert "Section s-15" not in text
    assert "3 more places in the document" in text


@live
def test_a_term_that_stands_nowhere_says_so(policy: Policy) -> None:
    make.make_term(slug="quantum", name_zh="量子", name_en="")
    assert "In the documents None recorded." in words(get("/en/glossary/quantum/"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("重庆", "C"),
        ("重点", "Z"),
        ("长安链", "C"),
        ("XR终端", "X"),
        ("3D引擎", OTHERS),
        ("", OTHERS),
    ],
)
def test_a_name_stands_under_the_letter_of_its_reading(name: str, expected: str) -> None:
    assert letter(name) == expected


def test_names_sort_by_syllable_then_tone() -> None:
    names = ["数字人", "区块链", "数字资产", "数字孪生", "趣味", "阿"]
    expected = ["阿", "区块链", "趣味", "数字孪生", "数字人", "数字资产"]
    assert sorted(names, key=place) == expected


@given(st.lists(st.text()), st.integers(1, 5))
def test_letters_come_once_each_and_lead_to_where_they_begin(
    names: list[str], per_page: int
) -> None:
    ordered = sorted(names, key=place)
    found = tabs(ordered, per_page=per_page)
    assert "".join(tab.letter for tab in found) in (LETTERS, LETTERS + OTHERS)
    for tab in found:
        places = [at for at, name in enumerate(ordered) if letter(name) == tab.letter]
        assert tab.page == (places[0] // per_page + 1 if places else None)
        assert places == list(range(places[0], places[-1] + 1)) if places else True
