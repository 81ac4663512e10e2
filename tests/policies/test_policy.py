"""The page of a policy document."""

import pytest

from policies.models import Policy
from tests import factories as make
from tests.pages.reading import get, links, words

pytestmark = [pytest.mark.public, pytest.mark.usefixtures("live")]


def test_the_reader_shows_the_record_in_both_languages(policy: Policy) -> None:
    english = words(get("/en/policies/work-plan/"))
    for text in ("Work plan", "工作方案", "March 2023", "2023 – 2025", "京科发〔2023〕1号"):
        assert text in english
    assert "Summary, not the text" in english
    assert "Science Commission" in english
    chinese = words(get("/zh-hans/policies/work-plan/"))
    for text in ("工作方案", "2023年3月", "2023年至2025年", "北京市科委"):
        assert text in chinese


def test_sections_have_permanent_addresses_and_stand_within_each_other(policy: Policy) -> None:
    page = get("/en/policies/work-plan/")
    assert {"#s-1", "#s-1-1", "https://example.org/plan"} <= links(page)
    assert 'id="s-1-1"' in page
    assert page.index('id="s-1"') < page.index('id="s-1-1"')


def test_a_text_that_is_not_translated_is_marked_with_its_language(policy: Policy) -> None:
    page = get("/en/policies/work-plan/")
    assert '<div class="prose" lang="zh-Hans"><p>只有中文</p>' in page
    assert "Not translated yet." in page
    assert '<p lang="zh-Hans">概要</p>' in page


def test_provisions_stand_by_kind_with_what_they_name(policy: Policy) -> None:
    hotspot = make.make_provision(
        policy=policy,
        kind="hotspot",
        text_en="Generative models",
        technologies=[make.make_technology(slug="generative-ai")],
        organisations=[make.make_organisation(slug="apple", name_en="Apple")],
    )
    source = make.make_source(title="The reporter's notes")
    make.make_policy_citation(policy=policy, provision=hotspot, source=source, locator="p. 4")
    page = get("/en/policies/work-plan/")
    assert page.index('id="measure"') < page.index('id="hotspot"')
    assert {"/en/technologies/generative-ai/", "/en/organisations/apple/"} <= links(page)
    assert "1 source The reporter's notes Press p. 4" in words(page)


def test_where_sources_disagree_the_page_says_so(policy: Policy) -> None:
    for value, chosen in (("The Party Committee", False), ("The Commission", True)):
        make.make_policy_citation(
            policy=policy,
            source=make.make_source(title=f"Source of {value}"),
            field="issuances",
            stated_value=value,
            chosen=chosen,
            reason_en="It names itself." if chosen else "",
        )
    text = words(get("/en/policies/work-plan/"))
    assert "Sources disagree: issuing body" in text
    assert text.index("The Commission used on this page") < text.index("The Party Committee")
    assert "It names itself." in text


def test_a_section_has_its_sources_beside_it(policy: Policy) -> None:
    source = make.make_source(title="The wire")
    for place, field in enumerate(("s-1-1", "published_on", "document_number")):
        make.make_policy_citation(policy=policy, source=source, field=field, position=place)
    text = words(get("/en/policies/work-plan/"))
    section, _heading, record = text.partition(" Sources The wire ")
    assert "1 source The wire Press supports: section 1.1" in section
    assert record.startswith("Press supports: published on, document number")


def test_one_stated_value_is_no_dispute(policy: Policy) -> None:
    source = make.make_source(title="Alone")
    make.make_policy_citation(policy=policy, source=source, field="title", stated_value="Work plan")
    text = words(get("/en/policies/work-plan/"))
    assert "Sources disagree" not in text
    assert "supports: title" in text


def test_initiatives_that_carry_a_policy_out_are_linked(policy: Policy) -> None:
    make.make_initiative(district=make.make_district(), slug="fund", policies=[policy])
    assert "/en/initiatives/fund/" in links(get("/en/policies/work-plan/"))
