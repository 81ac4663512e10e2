"""Publishing and withdrawing at a time that was set before: at the desk, and when it has come."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, OperationalError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from inet3site.publishing import ledger, projector, review, schedule
from inet3site.publishing.blockers import Blocked
from inet3site.publishing.models import Edition, Event, LiveEntry, Operation, Revision, Schedule
from policies.models import Policy
from tests import factories as make
from tests.admin_forms import change_url, submit

from .people import browser_of, person

pytestmark = [pytest.mark.stores, pytest.mark.usefixtures("committing")]

SOON = timezone.now().replace(microsecond=0, second=0) + timedelta(hours=1)
LATER = SOON + timedelta(minutes=1)
AS_TYPED = timezone.localtime(SOON).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def publisher() -> User:
    return person("publisher", "author", "publisher")


@pytest.fixture
def client(publisher: User) -> Client:
    """A browser of somebody who may write and publish."""
    return browser_of(publisher)


@pytest.fixture
def policy(publisher: User) -> Policy:
    policy = make.make_policy(slug="plan", kind="plan", level="municipal", title_en="First words")
    ledger.revise(policy, by=publisher)
    return policy


def latest(policy: Policy) -> Revision:
    revision = ledger.latest_revision(policy)
    assert revision
    return revision


def act(client: Client, policy: Policy, action: str, **data: Any) -> Any:
    """Press a button of the history, with the latest revision shown."""
    address = reverse("admin:policies_policy_history", args=[policy.pk])
    return client.post(address, {"action": action, **data})


def pages(client: Client, policy: Policy) -> list[str]:
    """The history and the form of an entry."""
    history = reverse("admin:policies_policy_history", args=[policy.pk])
    return [client.get(each).content.decode() for each in (history, change_url(policy))]


def public(policy: Policy) -> Any:
    projector.catch_up()
    return Client().get(f"/en/policies/{policy.slug}/")


def run_and_commit(capture: Any, now: datetime = LATER) -> int:
    """Run what is due, and what is done after its commits."""
    with capture(execute=True):
        return schedule.run_due(now=now)


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


def record(policy: Policy) -> list[Any]:
    return list(Event.objects.filter(entry_id=policy.pk).order_by("pk"))


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


# Failures


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
    ledger.publish(policy, revision=latest(policy))
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
    ledger.publish(policy)
    assert run_and_commit(django_capture_on_commit_callbacks) == 1
    assert Schedule.objects.get().state == "failed"
    assert "no mail server" in caplog.text


def test_it_is_told_in_the_language_of_who_scheduled_it(policy: Policy, publisher: User) -> None:
    with translation.override("zh-hans"):
        schedule.schedule(latest(policy), due_at=SOON, by=publisher)
    ledger.publish(policy)
    schedule.run_due(now=LATER)
    assert Schedule.objects.get().error == "没有可发布的新内容。"


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
