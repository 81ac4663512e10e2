"""The review: who may do what with a revision, in which state, and what the record says of it."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from inet3site.desk.roles import ROLES, permissions
from inet3site.publishing import ledger, review
from inet3site.publishing.blockers import Blocked
from inet3site.publishing.models import Edition, Event, LiveEntry, Revision, Verb
from inet3site.publishing.registry import all_types
from inet3site.publishing.states import ReviewState, State, review_state_of, state_of
from policies.models import Policy
from tests import factories as make
from tests.admin_forms import change_url, submit
from tests.people import browser_of, person

pytestmark = pytest.mark.stores


@pytest.fixture(autouse=True)
def required(settings: Any) -> None:
    """A review is required, as it is unless a team of one turns it off."""
    settings.REVIEW_REQUIRED = True


@pytest.fixture
def writer() -> User:
    return person("writer", "author")


@pytest.fixture
def second() -> User:
    return person("second", "reviewer", "publisher")


def draft(by: User | None) -> Revision:
    """The first revision of a document that nothing but its review keeps from being published."""
    return ledger.revise(make.make_policy(slug="plan", kind="plan", level="municipal"), by=by)


def history_url(revision: Revision) -> str:
    name = revision.entry_type.replace(".", "_")
    return reverse(f"admin:{name}_history", args=[revision.entry_id])


def act(client: Client, revision: Revision, action: str, **data: Any) -> Any:
    """Press one of the buttons beside a revision."""
    address = f"{history_url(revision)}?revision={revision.number}"
    return client.post(address, {"action": action, **data})


# A way through the review


@pytest.mark.usefixtures("committing")
def test_author_reviewer_publisher(writer: User, second: User) -> None:
    policy = make.make_policy(slug="plan", kind="plan", level="municipal")
    author, other = browser_of(writer), browser_of(second)
    submit(author, change_url(policy), "_submit", title_en="First words")
    first = ledger.latest_revision(policy)
    assert first
    assert review_state_of(first) == ReviewState.SUBMITTED
    assert act(other, first, "reject", reason="Name the source.").status_code == 302
    assert "Name the source." in author.get(change_url(policy)).content.decode()
    submit(author, change_url(policy), "_submit", title_en="Better words")
    better = ledger.latest_revision(policy)
    assert better
    assert "Name the source." not in author.get(change_url(policy)).content.decode()
    assert act(other, better, "approve").status_code == 302
    submit(author, change_url(policy), title_en="Later words")
    assert review_state_of(better) == ReviewState.APPROVED
    assert act(other, better, "publish").status_code == 302
    page = Client().get("/en/policies/plan/").content.decode()
    assert "Better words" in page
    assert "Later words" not in page
    assert state_of(policy) == State.CHANGED
    assert [(event.verb, event.before, event.after, str(event.by)) for event in record(policy)] == [
        ("save", "", "draft", "writer"),
        ("submit", "draft", "submitted", "writer"),
        ("reject", "submitted", "rejected", "second"),
        ("save", "draft", "draft", "writer"),
        ("submit", "draft", "submitted", "writer"),
        ("approve", "submitted", "approved", "second"),
        ("save", "draft", "draft", "writer"),
        ("publish", "draft", "changed", "second"),
    ]


def record(policy: Policy) -> list[Event]:
    """The record of an entry, the first event first."""
    return list(Event.objects.filter(entry_id=policy.pk).order_by("pk"))


def test_a_published_revision_is_not_rejected_any_more(writer: User, second: User) -> None:
    revision = made("approved", writer, second)
    ledger.publish(entry_of(revision), by=second, revision=revision)
    with pytest.raises(Blocked, match="withdraw it instead"):
        review.reject(revision, by=second, reason="Too late")


def test_an_older_revision_is_not_published_after_a_later_one(writer: User, second: User) -> None:
    first = made("approved", writer, second)
    entry = entry_of(first)
    entry.title_en = "Later"
    entry.save()
    later = ledger.revise(entry, by=writer)
    review.submit(later, by=writer)
    review.approve(later, by=second)
    ledger.publish(entry, by=second, revision=later)
    with pytest.raises(Blocked, match="A later revision is published already"):
        ledger.publish(entry, by=second, revision=first)


def test_a_publication_without_review_stays_flagged_until_a_second_person_approves(
    second: User,
) -> None:
    boss, other = person("boss", "administrator"), person("other", "administrator")
    revision = draft(boss)
    page = browser_of(boss)
    refused = act(page, revision, "force", reason=" ")
    assert "can’t wait for a review" in refused.content.decode().replace("&#x27;", "’")
    assert not Edition.objects.exists()
    assert act(page, revision, "force", reason="A court ordered it.").status_code == 302
    [forced] = review.unconfirmed()
    assert (forced.reason, forced.by) == ("A court ordered it.", boss)
    assert act(page, revision, "approve").status_code == 200
    assert review.unconfirmed().count() == 1
    assert act(browser_of(other), revision, "approve").status_code == 302
    assert review.unconfirmed().count() == 0


def test_without_a_required_review_one_person_publishes(settings: Any, writer: User) -> None:
    settings.REVIEW_REQUIRED = False
    alone = person("alone", "author", "publisher")
    revision = draft(alone)
    assert act(browser_of(alone), revision, "publish").status_code == 302
    assert LiveEntry.objects.filter(revision=revision).exists()


def test_commands_are_not_reviewed_but_recorded() -> None:
    revision = draft(None)
    ledger.publish(entry_of(revision))
    verbs = [(event.verb, event.by) for event in record(entry_of(revision))]
    assert verbs == [("save", None), ("publish", None)]


def test_a_deletion_is_recorded_with_the_name(writer: User) -> None:
    revision = draft(writer)
    policy = entry_of(revision)
    address = reverse("admin:policies_policy_delete", args=[policy.pk])
    assert browser_of(writer).post(address, {"post": "yes"}).status_code == 302
    event = Event.objects.get(verb=Verb.DELETE)
    assert (event.entry_id, event.before, event.by) == (policy.pk, "draft", writer)
    assert event.reason == str(policy)


@pytest.mark.parametrize(
    "fields",
    [
        {"verb": Verb.REJECT, "reason": ""},
        {"verb": Verb.FORCE, "reason": ""},
        {"verb": Verb.APPROVE, "by": None},
        {"verb": Verb.SAVE, "revision": None},
    ],
)
def test_the_database_refuses_a_record_that_says_too_little(
    writer: User, fields: dict[str, Any]
) -> None:
    revision = draft(writer)
    whole = {"revision": revision, "by": writer, "reason": "Why", "at": revision.at}
    values = {"entry_type": revision.entry_type, "entry_id": revision.entry_id, **whole, **fields}
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(**values)


def test_the_record_is_never_changed(writer: User) -> None:
    event = Event.objects.get(revision=draft(writer))
    for change in (event.save, event.delete, Event.objects.all().delete):
        with pytest.raises(TypeError, match="append-only"):
            change()


# The matrix: role × action × state × whose revision it is

PEOPLE = (*ROLES, "superuser", "nobody")
ACTIONS = ("submit", "approve", "reject", "publish", "force", "restore")
STATES = ("draft", "submitted", "approved", "rejected", "published", "forced")
ALL = {"administrator", "superuser"}
MAY = {
    "submit": ALL | {"author"},
    "approve": ALL | {"reviewer"},
    "reject": ALL | {"reviewer"},
    "publish": ALL | {"publisher"},
    "force": ALL,
    "restore": ALL | {"author"},
}
POSSIBLE = {
    "submit": {"draft", "rejected", "forced"},
    "approve": {"submitted", "forced"},
    "reject": {"submitted", "approved"},
    "publish": {"approved"},
    "force": {"draft", "submitted", "approved", "rejected"},
    "restore": set(STATES),
}
NOT_OF_OWN = {"approve", "publish"}


def made(state: str, writer: User, second: User) -> Revision:
    """A revision in this state, written and submitted by the one and passed by the other."""
    revision = draft(writer)
    steps: dict[str, list[Callable[[], Any]]] = {
        "submitted": [lambda: review.submit(revision, by=writer)],
        "approved": [lambda: review.approve(revision, by=second)],
        "rejected": [lambda: review.reject(revision, by=second, reason="Why")],
        "published": [lambda: ledger.publish(entry_of(revision), by=second)],
        "forced": [
            lambda: ledger.publish(entry_of(revision), by=writer, without_review="In a hurry")
        ],
    }
    order = {
        "draft": [],
        "submitted": ["submitted"],
        "approved": ["submitted", "approved"],
        "rejected": ["submitted", "rejected"],
        "published": ["submitted", "approved", "published"],
        "forced": ["forced"],
    }
    for name in order[state]:
        for step in steps[name]:
            step()
    return revision


def entry_of(revision: Revision) -> Policy:
    return Policy.objects.get(pk=revision.entry_id)


@pytest.mark.parametrize(("role", "action", "state"), [*product(PEOPLE, ACTIONS, STATES)])
@pytest.mark.parametrize("is_own", [False, True])
def test_every_role_action_and_state(role: str, action: str, state: str, is_own: bool) -> None:
    roles = [role] if role in ROLES else []
    actor = person("actor", *roles, is_superuser=role == "superuser")
    writer = actor if is_own else person("writer")
    revision = made(state, writer, person("second"))
    before = facts(revision)
    response = act(browser_of(actor), revision, action, reason="Because")
    if role == "nobody" or role not in MAY[action]:
        assert response.status_code == 403
        assert facts(revision) == before
        return
    is_possible = state in POSSIBLE[action] and not (is_own and action in NOT_OF_OWN)
    assert response.status_code == (302 if is_possible else 200), response.content.decode()[-3000:]
    assert (facts(revision) != before) == (is_possible and action != "restore")


def facts(revision: Revision) -> tuple[Any, ...]:
    """What a decision on a revision can change."""
    events = Event.objects.count()
    return events, review_state_of(revision), Edition.objects.count(), Revision.objects.count()


# The roles themselves


def test_every_type_has_its_permissions_in_every_role() -> None:
    for role in ROLES:
        user = person(role, role)
        for name in permissions(role):
            app, codename = name.split(".")
            assert Permission.objects.filter(
                content_type__app_label=app, codename=codename
            ).exists(), name
            assert user.has_perm(name), name
    assert len(list(all_types())) == 10


def test_a_reviewer_reads_the_form_and_saves_nothing(writer: User) -> None:
    policy = entry_of(draft(writer))
    client = browser_of(person("reader", "reviewer"))
    page = client.get(change_url(policy))
    assert page.status_code == 200
    assert b'name="_save"' not in page.content
    assert client.post(change_url(policy), {"title_zh": "别的", "_save": "1"}).status_code == 403
    assert entry_of_title(policy) == policy.title_zh


def entry_of_title(policy: Policy) -> str:
    return Policy.objects.get(pk=policy.pk).title_zh


@pytest.mark.parametrize("role", ["author", "reviewer"])
def test_only_publishers_withdraw_and_publish_from_lists(role: str, second: User) -> None:
    revision = made("published", person("writer", "author"), second)
    client = browser_of(person("actor", role))
    address = reverse("admin:policies_policy_withdraw", args=[revision.entry_id])
    assert client.post(address).status_code == 403
    action = {"action": "publish_selected", "_selected_action": str(revision.entry_id)}
    client.post(reverse("admin:policies_policy_changelist"), {**action, "apply": "1"})
    assert Edition.objects.count() == 1
