"""The timeline: bars of plans, marks of milestones, and both again year by year."""

import re
from collections.abc import Iterator

import pytest

from districts.models import District, Initiative
from inet3site.publishing.stores import live_store
from policies.models import Policy
from tests import factories as make
from tests.pages.reading import LANGUAGES, get, links, words

pytestmark = pytest.mark.public


@pytest.fixture(autouse=True)
def live() -> Iterator[None]:
    """Rows made by a test are published ones."""
    with live_store():
        yield


@pytest.fixture
def district() -> District:
    return make.make_district()


@pytest.fixture
def plan() -> Policy:
    """A plan of the city for 2023 to 2025, whose milestone is known to the day."""
    plan = make.make_policy(
        slug="plan", title_en="City plan", kind="action-plan", period_from=2023, period_to=2025
    )
    make.make_milestone(slug="issued", title_en="Plan issued", policy=plan, date="2023-03-17")
    return plan


@pytest.fixture
def fund(district: District) -> Initiative:
    """An initiative from 2024 on, with a planned milestone that is known to the month."""
    fund = make.make_initiative(
        district=district,
        slug="fund",
        period_from="2024",
        layers=[make.make_layer(number=3)],
    )
    make.make_milestone(
        slug="opening", title_en="Opening", initiative=fund, date="2026-05", state="planned"
    )
    return fund


def row(page: str, name: str) -> str:
    """The row of the figure with this name."""
    return next(each for each in page.split("<tr") if f">{name}</a>" in each)


def years(page: str) -> dict[str, str]:
    """What a reader sees of each year."""
    parts = re.split(r'<h3 class="group" id="y(\d+)">', page)[1:]
    return {year: words(text) for year, text in zip(parts[::2], parts[1::2], strict=True)}


def test_a_plan_is_a_bar_over_its_years(plan: Policy) -> None:
    make.make_milestone(date="2022", title_en="Forum")
    found = row(get("/en/timeline/"), "City plan")
    assert "2023 – 2025" in words(found)
    bar = re.search(r'<rect class="span" x="([\d.]+)%" y="7" width="([\d.]+)%"', found)
    assert bar
    assert [float(number) for number in bar.groups()] == [25, 75]


def test_what_a_period_does_not_name_is_open(fund: Initiative) -> None:
    found = row(get("/en/timeline/"), "Special fund")
    assert "from 2024" in words(found)
    assert found.count('class="open"') == 1
    assert 'x2="100%"' in found


@pytest.mark.usefixtures("plan", "fund")
def test_done_and_planned_differ_in_words_and_in_shape() -> None:
    page = get("/en/timeline/")
    assert '<g class="done">' in row(page, "City plan")
    assert '<g class="planned">' in row(page, "Special fund")
    assert "17 March 2023 ● Done Plan issued" in years(page)["2023"]
    assert "May 2026 ○ Planned Opening" in years(page)["2026"]


@pytest.mark.usefixtures("plan", "fund")
def test_a_mark_is_as_wide_as_its_date_is_uncertain() -> None:
    page = get("/en/timeline/")
    assert "<circle" in row(page, "City plan")
    month = re.search(r'<rect x="[\d.]+%" y="9" width="([\d.]+)%"', row(page, "Special fund"))
    assert month
    assert float(month.group(1)) == pytest.approx(100 / 4 / 12, abs=0.01)


@pytest.mark.usefixtures("plan", "fund")
def test_each_year_says_what_begins_and_ends_with_it() -> None:
    found = years(get("/en/timeline/"))
    assert list(found) == ["2023", "2024", "2025", "2026"]
    assert "Begins: City plan" in found["2023"]
    assert "Begins: Special fund" in found["2024"]
    assert "Ends: City plan" in found["2025"]


def test_what_has_no_date_is_not_on_the_timeline(district: District) -> None:
    make.make_policy(slug="undated")
    make.make_initiative(district=district, slug="undated")
    page = get("/en/timeline/")
    assert "None recorded." in words(page)
    assert not {"/en/policies/undated/", "/en/initiatives/undated/"} & links(page)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"plan", "own", "fund", "forum"}),
        ("?kind=policy", {"plan", "own"}),
        ("?kind=initiative", {"fund"}),
        ("?kind=event", {"forum"}),
        ("?district=chaoyang", {"own", "fund"}),
        ("?district=chaoyang&kind=policy", {"own"}),
        ("?layer=layer-3", {"plan", "fund"}),
        ("?layer=layer-3&kind=event", set()),
        ("?unknown=1", {"plan", "own", "fund", "forum"}),
    ],
)
def test_filters_ask_the_same_of_plans_initiatives_and_events(
    plan: Policy, fund: Initiative, query: str, shown: set[str]
) -> None:
    technology = make.make_technology(layers=[*fund.layers.all()])
    make.make_provision(policy=plan, technologies=[technology])
    make.make_provision(policy=plan, technologies=[technology])
    own = make.make_policy(slug="own", level="district", area_code="110105", period_to=2024)
    make.make_milestone(slug="own-issued", policy=own)
    make.make_policy(slug="elsewhere", level="district", area_code="110108", period_to=2024)
    make.make_milestone(slug="forum")
    addresses = {
        "plan": {"/en/policies/plan/", "/en/milestones/issued/"},
        "own": {"/en/policies/own/", "/en/milestones/own-issued/"},
        "fund": {"/en/initiatives/fund/", "/en/milestones/opening/"},
        "forum": {"/en/milestones/forum/"},
    }
    page = get(f"/en/timeline/{query}")
    assert ("/en/policies/elsewhere/" in links(page)) == (
        query in ("", "?kind=policy", "?unknown=1")
    )
    for name, own_addresses in addresses.items():
        assert own_addresses & links(page) == (own_addresses if name in shown else set()), name
    assert page.count(">Plan issued</a>") == ("plan" in shown)


def test_a_district_without_a_code_has_no_documents(plan: Policy) -> None:
    make.make_district(slug="bda", kind="zone", code="")
    assert "/en/policies/plan/" not in links(get("/en/timeline/?district=bda"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_value_that_cannot_be_is_a_400_with_the_form(language: str) -> None:
    page = get(f"/{language}/timeline/?kind=plan", status=400)
    assert "errorlist" in page
    assert "canonical" not in page


@pytest.mark.usefixtures("plan")
def test_the_calendar_is_that_of_the_same_filters() -> None:
    assert "/en/timeline/calendar.ics?kind=policy" in links(get("/en/timeline/?kind=policy"))


@pytest.mark.parametrize("date", ["0000", "9999-12-31"])
def test_the_ends_of_the_calendar_are_drawn(date: str) -> None:
    make.make_milestone(date=date, title_en="Far away")
    make.make_milestone(date="2023")
    assert "Far away" in words(get("/en/timeline/"))
