"""Targets, relations, succession, terms and translations on pages."""

import pytest

from policies.models import Policy
from tests import factories as make
from tests.pages.reading import get, links, words

pytestmark = [pytest.mark.public, pytest.mark.usefixtures("live")]


def test_a_target_is_shown_with_its_section_words_and_source(policy: Policy) -> None:
    section = policy.sections.first()
    target = make.make_target(
        policy=policy,
        section=section,
        title_en="Clusters",
        operator="range",
        amount=3,
        amount_max=5,
        currency="",
        unit_zh="个",
        unit_en="clusters",
        per="",
        quote_en="three to five clusters",
    )
    make.make_policy_citation(
        policy=policy, target=target, source=make.make_source(slug="text", title="The text")
    )
    page = get("/en/policies/work-plan/")
    text = words(page)
    assert "Clusters 3 to 5 clusters" in text
    assert "three to five clusters 1 source The text" in text
    assert "#targets" in links(page)
    table = get("/en/targets/")
    assert f"/en/policies/work-plan/#evidence-{target.pk}" in links(table)
    assert "3至5个" in words(get("/zh-hans/targets/"))


def test_targets_are_filtered_and_sorted(policy: Policy) -> None:
    other = make.make_policy(slug="other", title_en="Other plan", published_on="2020")
    for row, amount in ((policy, 10), (other, 20)):
        make.make_target(policy=row, title_en=f"Reach {amount}", amount=amount)
    text = words(get("/en/targets/?policy=other"))
    assert "Reach 20" in text
    assert "Reach 10" not in text
    by_document, by_amount = (words(get(f"/en/targets/{query}")) for query in ("", "?sort=amount"))
    assert by_document.index("Reach 10") < by_document.index("Reach 20")
    assert by_amount.index("Reach 20") < by_amount.index("Reach 10")


def test_documents_name_each_other_from_both_sides(policy: Policy) -> None:
    paper = make.make_policy(slug="paper", title_en="The paper")
    make.make_policy_relation(policy=policy, related_policy=paper, kind="implements")
    assert "Implements The paper" in words(get("/en/policies/work-plan/"))
    assert "Implemented by Work plan" in words(get("/en/policies/paper/"))


def test_a_policy_shows_its_milestones(policy: Policy) -> None:
    make.make_milestone(slug="release", policy=policy)
    assert "/en/milestones/release/" in links(get("/en/policies/work-plan/"))


def test_organisations_follow_each_other() -> None:
    old = make.make_organisation(slug="old", name_en="Old bureau")
    new = make.make_organisation(slug="new", name_en="New bureau")
    make.make_succession(organisation=new, predecessor=old, date="2018-11")
    assert "Preceded by Old bureau November 2018" in words(get("/en/organisations/new/"))
    assert "Succeeded by New bureau November 2018" in words(get("/en/organisations/old/"))


def test_a_translation_says_what_it_is(policy: Policy) -> None:
    policy.summary_en = "In short"
    policy.mark_translated()
    policy.save()
    text = "English: unofficial translation"
    assert text in words(get("/en/policies/work-plan/"))
    assert "has changed since" not in words(get("/en/policies/work-plan/"))


def test_a_stale_translation_says_so_by_section(policy: Policy) -> None:
    section = policy.sections.get(identifier="s-1")
    section.mark_translated()
    section.text_zh = "新的正文"
    section.save()
    page = get("/en/policies/work-plan/")
    assert words(page).count("The Chinese has changed since this English was made.") == 1
    assert page.index('id="s-1"') < page.index("has changed since") < page.index('id="s-1-1"')
