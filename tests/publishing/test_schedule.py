"""Scheduling publication and withdrawal at the desk."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inet3site.publishing import ledger, projector, review, schedule
from inet3site.publishing.models import Edition, Operation, Schedule
from policies.models import Policy
from tests import factories as make
from tests.admin_forms import change_url, submit
from tests.people import browser_of, person

from .schedules import AS_TYPED, LATER, SOON, act, latest, pages, plan, record

pytestmark = [pytest.mark.stores, pytest.mark.usefixtures("committing")]


@pytest.fixture
def publisher() -> User:
    return person("publisher", "author", "publisher")


@pytest.fixture
def client(publisher: User) -> Client:
    """A browser of somebody who may write and publish."""
    return browser_of(publisher)


@pytest.fixture
def policy(publisher: User) -> Policy:
    return plan(by=publisher)


def public(policy: Policy) -> Any:
    projector.catch_up()
    return Client().get(f"/en/policies/{policy.slug}/")


# At the desk


def test_what_is_scheduled_is_published_at_its_time(client: Client, policy: Policy) -> None:
    assert act(client, policy, "schedule", due_at=AS_TYPED).status_code == 302
    submit(client, change_url(policy), title_en="Later words")
    for page in pages(client, policy):
        assert "Publication of revision 1 at" in page
        assert "Cancel the publication" in page
    assert schedule.run_due(now=SOON - timedelta(seconds=1)) == 0
    assert public(policy).status_code == 404
    assert schedule.run_due(now=SOON) == 1
    assert "First words" in public(policy).content.decode()
    for page in pages(client, policy):
        assert "Publication of revision" not in page
    assert [(event.verb, event.revision.number) for event in record(policy)] == [
        ("save", 1),
        ("schedule", 1),
        ("save", 2),
        ("publish", 1),
    ]


def test_an_earlier_revision_than_the_latest_can_be_chosen(client: Client, policy: Policy) -> None:
    submit(client, change_url(policy), title_en="Later words")
    address = reverse("admin:policies_policy_history", args=[policy.pk])
    client.post(f"{address}?revision=1", {"action": "schedule", "due_at": AS_TYPED})
    assert Schedule.objects.get().revision.number == 1


def test_the_time_is_that_of_beijing(client: Client, policy: Policy) -> None:
    year = timezone.now().year + 1
    act(client, policy, "schedule", due_at=f"{year}-12-05T09:00")
    assert Schedule.objects.get().due_at.isoformat() == f"{year}-12-05T01:00:00+00:00"
    assert "Date and time (Asia/Shanghai)" in pages(client, policy)[0]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2020-12-05T09:00", "This is past"),
        ("0001-01-01T00:00", "This is past"),
        ("9999-12-31T23:59-12:00", "within the next two years"),
        ("9999-12-31T23:59", "within the next two years"),
        ("tomorrow", "Enter a valid date/time"),
        ("", "This field is required"),
    ],
)
def test_a_time_that_can_not_be_is_an_error_of_its_field(
    client: Client, policy: Policy, typed: str, words: str
) -> None:
    ledger.publish(policy)
    policy.title_en = "Other words"
    policy.save()
    ledger.revise(policy)
    for action, form in {"schedule": "publication", "schedule_withdrawal": "withdrawal"}.items():
        response = act(client, policy, action, due_at=typed)
        assert response.status_code == 200
        assert words in " ".join(response.context["forms"][form].errors["due_at"])
        assert words in response.content.decode()
    assert not Schedule.objects.exists()


def test_a_withdrawal_at_its_time(client: Client, policy: Policy) -> None:
    other = make.make_policy(slug="other", kind="plan", level="municipal")
    for each in (policy, other):
        ledger.publish(each)
    told = {"replacement": str(other.pk), "change_note_zh": "废止", "change_note_en": "Repealed"}
    assert act(client, policy, "schedule_withdrawal", due_at=AS_TYPED, **told).status_code == 302
    for page in pages(client, policy):
        assert "Withdrawal at" in page
        assert "Cancel the withdrawal" in page
    schedule.run_due(now=LATER)
    edition = Edition.objects.last()
    assert edition
    assert (edition.operation, edition.replacement) == (Operation.WITHDRAW, other.pk)
    assert (edition.change_note_zh, edition.change_note_en) == ("废止", "Repealed")
    assert public(policy).status_code == 410


def test_only_what_is_published_can_be_withdrawn(client: Client, policy: Policy) -> None:
    response = act(client, policy, "schedule_withdrawal", due_at=AS_TYPED)
    assert "This entry is not published." in response.content.decode()
    assert not Schedule.objects.exists()


def test_what_was_cancelled_is_not_run(client: Client, policy: Policy) -> None:
    act(client, policy, "schedule", due_at=AS_TYPED)
    assert act(client, policy, "cancel").status_code == 302
    assert schedule.run_due(now=LATER) == 0
    assert not Edition.objects.exists()
    again = act(client, policy, "cancel")
    assert "Nothing is scheduled any more." in again.content.decode()
    assert [event.verb for event in record(policy)] == ["save", "schedule", "cancel"]


def test_scheduling_again_takes_the_place(client: Client, policy: Policy) -> None:
    act(client, policy, "schedule", due_at=AS_TYPED)
    submit(client, change_url(policy), title_en="Later words")
    act(client, policy, "schedule", due_at=AS_TYPED)
    states = Schedule.objects.order_by("pk").values_list("revision__number", "state")
    assert list(states) == [(1, "cancelled"), (2, "waiting")]
    assert schedule.run_due(now=LATER) == 1
    assert "Later words" in public(policy).content.decode()


def test_what_no_time_can_mend_is_said_at_once(client: Client, policy: Policy) -> None:
    ledger.publish(policy)
    response = act(client, policy, "schedule", due_at=AS_TYPED)
    assert "There is nothing new to publish." in response.content.decode()
    submit(client, change_url(policy), kind="measures")
    response = act(client, policy, "schedule", due_at=AS_TYPED)
    assert {"change_is_major", "change_note_zh"} == set(
        response.context["forms"]["publication"].errors
    )
    labels = {"change_is_major": "on", "change_note_zh": "更正类型"}
    assert act(client, policy, "schedule", due_at=AS_TYPED, **labels).status_code == 302
    assert schedule.run_due(now=LATER) == 1
    edition = Edition.objects.last()
    assert edition
    assert (edition.major, edition.change_note_zh) == (True, "更正类型")


def test_a_deleted_draft_is_not_waited_for(client: Client, policy: Policy) -> None:
    act(client, policy, "schedule", due_at=AS_TYPED)
    client.post(reverse("admin:policies_policy_delete", args=[policy.pk]), {"post": "yes"})
    assert not Policy.objects.exists()
    assert schedule.run_due(now=LATER) == 0
    assert [event.verb for event in record(policy)] == ["save", "schedule", "cancel", "delete"]


@pytest.mark.parametrize("role", ["author", "reviewer"])
@pytest.mark.parametrize("action", ["schedule", "schedule_withdrawal", "cancel"])
def test_only_publishers_schedule(policy: Policy, role: str, action: str) -> None:
    client = browser_of(person("actor", role))
    assert act(client, policy, action, due_at=AS_TYPED).status_code == 403
    assert not Schedule.objects.exists()
    assert "At a time to come" not in pages(client, policy)[0]


def test_others_see_what_is_scheduled_and_can_not_cancel_it(client: Client, policy: Policy) -> None:
    act(client, policy, "schedule", due_at=AS_TYPED)
    for page in pages(browser_of(person("reader", "author")), policy):
        assert "Publication of revision 1 at" in page
        assert "Cancel the publication" not in page


# The review


def test_only_what_somebody_else_approved_is_scheduled(settings: Any, policy: Policy) -> None:
    settings.REVIEW_REQUIRED = True
    writer = User.objects.get(username="publisher")
    second = person("second", "reviewer", "publisher")
    refused = act(browser_of(second), policy, "schedule", due_at=AS_TYPED)
    assert "Only an approved revision can be published." in refused.content.decode()
    review.submit(latest(policy), by=writer)
    review.approve(latest(policy), by=second)
    refused = act(browser_of(writer), policy, "schedule", due_at=AS_TYPED)
    assert "somebody else must pass it" in refused.content.decode()
    assert act(browser_of(second), policy, "schedule", due_at=AS_TYPED).status_code == 302
    review.reject(latest(policy), by=second, reason="Wait.")
    assert schedule.run_due(now=LATER) == 1
    assert not Edition.objects.exists()
    assert "Only an approved revision" in Schedule.objects.get().error
