"""Commitments as bars: how many, until when, and which amounts compare."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from districts.models import Commitment, District, Initiative
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
def initiative(district: District) -> Initiative:
    return make.make_initiative(district=district, slug="fund")


def section(name: str) -> str:
    """A section of the page, by the `id` of its heading."""
    page = get("/en/commitments/figures/")
    return next(part for part in page.split("<section") if f'id="{name}"' in part)


def rows(html: str) -> list[str]:
    """The rows of the tables in a section, without their heads."""
    bodies = re.findall("<tbody.*?</tbody>", html, re.DOTALL)
    return [row for body in bodies for row in body.split("<tr")[1:]]


def widths(html: str) -> list[float]:
    """The lengths of the bars in a part of the page, in per cent."""
    return [float(width) for width in re.findall(r'<rect [^>]*width="([\d.]+)%"', html)]


def reported(initiative: Initiative, outcome: str | None, **fields: object) -> Commitment:
    """A commitment and, where an outcome is given, a report on it."""
    commitment = make.make_commitment(initiative=initiative)
    if outcome:
        make.make_report(commitment=commitment, outcome=outcome, **fields)
    return commitment


def test_a_district_has_a_bar_of_its_outcomes(initiative: Initiative) -> None:
    other = make.make_district(slug="haidian", code="110108", name_en="Haidian")
    reported(make.make_initiative(district=other), "missed")
    for outcome in ("met", "met", "partly", "not-checked", None):
        reported(initiative, outcome)
    reported(initiative, "none-found", searched_on="2026-11-22")
    first, second = rows(section("districts"))
    assert "Chaoyang 6 Met 2 Partly met 1 Searched, none found 1 Not checked 2" in words(first)
    assert "Haidian 1 Missed 1" in words(second)
    assert sum(widths(first)) == pytest.approx(100, abs=0.01)
    assert widths(second) == [pytest.approx(100 / 6, abs=0.01)]
    assert re.findall(r'<rect class="([\w-]+)"', first) == [
        *("met", "partly", "none-found", "not-checked")
    ]
    assert "/en/commitments/?district=chaoyang" in links(first)


def test_a_district_without_commitments_is_hatched_and_has_no_zero(district: District) -> None:
    (row,) = rows(section("districts"))
    assert "Chaoyang none recorded" in words(row)
    assert 'class="hatched"' in row
    assert "0" not in words(row)


def test_the_latest_report_counts(initiative: Initiative) -> None:
    commitment = make.make_commitment(initiative=initiative)
    for year, outcome in {"2024": "missed", "2023": "met"}.items():
        make.make_report(commitment=commitment, period_from=year, period_to=year, outcome=outcome)
    assert "Chaoyang 1 Missed 1" in words(rows(section("districts"))[0])


def test_years_stand_in_order_and_what_names_none_comes_last(initiative: Initiative) -> None:
    for period_to in ("2026", "", "2024-06", "2026-12-31"):
        make.make_commitment(initiative=initiative, period_to=period_to)
    found = [words(row) for row in rows(section("years"))]
    assert [re.findall(r"(\d{4}|not named) (\d)", text)[0] for text in found] == [
        ("2024", "1"),
        ("2026", "2"),
        ("not named", "1"),
    ]


def test_amounts_compare_within_one_unit_span_and_meaning(initiative: Initiative) -> None:
    counted = {"currency": "", "unit_zh": "家企业", "unit_en": "firms", "per": ""}
    amounts: dict[str, dict[str, Any]] = {
        "Large": {"amount": 400_000_000},
        "Small": {"amount": 100_000_000, "operator": "gt"},
        "Ceiling": {"operator": "lte"},
        "In total": {"per": "total"},
        "Dollars": {"currency": "USD"},
        "Firms": {"amount": 20, "operator": "about", **counted},
        "More firms": {"amount": 20, "amount_max": 50, "operator": "range", **counted},
        "At least firms": {"amount": 900, **counted},
    }
    for title, fields in amounts.items():
        make.make_commitment(initiative=initiative, title_en=title, **fields)
    page = section("amounts")
    found = [words(row) for row in rows(page)]
    names = ("Large", "Small", "More firms", "Firms")
    for name, text in zip(names, found, strict=True):
        assert text.lstrip("> ").startswith(name)
    assert [widths(row)[-1] for row in rows(page)] == [100, 25, 40, 40]
    assert widths(rows(page)[2]) == [100, 40]
    assert "Lower bounds yuan per year" in words(page)
    assert "Amounts firms" in words(page)
    for name in ("Ceiling", "In total", "Dollars", "At least firms"):
        assert name not in words(page)


def test_bounds_and_estimates_are_marked(initiative: Initiative) -> None:
    for operator in ("gte", "gte", "about", "eq", "lte", "lte"):
        make.make_commitment(initiative=initiative, operator=operator)
    page = section("amounts")
    classes = [re.findall(r'class="(gte|lte|about|eq|beyond)"', row) for row in rows(page)]
    assert sorted(classes) == [
        *(["about"], ["eq"], ["gte", "beyond"], ["gte", "beyond"], ["lte"], ["lte"]),
    ]
    for text in ("at least 100 million yuan", "about 100 million yuan", "at most 100 million yuan"):
        assert text in words(page)


def test_an_amount_leads_to_its_words_and_sources(initiative: Initiative) -> None:
    commitments = [make.make_commitment(initiative=initiative) for _ in range(2)]
    evidence = {f"/en/initiatives/fund/#evidence-{each.pk}" for each in commitments}
    assert evidence <= links(section("amounts"))
    target = get("/en/initiatives/fund/")
    assert all(f'id="evidence-{each.pk}"' in target for each in commitments)


def test_amounts_of_nothing_are_no_bars(initiative: Initiative) -> None:
    for _each in range(2):
        make.make_commitment(initiative=initiative, amount=0)
    make.make_commitment(initiative=initiative, operator="", amount=None, currency="", per="")
    assert [widths(row) for row in rows(section("amounts"))] == [[0], [0]]


def test_without_anything_to_compare_the_page_says_so() -> None:
    assert "None recorded." in words(section("amounts"))
    assert "/en/commitments/figures/" in links(get("/en/commitments/"))
