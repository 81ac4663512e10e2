"""Assigning entries to people, and finding them again."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from inet3site.publishing import assignments
from inet3site.publishing.blockers import Blocked
from inet3site.publishing.models import Assignment
from policies.models import Policy
from tests import factories as make
from tests.admin_forms import change_url
from tests.people import browser_of, person

from .schedules import plan
from .together import record, tell

pytestmark = pytest.mark.stores

LIST = "admin:policies_policy_changelist"


@pytest.fixture
def author() -> User:
    return person("author", "author")


@pytest.fixture
def other() -> User:
    return person("other", "author")


@pytest.fixture
def client(author: User) -> Client:
    """A browser of somebody who may change entries."""
    return browser_of(author)


@pytest.fixture
def policy(author: User) -> Policy:
    return plan(by=author)


def owner(entry: Any) -> str | None:
    found = Assignment.objects.filter(pk=entry.pk).select_related("person").first()
    return str(found.person) if found else None


def listed(client: Client, **query: str) -> list[str]:
    """The addresses of the entries that the list shows."""
    response = client.get(reverse(LIST), query)
    assert response.status_code == 200
    return sorted(entry.slug for entry in response.context["cl"].result_list)


def test_an_entry_is_assigned_passed_on_and_given_up(
    client: Client, policy: Policy, author: User, other: User
) -> None:
    for person_, name in ((author, "author"), (other, "other"), (other, "other")):
        response = tell(client, policy, "assign", person=person_.pk)
        assert response.headers["Location"] == change_url(policy)
        assert owner(policy) == name
    assert f"<p>{other}</p>" in client.get(change_url(policy)).content.decode()
    tell(client, policy, "assign", person="")
    assert owner(policy) is None
    assert record(policy)[1:] == [
        ("assign", "author", "author"),
        ("assign", "author", "other"),
        ("assign", "author", "Nobody"),
    ]


def people() -> dict[str, User]:
    """People whom nothing may be assigned to."""
    gone = person("gone", "author")
    gone.is_active = False
    gone.save()
    outside = User.objects.create_user("outside")
    outside.user_permissions.set(Permission.objects.filter(codename="change_policy"))
    return {"gone": gone, "outside": outside, "reviewer": person("reviewer", "reviewer")}


def test_only_active_people_of_the_desk_who_may_change_are_assigned(
    client: Client, policy: Policy, author: User, other: User
) -> None:
    boss = person("boss", is_superuser=True)
    refused = people()
    assert [*assignments.assignable(Policy)] == [author, boss, other]
    for each in [*(str(one.pk) for one in refused.values()), "x", "0", "9" * 30]:
        response = tell(client, policy, "assign", person=each)
        assert response.status_code == 200
        assert "Select a valid choice." in response.content.decode()
        assert "person" in response.context["collaboration"]["assignment"].errors
    for one in refused.values():
        with pytest.raises(Blocked):
            assignments.assign([policy], to=one, by=author)
    assert owner(policy) is None
    assert len(record(policy)) == 1


def test_several_are_assigned_from_the_list(client: Client, author: User, other: User) -> None:
    policies = [make.make_policy(slug=f"p-{number}") for number in range(3)]
    chosen = {"action": "assign_selected", "_selected_action": [str(p.pk) for p in policies[:2]]}
    page = client.post(reverse(LIST), chosen)
    assert "Assign entries" in page.content.decode()
    assert str(policies[0]) in page.content.decode()
    done = client.post(reverse(LIST), {**chosen, "apply": "1", "person": other.pk}, follow=True)
    assert "2 entries are assigned." in done.content.decode()
    assert [owner(each) for each in policies] == ["other", "other", None]
    assert [verb for each in policies for verb, *_rest in record(each)] == ["assign", "assign"]
    client.post(reverse(LIST), {**chosen, "apply": "1", "person": ""})
    assert not Assignment.objects.exists()


def test_a_list_assigns_all_or_none(client: Client, author: User) -> None:
    policy = make.make_policy(slug="p")
    chosen = {"action": "assign_selected", "_selected_action": [str(policy.pk)], "apply": "1"}
    refused = people()["gone"]
    page = client.post(reverse(LIST), {**chosen, "person": refused.pk})
    assert "Select a valid choice." in page.content.decode()
    assert client.post(reverse(LIST), {**chosen, "_selected_action": ["x"]}).status_code == 400
    reader = browser_of(person("reader", "reviewer"))
    reader.post(reverse(LIST), {**chosen, "person": author.pk})
    assert not Assignment.objects.exists()


def test_a_list_is_filtered_by_person(client: Client, author: User, other: User) -> None:
    mine, theirs, _nobodys = (make.make_policy(slug=slug) for slug in ("mine", "theirs", "free"))
    assignments.assign([mine], to=author, by=author)
    assignments.assign([theirs], to=other, by=author)
    assert listed(client, owner="me") == ["mine"]
    assert listed(client, owner="nobody") == ["free"]
    assert listed(client, owner=str(other.pk)) == ["theirs"]
    assert listed(client, owner="me", state="draft") == ["mine"]
    assert listed(client, owner="me", state="live") == []
    for unknown in ("x", "0", "9" * 30):
        assert len(listed(client, owner=unknown)) == 3
    assert listed(client, owner="nobody", _facets="True") == ["free"]
    assert listed(client, o="-7") is not None
    page = client.get(reverse(LIST)).content.decode()
    assert '<td class="field-care">other</td>' in page


def test_a_list_is_filtered_by_what_english_it_lacks(client: Client) -> None:
    whole = make.make_policy(slug="whole", title_en="Whole", translation="unofficial")
    make.make_policy(slug="untitled", title_zh="标题", title_en="")
    parts = make.make_policy(slug="parts", title_en="Parts", translation="unofficial")
    for each, heading in ((whole, "Heading"), (parts, "")):
        make.make_section(
            policy=each, heading_zh="标题", heading_en=heading, text_zh="", text_en=""
        )
    assert listed(client, english="incomplete") == ["parts", "untitled"]


def test_who_is_no_longer_at_the_desk_keeps_what_they_have_until_it_is_passed_on(
    client: Client, policy: Policy, author: User, other: User
) -> None:
    assignments.assign([policy], to=other, by=author)
    other.is_active = False
    other.save()
    assert f"<p>{other}</p>" in client.get(change_url(policy)).content.decode()
    assert listed(client, owner=str(other.pk)) == ["plan"]
