"""Days on which entries are to be looked at again: set by people, and opened by themselves."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from districts.models import Commitment, Initiative
from inet3site.publishing import rechecks
from inet3site.publishing.models import Recheck
from policies.models import Policy
from tests import factories as make
from tests.admin_forms import change_url
from tests.people import browser_of, person

from .schedules import plan
from .together import record, tell

pytestmark = [pytest.mark.stores, pytest.mark.usefixtures("committing")]

TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=30)
LATER = TODAY + timedelta(days=60)
JUNE = datetime(2026, 6, 15, 4, tzinfo=UTC)


@pytest.fixture
def author() -> User:
    return person("author", "author")


@pytest.fixture
def client(author: User) -> Client:
    """A browser of somebody who may change entries."""
    return browser_of(author)


@pytest.fixture
def policy(author: User) -> Policy:
    return plan(by=author)


def days(entry: Any) -> list[tuple[date, str]]:
    """The days on which an entry is to be looked at, and why."""
    return [*Recheck.objects.open().of_entry(entry.pk).values_list("due_on", "reason")]


# Set by a person


def test_a_day_is_set_moved_and_taken_back(client: Client, policy: Policy) -> None:
    tell(client, policy, "recheck", due_on=SOON.isoformat(), reason="Is it in force?")
    assert days(policy) == [(SOON, "Is it in force?")]
    page = client.get(change_url(policy)).content.decode()
    assert SOON.isoformat() in page
    assert "Is it in force?" in page
    tell(client, policy, "recheck", due_on=LATER.isoformat(), reason="Later")
    assert days(policy) == [(LATER, "Later")]
    assert tell(client, policy, "recheck", due_on="", reason="").status_code == 302
    assert days(policy) == []
    assert record(policy)[1:] == [
        ("recheck", "author", f"{SOON} Is it in force?"),
        ("recheck", "author", f"{LATER} Later"),
        ("recheck", "author", "No day any more."),
    ]


def test_who_has_looked_says_so_and_sets_the_next_day(client: Client, policy: Policy) -> None:
    tell(client, policy, "recheck", due_on=TODAY.isoformat(), reason="First")
    [first] = Recheck.objects.all()
    tell(client, policy, f"look:{first.pk}", due_on=LATER.isoformat(), reason="Next")
    assert days(policy) == [(LATER, "Next")]
    first.refresh_from_db()
    assert str(first.done_by) == "author"
    [second] = Recheck.objects.open()
    tell(client, policy, f"look:{second.pk}", due_on="", reason="Still in force")
    assert days(policy) == []
    assert record(policy)[2:] == [
        ("look", "author", f"{TODAY} First"),
        ("recheck", "author", f"{LATER} Next"),
        ("look", "author", f"{LATER} Next\nStill in force"),
    ]
    again = tell(client, policy, f"look:{second.pk}")
    assert "Somebody has looked at this already." in again.content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Enter a day."),
        ("2020-01-01", "This is past."),
        ("tomorrow", "Enter a valid date."),
        ("10000-01-01", "Enter a valid date."),
    ],
)
def test_a_day_that_can_not_be_is_an_error_of_its_field(
    client: Client, policy: Policy, typed: str, words: str
) -> None:
    response = tell(client, policy, "recheck", due_on=typed, reason="x")
    assert response.status_code == 200
    assert words in str(response.context["collaboration"]["recheck"].errors["due_on"])
    assert words in response.content.decode()
    assert not Recheck.objects.exists()


def test_a_next_day_that_can_not_be_leaves_all_as_it_was(client: Client, policy: Policy) -> None:
    tell(client, policy, "recheck", due_on=TODAY.isoformat(), reason="First")
    [first] = Recheck.objects.all()
    before = record(policy)
    assert tell(client, policy, f"look:{first.pk}", due_on="2020-01-01").status_code == 200
    assert days(policy) == [(TODAY, "First")]
    assert record(policy) == before
    assert tell(client, policy, "look:0").status_code == 404


# Opened by themselves


@pytest.fixture
def initiative() -> Initiative:
    return make.make_initiative(district=make.make_district(), title_en="Fund")


def commitment(initiative: Initiative, period_to: str) -> Commitment:
    return make.make_commitment(
        initiative=initiative, title_zh="资金", title_en="Money", period_to=period_to
    )


@pytest.mark.parametrize(
    ("period_to", "due_on"),
    [
        ("2025", date(2026, 1, 1)),
        ("2026", None),
        ("2026-05", date(2026, 6, 1)),
        ("2026-06", None),
        ("2026-06-14", date(2026, 6, 15)),
        ("2026-06-15", None),
        ("0000", date.min),
        ("9999", None),
        ("", None),
    ],
)
def test_the_end_of_a_period_asks_to_look_once(
    initiative: Initiative, period_to: str, due_on: date | None
) -> None:
    commitment(initiative, period_to)
    expected = [(due_on, f"资金 · Money · {period_to}")] if due_on else []
    assert rechecks.open_ended(now=JUNE) == len(expected)
    assert days(initiative) == expected
    assert rechecks.open_ended(now=JUNE) == 0
    assert [verb for verb, *_rest in record(initiative)] == ["recheck"] * len(expected)


def test_the_day_is_that_of_beijing(initiative: Initiative) -> None:
    commitment(initiative, "2025")
    assert rechecks.open_ended(now=datetime(2025, 12, 31, 15, 59, tzinfo=UTC)) == 0
    assert rechecks.open_ended(now=datetime(2025, 12, 31, 16, 0, tzinfo=UTC)) == 1


def test_what_was_looked_at_does_not_open_again_before_another_end(
    client: Client, initiative: Initiative
) -> None:
    row = commitment(initiative, "2024")
    rechecks.open_ended(now=JUNE)
    [opened] = Recheck.objects.all()
    page = client.get(change_url(initiative)).content.decode()
    assert "A period has ended:" in page
    assert tell(client, initiative, f"look:{opened.pk}", reason="Met").status_code == 302
    assert rechecks.open_ended(now=JUNE) == 0
    row.period_to = "2025"
    row.save()
    assert rechecks.open_ended(now=JUNE) == 1


@pytest.mark.parametrize(
    ("report", "asks"),
    [
        ({"outcome": "met"}, False),
        ({"outcome": "not-checked"}, True),
        ({"outcome": "met", "period_to": "2024"}, True),
        ({"outcome": "met", "period_to": "2025-06"}, True),
        ({"outcome": "met", "period_to": "2025-12"}, False),
        ({"outcome": "missed", "period_to": "2025"}, False),
        ({"outcome": "partly", "period_to": "9999"}, False),
    ],
)
def test_nobody_is_asked_of_an_end_that_a_report_speaks_of(
    initiative: Initiative, report: dict[str, str], asks: bool
) -> None:
    make.make_report(commitment=commitment(initiative, "2025"), **report)
    assert rechecks.open_ended(now=JUNE) == asks


def test_the_worker_opens_reviews(initiative: Initiative, capsys: Any) -> None:
    commitment(initiative, "2023")
    for opened in (1, 0):
        call_command("worker", "--once")
        assert f"{opened} reviews of ended periods opened." in capsys.readouterr().out
    assert Recheck.objects.count() == 1


def test_the_database_keeps_the_rules(policy: Policy, author: User) -> None:
    own = {"entry_type": "policies.policy", "entry_id": policy.pk, "due_on": SOON, "made_at": JUNE}
    period = {**own, "period_of": policy.pk, "period_to": "2025"}
    Recheck.objects.create(**own, by=author)
    Recheck.objects.create(**period)
    for wrong in (
        {**own, "by": author},
        period,
        {**period, "period_to": ""},
        {**period, "period_to": "2026", "by": author},
        {**period, "period_to": "soon"},
        {**period, "period_to": "2026", "done_at": JUNE},
        {**own, "done_at": JUNE, "done_by": author},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Recheck.objects.create(**wrong)
