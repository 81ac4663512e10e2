"""What becomes of what was scheduled, once its time has come."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, OperationalError, transaction
from django.test import Client
from django.utils import translation

from inet3site.publishing import ledger, schedule
from inet3site.publishing.blockers import Blocked
from inet3site.publishing.models import Edition, LiveEntry, Operation, Schedule, ScheduleState
from policies.models import Policy
from tests import factories as make
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


def run_and_commit(capture: Any, now: datetime = LATER) -> int:
    """Run what is due, and what is done after its commits."""
    with capture(execute=True):
        return schedule.run_due(now=now)


# Failures


def overtake(policy: Policy) -> None:
    """Publish a later revision by hand."""
    policy.title_en = "Later words"
    policy.save()
    ledger.revise(policy)
    ledger.publish(policy)


def test_a_failure_is_seen_and_told(
    client: Client,
    policy: Policy,
    publisher: User,
    settings: Any,
    mailoutbox: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.ADMINS, settings.DESK_URL = ["admin@inet3.example"], "https://desk.inet3.example"
    publisher.email = "publisher@inet3.example"
    publisher.save()
    organisation = make.make_organisation()
    make.make_issuance(policy=policy, organisation=organisation)
    ledger.revise(policy, by=publisher)
    assert act(client, policy, "schedule", due_at=AS_TYPED).status_code == 302
    assert run_and_commit(django_capture_on_commit_callbacks) == 1
    reason = f"“{organisation}” must be published first."
    failed = Schedule.objects.get()
    assert (failed.state, failed.error) == ("failed", reason)
    assert [event.verb for event in record(policy)][-1] == "fail"
    for page in pages(client, policy):
        assert reason in page
        assert "state-failed" in page
    [mail] = mailoutbox
    assert mail.to == ["publisher@inet3.example", "admin@inet3.example"]
    assert str(policy) in mail.subject
    assert reason in mail.body
    assert f"https://desk.inet3.example/admin/policies/policy/{policy.pk}/history/" in mail.body
    assert run_and_commit(django_capture_on_commit_callbacks) == 0
    assert len(mailoutbox) == 1
    ledger.revise(organisation)
    ledger.publish(organisation)
    ledger.publish(policy, by=publisher)
    for page in pages(client, policy):
        assert "state-failed" not in page


def test_a_failure_is_gone_once_it_is_scheduled_again(client: Client, policy: Policy) -> None:
    act(client, policy, "schedule", due_at=AS_TYPED)
    overtake(policy)
    schedule.run_due(now=LATER)
    assert "state-failed" in pages(client, policy)[0]
    act(client, policy, "schedule_withdrawal", due_at=AS_TYPED)
    assert "state-failed" not in pages(client, policy)[0]


def test_mail_that_can_not_be_sent_changes_nothing(
    policy: Policy,
    publisher: User,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:
    def refuse(*args: Any) -> None:
        raise ConnectionRefusedError("no mail server")

    monkeypatch.setattr("inet3site.publishing.notices.send_mail", refuse)
    schedule.schedule(latest(policy), due_at=SOON, by=publisher)
    overtake(policy)
    assert run_and_commit(django_capture_on_commit_callbacks) == 1
    assert Schedule.objects.get().state == "failed"
    assert "no mail server" in caplog.text


def test_it_is_told_in_the_language_of_who_scheduled_it(policy: Policy, publisher: User) -> None:
    with translation.override("zh-hans"):
        schedule.schedule(latest(policy), due_at=SOON, by=publisher)
    overtake(policy)
    schedule.run_due(now=LATER)
    assert Schedule.objects.get().error == "更新的修订稿已经发布。"


def test_who_may_not_publish_any_more_publishes_nothing(policy: Policy, publisher: User) -> None:
    schedule.schedule(latest(policy), due_at=SOON, by=publisher)
    publisher.groups.clear()
    assert schedule.run_due(now=LATER) == 1
    assert "may not publish any more" in Schedule.objects.get().error
    assert not Edition.objects.exists()


def test_what_nobody_has_foreseen_keeps_nothing_else_waiting(
    policy: Policy, publisher: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make.make_policy(slug="other", kind="plan", level="municipal")
    for each in (policy, other):
        ledger.revise(each)
        schedule.schedule(latest(each), due_at=SOON, by=publisher)
    publish = ledger.publish

    def unforeseen(entry: Any, **how: Any) -> Any:
        if entry.pk == policy.pk:
            raise RuntimeError("a slip")
        return publish(entry, **how)

    monkeypatch.setattr(ledger, "publish", unforeseen)
    assert schedule.run_due(now=LATER) == 2
    assert "a slip" in Schedule.objects.get(entry_id=policy.pk).error
    assert LiveEntry.objects.get().pk == other.pk


def test_what_the_database_refuses_is_tried_again(
    policy: Policy, publisher: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule.schedule(latest(policy), due_at=SOON, by=publisher)
    publish = ledger.publish
    monkeypatch.setattr(ledger, "publish", refused)
    assert schedule.run_due(now=SOON) == 0
    waiting = Schedule.objects.get()
    assert (waiting.state, waiting.attempts, waiting.error) == ("waiting", 1, "deadlock")
    monkeypatch.setattr(ledger, "publish", publish)
    assert schedule.run_due(now=SOON + timedelta(seconds=1)) == 0
    assert schedule.run_due(now=SOON + timedelta(seconds=2)) == 1
    assert LiveEntry.objects.filter(revision=waiting.revision).exists()
    assert Schedule.objects.get().state == "done"


def refused(*args: Any, **how: Any) -> Any:
    raise OperationalError("deadlock")


def test_what_the_database_always_refuses_fails_in_the_end(
    policy: Policy, publisher: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule.schedule(latest(policy), due_at=SOON, by=publisher)
    monkeypatch.setattr(ledger, "publish", refused)
    rounds = [schedule.run_due(now=SOON + timedelta(minutes=number)) for number in range(12)]
    assert rounds == [0] * 9 + [1, 0, 0]
    assert Schedule.objects.get().state == "failed"


# What is due


def test_what_is_due_is_done_once(policy: Policy, publisher: User) -> None:
    schedule.schedule(latest(policy), due_at=SOON, by=publisher)
    assert [schedule.run_due(now=LATER) for _round in range(3)] == [1, 0, 0]
    assert Edition.objects.count() == 1
    edition, done = Edition.objects.get(), Schedule.objects.get()
    assert (edition.by, edition.at) == (publisher, LATER)
    assert (done.state, done.finished_at) == ("done", LATER)


def test_what_others_need_comes_first_and_goes_last(policy: Policy, publisher: User) -> None:
    organisation = make.make_organisation()
    make.make_issuance(policy=policy, organisation=organisation)
    for each in (policy, organisation):
        schedule.schedule(ledger.revise(each, by=publisher), due_at=SOON, by=publisher)
    assert schedule.run_due(now=LATER) == 2
    assert LiveEntry.objects.count() == 2
    end = LATER + timedelta(hours=1)
    for each in (organisation, policy):
        schedule.schedule(
            latest(each), operation=Operation.WITHDRAW, due_at=end, by=publisher, at=LATER
        )
    assert schedule.run_due(now=end) == 2
    assert not LiveEntry.objects.exists()


def test_one_thing_waits_for_an_entry(policy: Policy, publisher: User) -> None:
    made = schedule.schedule(latest(policy), due_at=SOON, by=publisher)
    made.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "lost"},
        {"operation": "hide"},
        {"state": "failed", "finished_at": LATER},
        {"state": "done"},
        {"finished_at": LATER},
        {"replacement": "00000000-0000-0000-0000-000000000000"},
        {"made_at": LATER},
        {"next_due": SOON - timedelta(seconds=1)},
    ],
)
def test_the_database_refuses_what_can_not_be(
    policy: Policy, publisher: User, fields: dict[str, Any]
) -> None:
    made = schedule.schedule(latest(policy), due_at=SOON, by=publisher)
    with pytest.raises(IntegrityError), transaction.atomic():
        Schedule.objects.filter(pk=made.pk).update(**fields)


def test_a_past_time_is_refused_to_code_too(policy: Policy, publisher: User) -> None:
    with pytest.raises(Blocked, match="past"):
        schedule.schedule(latest(policy), due_at=SOON, by=publisher, at=SOON)


def test_what_was_published_by_hand_meanwhile_is_done(
    client: Client,
    policy: Policy,
    publisher: User,
    mailoutbox: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    act(client, policy, "schedule", due_at=AS_TYPED)
    ledger.publish(policy, by=publisher)
    assert run_and_commit(django_capture_on_commit_callbacks) == 1
    assert Schedule.objects.get().state == ScheduleState.DONE
    assert Edition.objects.count() == 1
    assert mailoutbox == []
