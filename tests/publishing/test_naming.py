"""Names of revisions and notes on them."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from inet3site.publishing.models import Revision, RevisionLabel
from policies.models import Policy
from tests.admin_forms import change_url, submit
from tests.people import browser_of, person

from .schedules import AS_TYPED, act, latest, plan
from .together import record

pytestmark = [pytest.mark.stores, pytest.mark.usefixtures("committing")]


@pytest.fixture
def author() -> User:
    return person("author", "author", "publisher")


@pytest.fixture
def client(author: User) -> Client:
    """A browser of somebody who may change and publish."""
    return browser_of(author)


@pytest.fixture
def policy(author: User) -> Policy:
    return plan(by=author)


def history(client: Client, policy: Policy) -> Any:
    return client.get(reverse("admin:policies_policy_history", args=[policy.pk]))


def test_a_revision_is_named_and_noted(client: Client, policy: Policy) -> None:
    before = Revision.objects.values().get()
    submit(client, change_url(policy), title_en="Other words")
    address = reverse("admin:policies_policy_history", args=[policy.pk])
    told = {"action": "name", "name": "As decided", "note": "Of 5 May."}
    assert client.post(f"{address}?revision=1", told).status_code == 302
    page = history(client, policy)
    assert "<strong>As decided</strong>" in page.content.decode()
    assert "Of 5 May." in page.content.decode()
    [_last, first] = page.context["choice"].fields["from"].choices
    assert first[1].startswith("1 · As decided · ")
    chosen = client.get(f"{address}?revision=1").content.decode()
    assert "· As decided" in chosen
    assert 'value="As decided"' in chosen
    assert record(policy)[-1] == ("name", "author", "As decided\nOf 5 May.")
    assert Revision.objects.order_by("number").values()[0] == before


def test_what_is_scheduled_is_called_by_its_name(client: Client, policy: Policy) -> None:
    act(client, policy, "name", name="As decided", note="")
    assert "Publish revision 1 · As decided" in history(client, policy).content.decode()
    act(client, policy, "schedule", due_at=AS_TYPED)
    for page in (history(client, policy), client.get(change_url(policy))):
        assert "(As decided)" in page.content.decode()


def test_a_name_is_changed_and_taken_off(client: Client, policy: Policy) -> None:
    for name in ("First", "Second"):
        act(client, policy, "name", name=name, note="Kept")
    assert RevisionLabel.objects.get().name == "Second"
    assert act(client, policy, "name", name="", note="").status_code == 302
    assert not RevisionLabel.objects.exists()
    again = act(client, policy, "name", name=" ", note="")
    assert "Enter a name or a note." in str(again.context["forms"]["naming"].errors["name"])
    reasons = [reason for verb, _by, reason in record(policy) if verb == "name"]
    assert reasons == ["First\nKept", "Second\nKept", "No name any more."]


def test_a_name_that_is_too_long_is_an_error_of_its_field(client: Client, policy: Policy) -> None:
    response = act(client, policy, "name", name="x" * 101)
    assert response.status_code == 200
    assert "at most 100 characters" in response.content.decode()
    assert not RevisionLabel.objects.exists()


def test_only_who_may_change_names_a_revision(client: Client, policy: Policy) -> None:
    act(client, policy, "name", name="As decided", note="Of 5 May.")
    reader = browser_of(person("reader", "reviewer"))
    assert act(reader, policy, "name", name="Mine").status_code == 403
    page = history(reader, policy).content.decode()
    assert "As decided" in page
    assert "Name this revision" not in page


def test_the_database_wants_a_name_or_a_note(policy: Policy, author: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RevisionLabel.objects.create(revision=latest(policy), by=author, at=now())
