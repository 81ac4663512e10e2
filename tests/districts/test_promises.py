"""Commitments as a table, and what became of them; milestones."""

from collections.abc import Iterator

import pytest

from districts.models import Commitment, District
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
def district() -> District:
    return make.make_district()


@pytest.fixture
def commitment(district: District) -> Commitment:
    initiative = make.make_initiative(district=district, slug="fund")
    return make.make_commitment(initiative=initiative, period_from="2023", period_to="2025")


def test_a_row_says_who_what_how_much_and_for_when(commitment: Commitment) -> None:
    page = get("/en/commitments/")
    assert (
        "Yearly fund Chaoyang Special fund at least 100 million yuan per year 2023 – 2025"
        in words(page)
    )
    assert {"/en/districts/chaoyang/", "/en/initiatives/fund/"} <= links(page)
    assert "每年" in words(get("/zh-hans/commitments/"))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (None, "Not checked"),
        ({"outcome": "not-checked"}, "Not checked"),
        (
            {"outcome": "none-found", "searched_on": "2026-11-22"},
            "Searched, none found ( 22 November 2026 )",
        ),
        ({"outcome": "met"}, "Met"),
        ({"outcome": "partly"}, "Partly met"),
    ],
)
def test_not_checked_and_none_found_are_two_things(
    commitment: Commitment, fields: dict | None, expected: str
) -> None:
    if fields:
        make.make_report(commitment=commitment, **fields)
    for path in ("commitments/", "initiatives/fund/", "districts/chaoyang/"):
        assert expected in words(get(f"/en/{path}")), path


def test_the_table_has_the_report_on_the_latest_period(commitment: Commitment) -> None:
    for year, outcome in {"2024": "missed", "2023": "met"}.items():
        make.make_report(commitment=commitment, period_from=year, period_to=year, outcome=outcome)
    row = words(get("/en/commitments/").split("<tbody")[1])
    assert "Missed" in row
    assert "Met" not in row


def test_a_district_sums_up_what_became_of_its_commitments(
    commitment: Commitment, district: District
) -> None:
    assert "What became of them Not checked 1 " in words(get("/en/districts/chaoyang/"))
    make.make_report(commitment=commitment, period_to="2023", outcome="missed")
    make.make_report(commitment=commitment, period_to="2024", outcome="met")
    other = make.make_initiative(district=district, slug="other")
    for outcome in ("met", "partly"):
        row = make.make_commitment(initiative=other)
        make.make_report(commitment=row, outcome=outcome)
    text = words(get("/en/districts/chaoyang/"))
    assert "What became of them Met 2 Partly met 1 " in text


def test_reports_stand_beside_their_commitment_with_evidence_and_source(
    commitment: Commitment,
) -> None:
    report = make.make_report(commitment=commitment, period_from="2024")
    make.make_initiative_citation(
        initiative=commitment.initiative,
        report=report,
        source=make.make_source(slug="audit", title="The audit"),
    )
    page = get("/en/initiatives/fund/")
    assert "Met from 2024 Paid out" in words(page)
    assert page.count("/en/sources/audit/") == 1


def test_commitments_are_filtered_and_sorted(commitment: Commitment, district: District) -> None:
    other = make.make_initiative(
        district=make.make_district(slug="haidian", code="110108", name_en="Haidian")
    )
    make.make_commitment(initiative=other, title_en="Larger", amount=500_000_000, period_to="2030")
    make.make_commitment(
        initiative=other,
        position=1,
        title_en="Firms",
        amount=10,
        currency="",
        unit_en="firms",
        per="",
    )

    def order(query: str) -> list[str]:
        body = get(f"/en/commitments/{query}").split("<tbody")[1]
        names = [name for name in ("Yearly fund", "Larger", "Firms") if name in body]
        return sorted(names, key=body.index)

    assert order("") == ["Yearly fund", "Larger", "Firms"]
    assert order("?sort=amount") == ["Larger", "Yearly fund", "Firms"]
    assert order("?district=haidian&sort=amount") == ["Larger", "Firms"]
    assert "District: Haidian" in words(get("/en/commitments/?district=haidian"))
    get("/en/commitments/?sort=colour", status=400)


def test_milestones_stand_by_year_and_tell_planned_from_done(district: District) -> None:
    policy = make.make_policy(slug="paper", title_en="The paper")
    make.make_milestone(slug="release", date="2023-05-27", policy=policy)
    make.make_milestone(slug="review", date="2025", state="planned", title_en="Review")
    page = get("/en/milestones/")
    text = words(page)
    assert text.index("2025 2025 ○ Planned Review") < text.index("2023 27 May 2023 ● Done Release")
    assert {"/en/milestones/review/", "/en/policies/paper/"} <= links(page)
    assert "Review" not in words(get("/en/milestones/?policy=paper").split("results")[-1])
    oldest = words(get("/en/milestones/?sort=oldest"))
    assert oldest.index("Release") < oldest.index("Review")


def test_a_milestone_shows_its_event_and_its_parts(district: District) -> None:
    host = make.make_organisation(slug="host", name_en="The host")
    forum = make.make_milestone(slug="forum", title_en="Forum", venue_en="Beijing", hosts=[host])
    initiative = make.make_initiative(district=district, slug="fund")
    make.make_milestone(slug="launch", title_en="Launch", part_of=forum, initiative=initiative)
    page = get("/en/milestones/forum/")
    for text in ("27 May 2023", "● Done", "Beijing", "The host", "Launch"):
        assert text in words(page)
    assert {"/en/milestones/launch/", "/en/organisations/host/"} <= links(page)
    part = get("/en/milestones/launch/")
    assert {"/en/milestones/forum/", "/en/initiatives/fund/"} <= links(part)
    assert "Venue none recorded" in words(part)
    for path in ("initiatives/fund/", "districts/chaoyang/"):
        assert "/en/milestones/launch/" in links(get(f"/en/{path}"))
    assert "/en/milestones/forum/" in links(get("/en/organisations/host/"))


def test_a_district_without_anything_says_so_section_by_section(district: District) -> None:
    page = get("/en/districts/chaoyang/")
    text = words(page)
    for heading in ("Commitments", "Initiatives", "Its own documents", "Milestones"):
        assert f"{heading} None recorded." in text
    assert " 0 " not in text


def test_a_district_shows_the_documents_of_its_area(district: District) -> None:
    make.make_policy(slug="own", area_code=district.code, level="district")
    make.make_policy(slug="municipal")
    found = links(get("/en/districts/chaoyang/"))
    assert "/en/policies/own/" in found
    assert "/en/policies/municipal/" not in found


def test_a_district_without_initiatives_is_never_given_a_zero(district: District) -> None:
    for path in ("", "districts/"):
        text = words(get(f"/en/{path}"))
        assert "Chaoyang none recorded" in text
        assert "0 initiative" not in text
