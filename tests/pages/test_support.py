"""The page for firms: which support there is, for whom, and until when."""

from collections.abc import Iterator
from datetime import date
from unittest.mock import patch

import pytest

from districts.models import Commitment, District
from districts.querysets import ENDED, RUNS, UNENDED
from inet3site.publishing.stores import live_store
from tests import factories as make
from tests.pages.reading import get, links, words

pytestmark = pytest.mark.public

TODAY = date(2026, 11, 27)


@pytest.fixture(autouse=True)
def live() -> Iterator[None]:
    """Rows made by a test are published ones, and it is TODAY."""
    with live_store(), patch("inet3site.pages.support.localdate", return_value=TODAY):
        yield


@pytest.fixture
def district() -> District:
    return make.make_district()


def offer(district: District, *, until: str = "", **fields: object) -> Commitment:
    """A commitment to support firms, of an initiative that ends at `until`."""
    initiative = make.make_initiative(
        district=district, slug=f"plan-{until or 'open'}", period_to=until
    )
    return make.make_commitment(initiative=initiative, **{"support": "money", **fields})


@pytest.mark.parametrize(
    ("end", "stage"),
    [
        ("", UNENDED),
        ("2025", ENDED),
        ("2026", RUNS),
        ("2027", RUNS),
        ("2026-10", ENDED),
        ("2026-11", RUNS),
        ("2026-12", RUNS),
        ("2026-11-26", ENDED),
        ("2026-11-27", RUNS),
        ("2026-11-28", RUNS),
    ],
)
def test_a_support_runs_until_the_last_day_of_its_period(
    district: District, end: str, stage: str
) -> None:
    offer(district, period_to=end)
    (found,) = Commitment.objects.offered(today=TODAY)
    assert (found.end, found.stage) == (end, stage)


def test_a_support_without_an_end_of_its_own_ends_with_its_initiative(district: District) -> None:
    offer(district, until="2025")
    offer(district, until="2024", period_to="2027")
    ends = [(row.end, row.stage) for row in Commitment.objects.offered(today=TODAY)]
    assert sorted(ends) == [("2025", ENDED), ("2027", RUNS)]


def test_what_offers_nothing_to_firms_is_no_support(district: District) -> None:
    offer(district, title_en="A thousand lamps", support="")
    text = words(get("/en/support/"))
    assert "A thousand lamps" not in text
    assert "None recorded." in text


def test_a_support_is_shown_with_all_that_is_known(district: District) -> None:
    commitment = offer(
        district,
        title_en="Rent subsidy",
        support="space",
        open_to_en="Firms in the park",
        period_from="2024",
        period_to="2026",
    )
    source = make.make_source(slug="news", title="The news", published_on="2024-03")
    make.make_initiative_citation(
        initiative=commitment.initiative, commitment=commitment, source=source
    )
    page = get("/en/support/")
    text = words(page)
    assert "As of 27 November 2026 ." in text
    assert "Chaoyang Rent subsidy Space and rent Special fund at least" in text
    assert "at least 100 million yuan per year Firms in the park Still runs 2024 – 2026" in text
    assert "The news March 2024" in text
    assert f"/en/initiatives/plan-open/#evidence-{commitment.pk}" in links(page)
    assert "不少于1亿元" in words(get("/zh-hans/support/"))


def test_what_is_not_known_is_said(district: District) -> None:
    offer(district, amount=None, operator="", currency="", per="")
    assert "No amount named not named No end named none recorded" in words(get("/en/support/"))


def test_supports_are_filtered(district: District) -> None:
    elsewhere = make.make_district(slug="haidian", code="110108", name_en="Haidian")
    offer(district, title_en="Old fund", period_to="2025")
    offer(district, until="2027", title_en="New fund")
    offer(elsewhere, until="2028", title_en="Rooms", support="space")
    for query, expected in (
        ("", {"Old fund", "New fund", "Rooms"}),
        ("stage=open", {"New fund", "Rooms"}),
        ("stage=ended", {"Old fund"}),
        ("district=haidian", {"Rooms"}),
        ("support=money&stage=open", {"New fund"}),
    ):
        text = words(get(f"/en/support/?{query}"))
        assert {name for name in ("Old fund", "New fund", "Rooms") if name in text} == expected
    for query in ("stage=soon", "support=love", "district=atlantis"):
        get(f"/en/support/?{query}", status=400)


def test_a_district_that_supports_firms_says_where(district: District) -> None:
    make.make_district(slug="haidian", code="110108")
    offer(district)
    assert "/en/support/?district=chaoyang" in links(get("/en/districts/chaoyang/"))
    assert "/en/support/?district=haidian" not in links(get("/en/districts/haidian/"))
