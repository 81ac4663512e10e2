"""How the text of a document is read: in one language or both, explained, and with its margins."""

import gzip
import random
import re

import pytest

from policies.models import Policy
from tests import factories as make
from tests.pages.reading import get, links, words

pytestmark = [pytest.mark.public, pytest.mark.usefixtures("live")]

PAGE = "/en/policies/work-plan/"
LARGEST = 40 * 1024
"""Bytes that the page of a document may cost to transfer."""


def section_of(page: str, identifier: str) -> str:
    """The HTML of one section, with its margin."""
    return page.partition(f'<section id="{identifier}"')[2].partition("</section>")[0]


def current(page: str) -> str:
    """The view that the page says it shows."""
    return words(page.partition('class="views"')[2].partition('aria-current="true">')[2][:20])


@pytest.mark.parametrize(
    ("path", "heading", "name"),
    [
        ("/en/policies/work-plan/", "Section s-1", "English"),
        ("/en/policies/work-plan/?view=", "Section s-1", "English"),
        ("/en/policies/work-plan/?view=zh", '<span lang="zh-Hans">章节 s-1</span>', "Chinese"),
        ("/zh-hans/policies/work-plan/", "章节 s-1", "中文"),
        ("/zh-hans/policies/work-plan/?view=en", '<span lang="en">Section s-1</span>', "英文"),
    ],
)
def test_a_view_shows_the_texts_in_its_language(
    policy: Policy, path: str, heading: str, name: str
) -> None:
    page = get(path)
    assert heading in section_of(page, "s-1")
    assert current(page).startswith(name)
    assert f'<link rel="canonical" href="http://localhost{path.partition("?")[0]}">' in page


def test_a_view_is_a_link_and_the_usual_one_is_the_bare_address(policy: Policy) -> None:
    assert {PAGE, f"{PAGE}?view=zh", f"{PAGE}?view=both"} <= links(get(f"{PAGE}?view=both"))
    assert {"#s-1", "/zh-hans/policies/work-plan/?view=both"} <= links(get(f"{PAGE}?view=both"))


def test_side_by_side_stands_pair_by_pair(policy: Policy) -> None:
    make.make_section(
        policy=policy, identifier="s-2", position=2, text_zh="一\n\n二", text_en="One\n\nTwo"
    )
    page = get(f"{PAGE}?view=both")
    text = words(section_of(page, "s-2"))
    assert "章节 s-2 Section s-2 一 One 二 Two" in text
    assert '<div class="prose" lang="zh-Hans"><p>一</p>' in page
    assert '<div class="prose"><p>One</p>' in page
    assert '<span lang="zh-Hans">工作方案</span><span>Work plan</span>' in page
    provision = words(page.partition('id="provision-')[2])
    assert "建设共性技术平台 Build shared platforms" in provision


def test_side_by_side_texts_of_unequal_length_are_one_pair(policy: Policy) -> None:
    make.make_section(policy=policy, identifier="s-2", text_zh="一\n\n二", text_en="One and two")
    section = section_of(get(f"{PAGE}?view=both"), "s-2")
    assert section.count('class="prose"') == 2
    assert "一 二 One and two" in words(section)


def test_side_by_side_what_is_not_translated_stays_empty(policy: Policy) -> None:
    section = section_of(get(f"{PAGE}?view=both"), "s-1-1")
    assert '<div class="prose"></div>' in section
    assert "Not translated yet." in section


def test_the_english_says_where_it_comes_from_wherever_it_is_shown(policy: Policy) -> None:
    section = make.make_section(
        policy=policy, identifier="s-2", translation="machine", translated_from="0" * 64
    )
    assert section.is_stale
    for path in (PAGE, f"{PAGE}?view=both", "/zh-hans/policies/work-plan/?view=en"):
        said = section_of(get(path), "s-2")
        assert "machine translation" in said or "机器译文" in said
        assert "<strong>" in said
    for path in (f"{PAGE}?view=zh", "/zh-hans/policies/work-plan/"):
        assert 'class="translation' not in section_of(get(path), "s-2")


@pytest.mark.parametrize("view", ["fr", "BOTH", "zh-hans", "%00"])
def test_an_unknown_view_is_refused_with_the_valid_ones(policy: Policy, view: str) -> None:
    page = get(f"{PAGE}?view={view}", status=400)
    assert {PAGE, f"{PAGE}?view=zh", f"{PAGE}?view=both"} <= links(page)
    assert "可按以下方式显示" in get(f"/zh-hans/policies/work-plan/?view={view}", status=400)


def test_what_is_not_there_is_not_found_in_any_view(policy: Policy) -> None:
    get("/en/policies/nothing/?view=fr", status=404)


def test_terms_are_explained_where_each_section_first_names_them(policy: Policy) -> None:
    make.make_term(slug="metaverse", definition_en="A shared space.")
    make.make_term(slug="unnamed", name_en="Never named", name_zh="未提及")
    for number in (2, 3):
        make.make_section(
            policy=policy, identifier=f"s-{number}", text_en="The metaverse is a metaverse."
        )
    page = get(PAGE)
    for identifier in ("s-2", "s-3"):
        assert section_of(page, identifier).count('popovertarget="term-metaverse"') == 1
    assert page.count('id="term-metaverse"') == 1
    assert re.search(r'<div popover\s+id="term-metaverse"', page)
    explanation = page.partition('id="term-metaverse"')[2]
    assert "metaverse 元宇宙 A shared space. In the glossary" in words(explanation)
    assert "/en/glossary/metaverse/" in links(page)
    assert "term-unnamed" not in page


def test_a_section_says_what_it_concerns(policy: Policy) -> None:
    section = policy.sections.get(identifier="s-1-1")
    make.make_provision(
        policy=policy,
        section=section,
        text_en="Build chains",
        technologies=[make.make_technology(slug="blockchain")],
        organisations=[make.make_organisation(slug="apple", name_en="Apple")],
    )
    target = make.make_target(policy=policy, section=section, title_en="Fifty billion")
    page = get(PAGE)
    margin = section_of(page, "s-1-1")
    assert "Measures Build chains Targets Fifty billion" in words(margin)
    assert {f"#promise-{target.pk}", "/en/technologies/blockchain/"} <= links(margin)
    assert "/en/organisations/apple/" in links(margin)
    assert "Build chains" not in section_of(page, "s-1")


@pytest.mark.parametrize(
    ("kind", "follows", "cites"),
    [
        ("official", True, True),
        ("full-text-repost", True, True),
        ("press", True, False),
        ("official", False, False),
    ],
)
def test_a_section_says_who_cites_its_place_in_the_text(
    policy: Policy, kind: str, follows: bool, cites: bool
) -> None:
    text = make.make_source(kind=kind, title="The text")
    section = policy.sections.get(identifier="s-1-1")
    provision = make.make_provision(policy=policy, section=section)
    make.make_policy_citation(policy=policy, provision=provision, source=text, locator="第四条")
    fund = make.make_initiative(
        district=make.make_district(), slug="fund", policies=[policy] if follows else []
    )
    commitment = make.make_commitment(initiative=fund, title_en="Ten million a year")
    make.make_initiative_citation(
        initiative=fund, commitment=commitment, source=text, locator="第四条"
    )
    other = make.make_commitment(initiative=fund, title_en="Elsewhere")
    make.make_initiative_citation(initiative=fund, commitment=other, source=text, locator="第五条")
    margin = section_of(get(PAGE), "s-1-1")
    assert (f"/en/initiatives/fund/#promise-{commitment.pk}" in links(margin)) is cites
    assert "Elsewhere" not in margin


def test_an_article_is_cited_by_its_number(policy: Policy) -> None:
    text = make.make_source(kind="official", title="The text")
    make.make_policy_citation(policy=policy, source=text)
    make.make_section(policy=policy, identifier="s-4", heading_zh="第四条 资金")
    fund = make.make_initiative(district=make.make_district(), slug="fund", policies=[policy])
    make.make_initiative_citation(initiative=fund, source=text, locator="第四条")
    page = get(PAGE)
    assert "/en/initiatives/fund/" in links(section_of(page, "s-4"))
    assert "/en/initiatives/fund/" not in links(section_of(page, "s-1"))


def test_what_initiatives_promise_stands_with_them(policy: Policy) -> None:
    fund = make.make_initiative(district=make.make_district(), slug="fund", policies=[policy])
    commitment = make.make_commitment(initiative=fund, title_en="Yearly fund")
    page = get(PAGE)
    assert "What they promise Yearly fund at least 100 million yuan" in words(page)
    assert f"/en/initiatives/fund/#evidence-{commitment.pk}" in links(page)


def test_the_official_original_is_linked_or_said_to_be_unknown(policy: Policy) -> None:
    assert "The official original example.org" in words(get(PAGE))
    make.make_policy(slug="unknown")
    assert "No official address of this document is recorded." in words(
        get("/en/policies/unknown/")
    )


def test_a_print_carries_edition_address_and_sources(policy: Policy) -> None:
    source = make.make_source(title="The wire", url="https://wire.example/1?a=b", publisher="Wire")
    make.make_policy_citation(policy=policy, source=source, field="s-1")
    make.make_policy_citation(policy=policy, source=source, position=1)
    text = words(get(PAGE))
    assert "Edition 1, 22 November 2026" in text
    assert f"Permanent address: http://localhost/id/{policy.pk}" in text
    assert text.count("https://wire.example/1?a=b") == 1


def test_a_long_document_keeps_within_its_budget(policy: Policy) -> None:
    random.seed(4)
    signs = [chr(sign) for sign in range(0x4E00, 0x4E00 + 900)]
    for number in range(2, 150):
        make.make_section(
            policy=policy,
            identifier=f"s-{number}",
            position=number,
            heading_zh=f"第{number}条",
            text_zh="".join(random.choices(signs, k=60)),
            text_en=" ".join(random.choices(["data", "city", "shall", "fund", "plan"], k=30)),
        )
    for view in ("zh", "both"):
        page = get(f"{PAGE}?view={view}")
        assert page.count('class="section depth-') == 150
        assert len(gzip.compress(page.encode())) < LARGEST, view
