"""Terms in texts: where they are found, and how they are explained in place."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from inet3site import markdown
from inet3site.publishing.bilingual import EN, ZH
from policies.glossary import Finder, Glossary
from policies.models import Term

LETTERS = st.text("ab互联3.0 <&", max_size=30)
NAMES = st.lists(st.text("ab互联3.", min_size=1, max_size=4), max_size=6, unique=True)


def places(names: list[str], text: str) -> list[str]:
    """What is found of these names in a text, in its own spelling."""
    finder = Finder({name: name for name in names})
    return [text[found.start : found.end] for found in finder.first(text, set())]


def starts(names: list[str], text: str) -> set[int]:
    """Where the first places of these names alone begin."""
    return {found.start for found in Finder({name: name for name in names}).first(text, set())}


def explained(text: str, **names: str) -> str:
    """A text as HTML in which the terms of these addresses and names are explained."""
    terms = [Term(slug=slug, name_zh=name, name_en=name) for slug, name in names.items()]
    return Glossary(terms).explain(markdown.to_html(text), EN, set())


@given(NAMES, LETTERS)
def test_each_name_is_found_once_and_the_longest_first(names: list[str], text: str) -> None:
    found = list(Finder({name: name for name in names}).first(text, set()))
    assert len({each.key for each in found}) == len(found)
    end = 0
    for each in found:
        assert end <= each.start < each.end
        assert text[each.start : each.end].removesuffix("s").lower() == each.key.lower()
        longer = [name for name in names if len(name) > len(each.key)]
        assert not any(
            place.start == each.start
            for place in Finder(dict(zip(longer, longer, strict=True))).first(text, set())
        )
        end = each.end


@given(NAMES, LETTERS)
def test_han_names_are_found_wherever_they_stand(names: list[str], text: str) -> None:
    han = [name for name in names if re.fullmatch("[互联]+", name)]
    found = Finder({name: name for name in han}).first(text, set())
    earliest = min((text.index(name) for name in han if name in text), default=None)
    assert next((each.start for each in found), None) == earliest


@given(st.text(max_size=200), NAMES)
def test_what_a_reader_reads_stays_the_same(text: str, names: list[str]) -> None:
    html = markdown.to_html(text)
    terms = [Term(slug=f"t-{place}", name_zh=name) for place, name in enumerate(names)]
    shown = Glossary(terms).explain(html, ZH, set())
    assert unescape(re.sub(r"<[^>]*>", "", shown)) == unescape(re.sub(r"<[^>]*>", "", html))


def test_the_longest_name_wins() -> None:
    assert places(["互联网", "互联网3.0", "3.0"], "互联网3.0产业，互联网") == [
        "互联网3.0",
        "互联网",
    ]


def test_a_latin_name_is_a_word_of_its_own_in_any_case_or_number() -> None:
    assert places(["Web3"], "web3, Web3.0, Web30, myWeb3") == ["web3"]
    assert places(["Web3"], "Web3.0 或Web3产业") == ["Web3"]
    assert places(["XR terminal"], "Many XR terminals.") == ["XR terminals"]


def test_a_term_is_a_button_that_opens_its_explanation() -> None:
    html = explained("The metaverse, a metaverse & more.", metaverse="Metaverse")
    button = '<button type="button" class="term" popovertarget="term-metaverse">metaverse</button>'
    assert html == f'<p>The <span class="kept">{button},</span> a metaverse &amp; more.</p>\n'


def test_links_headings_and_code_keep_their_words() -> None:
    text = '# XR\n\n[XR](https://example.org/ "a > b") and `XR`'
    assert "<button" not in explained(text, xr="XR")
    assert explained(f"{text} and XR", xr="XR").count("<button") == 1


def test_a_name_with_markup_in_it_is_escaped() -> None:
    assert "&lt;b&gt;</button>" in explained("See \\<b>.", markup="<b>")
    assert "R&amp;D</button>" in explained("In R&D", research="R&D")


def test_one_of_two_terms_with_one_name_is_explained() -> None:
    assert "term-first" in explained("XR", first="XR", second="XR")
