"""The first page of the desk: what waits for whom."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.timezone import now

from inet3site.desk.dashboard import panels
from inet3site.publishing import ledger, review, schedule
from inet3site.publishing.models import Revision
from inet3site.reports.models import Report
from tests import factories as make
from tests.people import browser_of, person

pytestmark = pytest.mark.stores

TODAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def required(settings: Any) -> None:
    settings.REVIEW_REQUIRED = True


@pytest.fixture
def author() -> User:
    return person("author", "author")


@pytest.fixture
def reviewer() -> User:
    return person("reviewer", "reviewer")


@pytest.fixture
def publisher() -> User:
    return person("publisher", "publisher")


@pytest.fixture
def revision(author: User) -> Revision:
    policy = make.make_policy(
        slug="plan", kind="plan", level="municipal", title_en="Plan", translation="unofficial"
    )
    return ledger.revise(policy, by=author)


def shown(user: User) -> dict[str, list[str]]:
    """The names in each panel, as a person sees it."""
    found = panels(user, today=TODAY)
    return {str(panel.title): [line.name for line in panel.lines] for panel in found}


def test_a_revision_waits_for_one_person_after_another(
    author: User, reviewer: User, publisher: User, revision: Revision
) -> None:
    assert shown(author)["Your drafts"] == ["Plan"]
    review.submit(revision, by=author)
    assert "Your drafts" not in shown(author)
    assert shown(reviewer) == {"Waiting for your review": ["Plan"]}
    review.reject(revision, by=reviewer, reason="Why")
    assert shown(author)["Given back to you"] == ["Plan"]
    assert shown(reviewer) == {}
    review.submit(revision, by=author)
    review.approve(revision, by=reviewer)
    assert shown(publisher) == {"Approved: to be published": ["Plan"]}
    policy = make.Policy.objects.get()
    ledger.publish(policy, by=publisher)
    assert shown(publisher) == shown(reviewer) == {}


def test_nobody_is_asked_to_pass_what_is_theirs(revision: Revision, author: User) -> None:
    both = person("both", "author", "reviewer", "publisher")
    own = ledger.revise(make.make_policy(slug="own", title_en="Own"), by=both)
    review.submit(own, by=both)
    review.submit(revision, by=author)
    assert shown(both)["Waiting for your review"] == ["Plan"]


def test_what_was_forced_waits_for_a_second_person(revision: Revision, reviewer: User) -> None:
    boss = person("boss", "administrator")
    ledger.publish(make.Policy.objects.get(), by=boss, without_review="In a hurry")
    assert shown(reviewer) == {"Published without review: to be approved": ["Plan"]}
    review.approve(revision, by=reviewer)
    assert shown(reviewer) == {}


def test_what_is_scheduled_and_what_has_failed(
    author: User, reviewer: User, publisher: User, revision: Revision
) -> None:
    review.submit(revision, by=author)
    review.approve(revision, by=reviewer)
    soon = now() + timedelta(hours=1)
    schedule.schedule(revision, due_at=soon, by=publisher)
    assert shown(publisher)["Scheduled"] == ["Plan"]
    assert "Scheduled" not in shown(author)
    review.reject(revision, by=reviewer, reason="Too early")
    schedule.run_due(now=soon)
    assert shown(publisher) == {"Scheduled, and failed": ["Plan"]}


@pytest.mark.parametrize(
    ("period_to", "is_over"),
    [("2025", True), ("2026", False), ("2026-05", True), ("2026-06", False), ("", False)],
)
def test_commitments_whose_period_is_over_without_a_report(
    author: User, period_to: str, is_over: bool
) -> None:
    initiative = make.make_initiative(district=make.make_district(), title_en="Fund")
    commitment = make.make_commitment(initiative=initiative, title_en="Money", period_to=period_to)
    panel = "Commitments whose period is over, without a report"
    assert (panel in shown(author)) == is_over
    make.make_report(commitment=commitment)
    assert panel not in shown(author)


def test_english_that_is_missing_or_stale_is_counted_by_type(author: User) -> None:
    make.make_policy(title_en="", translation="none")
    stale = make.make_policy(title_en="Old", translation="unofficial")
    stale.mark_translated()
    stale.title_zh = "新的标题"
    stale.save()
    notes = {
        line.note
        for panel in panels(author, today=TODAY)
        if panel.title == "English"
        for line in panel.lines
    }
    assert notes == {"1 without English", "1 with stale English"}


def test_reports_of_readers_wait_for_whoever_may_see_them(author: User) -> None:
    Report.objects.create(page="/en/policies/", text="Wrong year.", reported_at=now())
    assert "Errors that readers reported" in shown(author)
    assert shown(person("nobody")) == {}


@pytest.mark.parametrize("role", ["author", "reviewer", "publisher", "administrator"])
def test_every_line_leads_to_its_place(revision: Revision, author: User, role: str) -> None:
    review.submit(revision, by=author)
    somebody = person("somebody", role)
    client = browser_of(somebody)
    page = client.get(reverse("admin:index"))
    assert page.status_code == 200
    found = panels(somebody, today=TODAY)
    for line in (line for panel in found for line in panel.lines):
        assert line.address.replace("&", "&amp;") in page.content.decode()
        assert client.get(line.address).status_code == 200
    assert ("Nothing waits for you." in page.content.decode()) == (not found)
