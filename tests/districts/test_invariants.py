"""What the database itself refuses of districts, their initiatives and what these promise."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from districts.models import Commitment, Initiative
from inet3site.publishing.registry import type_of
from tests import factories as make

pytestmark = pytest.mark.stores

NO_AMOUNT = {"amount": None, "operator": "", "currency": "", "per": ""}
CONVERTED = {"converted_amount": 14, "converted_currency": "USD", "converted_as": "reported"}
WRONG_PROMISES: list[dict[str, Any]] = [
    {"operator": "near"},
    {"per": "century"},
    {"amount": -1},
    {"currency": "usd"},
    {"currency": ""},
    {"operator": ""},
    {"unit_zh": "个"},
    {**NO_AMOUNT, "currency": "CNY"},
    {**NO_AMOUNT, "unit_en": "parks"},
    {**NO_AMOUNT, "operator": "gte"},
    {**CONVERTED, "converted_amount": -1},
    {**CONVERTED, "converted_amount": None},
    {**CONVERTED, "converted_currency": "usd"},
    {**CONVERTED, "converted_currency": ""},
    {**CONVERTED, "converted_as": "guessed"},
    {**CONVERTED, "converted_as": ""},
    {"converted_currency": "USD"},
    {"converted_as": "reported"},
    {**NO_AMOUNT, **CONVERTED},
    {"period_from": "2023-13"},
    {"operator": "range"},
    {"operator": "range", "amount_max": 100_000_000},
    {"amount_max": 200_000_000},
    {"translation": "none"},
    {"support": "love"},
    {"open_to_zh": "入园企业"},
    {"open_to_en": "Firms in the park"},
]
RIGHT_PROMISES: list[dict[str, Any]] = [
    {},
    {"amount": 0},
    {"operator": "gt"},
    {"operator": "range", "amount_max": 200_000_000},
    {"currency": "", "unit_zh": "个"},
    {"currency": "", "unit_en": "parks"},
    {**CONVERTED, "converted_as": "computed"},
    NO_AMOUNT,
    {**NO_AMOUNT, "per": "year"},
    {"support": "space", "open_to_zh": "入园企业", "open_to_en": "Firms in the park"},
    {**NO_AMOUNT, "support": "investment"},
]
IN_ORDER = [
    ("2023-05", "2023"),
    ("2023", "2023-05"),
    ("2023-05-27", "2023-05"),
    ("2023-05", "2023-05-01"),
    ("2023-12-31", "2024"),
    ("2023-05", ""),
    ("", "2023"),
    ("", ""),
]
OUT_OF_ORDER = [
    ("2023", "2022"),
    ("2023-05", "2022"),
    ("2023", "2022-12"),
    ("2023-05", "2023-04-30"),
    ("2023-05-27", "2023-04"),
    ("2023-05-27", "2023-05-26"),
]


@pytest.fixture
def initiative() -> Initiative:
    """A draft of a district's initiative."""
    return make.make_initiative(district=make.make_district())


@pytest.fixture
def commitment(initiative: Initiative) -> Commitment:
    """A promise of an amount of money each year."""
    return make.make_commitment(initiative=initiative)


def change(row: models.Model, **values: Any) -> None:
    """Give a row these values in the database, whatever its model says."""
    with transaction.atomic():
        type(row)._base_manager.filter(pk=row.pk).update(**values)


def assert_refused(row: models.Model, **values: Any) -> None:
    """Neither a form nor the database takes these values of a row."""
    for name, value in values.items():
        setattr(row, name, value)
    with pytest.raises(ValidationError):
        row.full_clean()
    with pytest.raises(IntegrityError, match=r"(?i)check"):
        change(row, **values)


@pytest.mark.parametrize("values", WRONG_PROMISES, ids=str)
def test_a_promise_has_its_form(commitment: Commitment, values: dict[str, Any]) -> None:
    assert_refused(commitment, **values)


@pytest.mark.parametrize("values", RIGHT_PROMISES, ids=str)
def test_other_promises_are_accepted(commitment: Commitment, values: dict[str, Any]) -> None:
    change(commitment, **values)
    commitment.refresh_from_db()
    commitment.full_clean()


@pytest.mark.parametrize("name", ["initiative", "commitment"])
@pytest.mark.parametrize(("start", "end"), IN_ORDER)
def test_a_period_is_in_order_as_far_as_it_is_known(
    request: pytest.FixtureRequest, name: str, start: str, end: str
) -> None:
    row = request.getfixturevalue(name)
    change(row, period_from=start, period_to=end)
    row.refresh_from_db()
    row.full_clean()


@pytest.mark.parametrize("name", ["initiative", "commitment"])
@pytest.mark.parametrize(("start", "end"), OUT_OF_ORDER)
def test_a_period_that_ends_before_it_begins_is_refused(
    request: pytest.FixtureRequest, name: str, start: str, end: str
) -> None:
    row = request.getfixturevalue(name)
    assert_refused(row, period_from=start, period_to=end)


WRONG_REPORTS: list[dict[str, Any]] = [
    {"outcome": "forgotten"},
    {"outcome": "none-found"},
    {"searched_on": "2026-11-22"},
    {"outcome": "not-checked", "searched_on": "2026-11-22"},
    {"period_from": "2024", "period_to": "2023"},
    {"period_to": "2023-02-30"},
    {"translation": "poetic"},
]


@pytest.mark.parametrize("values", WRONG_REPORTS, ids=str)
def test_a_report_has_its_form(commitment: Commitment, values: dict[str, Any]) -> None:
    assert_refused(make.make_report(commitment=commitment), **values)


def test_a_report_says_when_nothing_was_found(commitment: Commitment) -> None:
    report = make.make_report(commitment=commitment, outcome="none-found", searched_on="2026-11-22")
    report.full_clean()


def test_there_is_one_report_of_a_period(commitment: Commitment) -> None:
    make.make_report(commitment=commitment, period_from="2023", period_to="2023")
    make.make_report(commitment=commitment, period_from="2024", period_to="2024")
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        make.make_report(commitment=commitment, period_from="2023", period_to="2023")


def test_a_milestone_has_its_form(initiative: Initiative) -> None:
    milestone = make.make_milestone()
    assert_refused(milestone, date="")
    assert_refused(milestone, date="2023-02-31")
    assert_refused(milestone, date="2023-05", state="cancelled")
    assert_refused(milestone, state="done", part_of_id=milestone.pk)
    policy = make.make_policy()
    assert_refused(milestone, part_of_id=None, policy_id=policy.pk, initiative_id=initiative.pk)
    make.make_milestone(initiative=initiative, part_of=make.make_milestone()).full_clean()


def test_a_figure_has_its_form() -> None:
    figure = make.make_figure(page=make.make_site_page())
    assert_refused(figure, currency="")
    assert_refused(figure, currency="CNY", as_of="soon")
    assert_refused(figure, as_of="", operator="range")


def test_a_status_and_a_kind_are_known(initiative: Initiative) -> None:
    assert_refused(initiative.district, kind="village")
    assert_refused(initiative.district, code="1101٠٥")
    assert_refused(initiative, status="rumoured")


def test_a_change_of_money_is_never_minor() -> None:
    money = {"amount", "amount_max", "currency", "unit_zh", "unit_en", "per", "operator"}
    money |= {"converted_amount", "converted_currency", "converted_as"}
    assert {f"commitment.{name}" for name in money} <= set(type_of(Initiative).major)
