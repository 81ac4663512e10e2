"""What the first page of the desk says of entries in somebody's care, and of days to look again."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from inet3site.desk.dashboard import panels
from inet3site.publishing import assignments, ledger, rechecks
from policies.models import Policy
from tests import factories as make
from tests.admin_forms import change_url
from tests.people import browser_of, person

pytestmark = pytest.mark.stores

ASSIGNED, DUE = "Assigned to you", "Due to be looked at again"
TODAY = timezone.localdate()


@pytest.fixture
def author() -> User:
    return person("author", "author")


@pytest.fixture
def policy() -> Policy:
    policy = make.make_policy(slug="plan", title_en="Plan", translation="unofficial")
    ledger.revise(policy)
    return policy


def shown(user: User, title: str, *, after: int = 0) -> list[tuple[str, str]]:
    """The names and notes in a panel, some days from today."""
    found = panels(user, today=TODAY + timedelta(days=after))
    lines = [line for panel in found if panel.title == title for line in panel.lines]
    return [(line.name, line.note) for line in lines]


def test_what_is_assigned_is_shown_to_that_person(author: User, policy: Policy) -> None:
    assignments.assign([policy], to=author, by=author)
    assert shown(author, ASSIGNED) == [("Plan", "policy")]
    assert shown(person("other", "author"), ASSIGNED) == []
    page = browser_of(author).get(reverse("admin:index")).content.decode()
    assert f'<a href="{change_url(policy)}">Plan</a>' in page
    policy.delete()
    assert shown(author, ASSIGNED) == []


def test_what_is_due_is_shown_to_who_may_change_it(author: User, policy: Policy) -> None:
    due_on = TODAY + timedelta(days=10)
    rechecks.set_date(policy, due_on=due_on, reason="In force?", by=author)
    assert shown(author, DUE, after=9) == []
    assert shown(author, DUE, after=10) == [("Plan", f"{due_on} In force?")]
    assert shown(person("reader", "reviewer"), DUE, after=10) == []


def test_an_ended_period_is_due(author: User) -> None:
    initiative = make.make_initiative(district=make.make_district(), title_en="Fund")
    make.make_commitment(initiative=initiative, title_zh="资金", title_en="Money", period_to="2024")
    rechecks.open_ended()
    assert shown(author, DUE) == [("Fund", "2025-01-01 资金 · Money · 2024")]
