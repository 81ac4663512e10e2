"""Where each quantity leads, and how it shows that sources disagree."""

import re
from collections.abc import Iterator

import pytest

from districts.models import Commitment, Initiative
from inet3site.publishing.stores import live_store
from tests import factories as make
from tests.pages.reading import get, links, words

pytestmark = pytest.mark.public


@pytest.fixture(autouse=True)
def live() -> Iterator[None]:
    """Rows made by a test are published ones."""
    with live_store():
        yield


@pytest.fixture
def initiative() -> Initiative:
    """An initiative with a source of the whole."""
    initiative = make.make_initiative(district=make.make_district(), slug="fund")
    source = make.make_source(slug="general", title="The report on the whole")
    make.make_initiative_citation(initiative=initiative, source=source)
    return initiative


@pytest.fixture
def commitment(initiative: Initiative) -> Commitment:
    return make.make_commitment(initiative=initiative)


def quantity(page: str) -> str:
    """Where the first quantity of a page leads."""
    return re.findall(r'<a class="quantity" href="([^"]*)"', page)[0]


@pytest.mark.parametrize("path", ["initiatives/fund/", "districts/chaoyang/"])
def test_a_quantity_leads_to_its_words_and_sources(commitment: Commitment, path: str) -> None:
    page = get(f"/en/{path}")
    assert quantity(page) == f"#evidence-{commitment.pk}"
    assert page.count(f'id="evidence-{commitment.pk}"') == 1


def test_a_quantity_of_a_table_leads_to_the_page_of_its_entry(commitment: Commitment) -> None:
    page = get("/en/commitments/")
    assert quantity(page) == f"/en/initiatives/fund/#evidence-{commitment.pk}"


@pytest.mark.parametrize("path", ["initiatives/fund/", "districts/chaoyang/", "commitments/"])
def test_a_part_without_a_source_has_those_of_its_entry_and_says_so(
    commitment: Commitment, path: str
) -> None:
    text = words(get(f"/en/{path}"))
    assert "(of the entry as a whole)" in text
    assert "The report on the whole" in text


def test_a_part_with_a_source_has_no_other(commitment: Commitment) -> None:
    source = make.make_source(title="Its own report")
    make.make_initiative_citation(
        initiative=commitment.initiative, commitment=commitment, source=source
    )
    text = words(get("/en/commitments/"))
    assert "Its own report" in text
    assert "The report on the whole" not in text
    assert "of the entry as a whole" not in text


def test_only_general_sources_are_passed_on(commitment: Commitment) -> None:
    source = make.make_source(title="The report on the status")
    make.make_initiative_citation(initiative=commitment.initiative, source=source, field="status")
    assert "The report on the status" not in words(get("/en/commitments/"))


def disagree(initiative: Initiative, field: str, **of: Commitment) -> None:
    """Let two sources state different things of a field."""
    for value in ("one", "two"):
        make.make_initiative_citation(
            initiative=initiative,
            source=make.make_source(title=f"It is {value}"),
            field=field,
            stated_value=value,
            chosen=value == "two",
            reason_en="It is the later one." if value == "two" else "",
            **of,
        )


@pytest.mark.parametrize("field", ["title", "title_en", "status", "period_to", "district"])
def test_a_disputed_value_leads_to_what_sources_state(initiative: Initiative, field: str) -> None:
    initiative.period_to = "2025"
    initiative.save()
    disagree(initiative, field)
    page = get("/en/initiatives/fund/")
    anchor = f"dispute-{field}"
    assert f"#{anchor}" in links(page)
    _before, block = page.split(f'id="{anchor}"')
    assert words(block).index("two used on this page") < words(block).index("It is one")
    assert "It is the later one." in words(block)


@pytest.mark.parametrize("path", ["initiatives/fund/", "districts/chaoyang/"])
def test_a_disputed_amount_is_marked_where_it_is_shown(commitment: Commitment, path: str) -> None:
    disagree(commitment.initiative, "amount", commitment=commitment)
    page = get(f"/en/{path}")
    anchor = f"dispute-{commitment.pk}-amount"
    assert f"#{anchor}" in links(page)
    assert page.count(f'id="{anchor}"') == 1


def test_a_disputed_section_is_marked() -> None:
    policy = make.make_policy(slug="plan")
    make.make_section(policy=policy, identifier="s-2")
    for value in ("one", "two"):
        make.make_policy_citation(
            policy=policy, source=make.make_source(), field="s-2", stated_value=value
        )
    page = get("/en/policies/plan/")
    assert page.index('href="#dispute-s-2"') > page.index('<section id="s-2"')


def test_sources_that_agree_are_no_dispute(initiative: Initiative) -> None:
    for _each in range(2):
        make.make_initiative_citation(
            initiative=initiative, source=make.make_source(), field="title", stated_value="one"
        )
    assert "disputed" not in get("/en/initiatives/fund/")
