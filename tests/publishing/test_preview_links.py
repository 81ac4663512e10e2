"""Links by which people without an account see a draft, and no other."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inet3site.publishing import ledger, projector
from inet3site.publishing.models import Entry, PreviewLink
from inet3site.publishing.models.preview import digest_of
from policies.models import Policy
from tests import factories as make

pytestmark = pytest.mark.stores

ADDRESS = re.compile(r'href="http://testserver(/preview/[\w-]+/(?:en|zh-hans)/)"')


@pytest.fixture
def policy() -> Policy:
    policy = make.make_policy(slug="plan", title_zh="行动计划", title_en="Draftplan")
    ledger.revise(policy)
    return policy


@pytest.fixture
def visitor() -> Client:
    """Somebody without an account."""
    return Client()


def links_url(entry: Entry, name: str = "preview_links", *args: Any) -> str:
    options = entry._meta
    route = f"admin:{options.app_label}_{options.model_name}_{name}"
    return reverse(route, args=[entry.pk, *args])


def make_link(desk: Client, entry: Entry) -> str:
    """The English address of a new link, made at the desk."""
    html = desk.post(links_url(entry)).content.decode()
    found = ADDRESS.findall(html)
    assert [address.rsplit("/", 2)[1] for address in found] == ["en", "zh-hans"]
    return found[0]


def issue(entry: Entry, by: User, *, now: datetime | None = None) -> str:
    """The token of a new link, made at some time."""
    revision = ledger.latest_revision(entry)
    assert revision
    return PreviewLink.objects.issue(revision, by=by, now=now or timezone.now())


def state_of(entry: Entry) -> str:
    return PreviewLink.objects.of_entry(entry.pk).with_state(now=timezone.now())[0].state


def test_a_link_shows_the_draft_in_both_languages(
    desk: Client, visitor: Client, policy: Policy
) -> None:
    address = make_link(desk, policy)
    english, chinese = visitor.get(address), visitor.get(address.replace("/en/", "/zh-hans/"))
    assert "Draftplan" in english.content.decode()
    assert "Preview of draft revision 1" in english.content.decode()
    assert "行动计划" in chinese.content.decode()
    assert chinese["Content-Language"] == "zh-hans"
    for response in (english, chinese):
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies
    assert visitor.get("/en/policies/plan/").status_code == 404


def test_a_link_stays_with_its_revision(desk: Client, visitor: Client, policy: Policy) -> None:
    address = make_link(desk, policy)
    policy.title_en = "Laterplan"
    policy.save()
    ledger.revise(policy)
    html = visitor.get(address).content.decode()
    assert "Draftplan" in html
    assert "Laterplan" not in html


def test_a_token_is_shown_once_and_kept_nowhere(desk: Client, policy: Policy) -> None:
    token = make_link(desk, policy).split("/")[2]
    assert len(token) >= 43
    assert token not in desk.get(links_url(policy)).content.decode()
    link = PreviewLink.objects.get()
    assert link.digest == digest_of(token)
    assert token not in str(PreviewLink.objects.values_list().get())
    assert token != make_link(desk, policy).split("/")[2]


def test_uses_are_counted(desk: Client, visitor: Client, policy: Policy) -> None:
    address = make_link(desk, policy)
    assert PreviewLink.objects.get().last_used_at is None
    visitor.get(address)
    visitor.get(address)
    visitor.head(address)
    link = PreviewLink.objects.get()
    assert link.uses == 2
    assert link.last_used_at is not None
    assert visitor.post(address).status_code == 405


# What no longer opens


def expired(policy: Policy, user: User, desk: Client) -> str:
    return issue(policy, user, now=timezone.now() - timedelta(days=7))


def revoked(policy: Policy, user: User, desk: Client) -> str:
    token = issue(policy, user)
    link = PreviewLink.objects.get(digest=digest_of(token))
    assert desk.post(links_url(policy, "preview_link_revoke", link.pk)).status_code == 302
    return token


def published(policy: Policy, user: User, desk: Client) -> str:
    token = issue(policy, user)
    ledger.publish(policy)
    return token


def withdrawn(policy: Policy, user: User, desk: Client) -> str:
    ledger.publish(policy)
    token = issue(policy, user)
    ledger.withdraw(policy)
    return token


def deleted(policy: Policy, user: User, desk: Client) -> str:
    token = issue(policy, user)
    Policy.objects.all().delete()
    return token


def wrong(policy: Policy, user: User, desk: Client) -> str:
    return "x" * 43


def nearly_right(policy: Policy, user: User, desk: Client) -> str:
    return issue(policy, user)[:-1]


def the_digest(policy: Policy, user: User, desk: Client) -> str:
    return digest_of(issue(policy, user))


ENDS = [expired, revoked, published, withdrawn, deleted, wrong, nearly_right, the_digest]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("end", ENDS)
def test_what_opens_nothing_gets_the_same_answer(
    desk: Client, admin_user: User, visitor: Client, policy: Policy, end: Any, language: str
) -> None:
    token = end(policy, admin_user, desk)
    uses = list(PreviewLink.objects.values_list("uses", flat=True))
    response = visitor.get(f"/preview/{token}/{language}/")
    other = visitor.get(f"/preview/another/{language}/")
    assert (response.status_code, other.status_code) == (404, 404)
    assert response.content == other.content
    assert lasting(response.headers) == lasting(other.headers)
    assert list(PreviewLink.objects.values_list("uses", flat=True)) == uses


def lasting(headers: Any) -> dict[str, str]:
    """The headers without the present second."""
    return {name: value for name, value in headers.items() if name != "Expires"}


@pytest.mark.parametrize("end", [e for e in ENDS if e is not deleted])
def test_what_opens_nothing_costs_the_same(
    desk: Client, admin_user: User, visitor: Client, policy: Policy, end: Any
) -> None:
    token = end(policy, admin_user, desk)
    with CaptureQueriesContext(connections["default"]) as captured:
        visitor.get(f"/preview/{token}/en/")
    assert len(captured) == 1


@pytest.mark.parametrize("language", ["fr", "EN", "zh", "%00", "no-language"])
def test_a_language_that_the_site_has_not(
    admin_user: User, visitor: Client, policy: Policy, language: str
) -> None:
    token = issue(policy, admin_user)
    response = visitor.get(f"/preview/{token}/{language}/")
    assert response.status_code == 404
    assert PreviewLink.objects.get().uses == 0


@pytest.mark.parametrize("token", ["%00", "%FF", "'", "a" * 5000, "🐉", "%ED%A0%80"])
def test_odd_tokens(visitor: Client, token: str) -> None:
    assert visitor.get(f"/preview/{token}/en/").status_code == 404


def test_a_link_outlives_its_use_until_the_seventh_day(
    admin_user: User, visitor: Client, policy: Policy
) -> None:
    almost = timezone.now() - timedelta(days=7) + timedelta(minutes=1)
    token = issue(policy, admin_user, now=almost)
    assert visitor.get(f"/preview/{token}/en/").status_code == 200


def test_a_link_after_publication_shows_the_next_draft(
    admin_user: User, visitor: Client, policy: Policy
) -> None:
    ledger.publish(policy)
    projector.catch_up()
    policy.title_en = "Laterplan"
    policy.save()
    ledger.revise(policy)
    token = issue(policy, admin_user)
    assert "Laterplan" in visitor.get(f"/preview/{token}/en/").content.decode()
    assert "Laterplan" not in visitor.get("/en/policies/plan/").content.decode()


def test_a_draft_that_can_no_longer_be_shown_says_why(
    admin_user: User, visitor: Client, policy: Policy
) -> None:
    policy.title_zh = ""
    policy.save()
    ledger.revise(policy)
    response = visitor.get(f"/preview/{issue(policy, admin_user)}/en/")
    assert response.status_code == 409
    assert "title or name is needed" in response.content.decode()
    assert "no-store" in response["Cache-Control"]


# The desk


@pytest.mark.parametrize(
    ("end", "label"),
    [
        (expired, "Expired"),
        (revoked, "Revoked"),
        (published, "Ended by publication or withdrawal"),
        (withdrawn, "Ended by publication or withdrawal"),
        (issue, "Valid"),
    ],
)
def test_the_desk_lists_links_with_their_state(
    desk: Client, admin_user: User, policy: Policy, end: Any, label: str
) -> None:
    end(policy, admin_user, *([] if end is issue else [desk]))
    html = desk.get(links_url(policy)).content.decode()
    assert f'<span class="state">{label}</span>' in html
    assert ("Revoke the link" in html) == (label == "Valid")
    assert "admin" in html


def test_links_of_other_entries_are_out_of_reach(
    desk: Client, admin_user: User, policy: Policy
) -> None:
    issue(policy, admin_user)
    other = make.make_policy()
    assert "No link" in desk.get(links_url(other)).content.decode()
    link = PreviewLink.objects.get()
    assert desk.post(links_url(other, "preview_link_revoke", link.pk)).status_code == 404
    assert state_of(policy) == "open"


def test_revoking_is_a_post_with_a_token_of_its_form(policy: Policy, admin_user: User) -> None:
    issue(policy, admin_user)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(admin_user)
    url = links_url(policy, "preview_link_revoke", PreviewLink.objects.get().pk)
    assert strict.get(url).status_code == 405
    assert strict.post(url).status_code == 403
    assert strict.post(links_url(policy)).status_code == 403
    assert state_of(policy) == "open"


def test_the_first_revocation_counts(desk: Client, admin_user: User, policy: Policy) -> None:
    revoked(policy, admin_user, desk)
    first = PreviewLink.objects.get().revoked_at
    desk.post(links_url(policy, "preview_link_revoke", PreviewLink.objects.get().pk))
    assert PreviewLink.objects.get().revoked_at == first


def test_an_entry_that_was_never_saved_at_the_desk_has_no_link(desk: Client) -> None:
    entry = make.make_policy()
    assert desk.get(links_url(entry)).status_code == 200
    assert desk.post(links_url(entry)).status_code == 404
    assert not PreviewLink.objects.exists()


def test_who_may_see_and_make_links(client: Client, policy: Policy, admin_user: User) -> None:
    issue(policy, admin_user)
    revoke = links_url(policy, "preview_link_revoke", PreviewLink.objects.get().pk)
    for name, permissions, seen, done in [
        ("stranger", [], 403, 403),
        ("reader", ["view_policy"], 200, 403),
    ]:
        user = User.objects.create_user(name, is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
        client.force_login(user)
        assert client.get(links_url(policy)).status_code == seen
        assert client.post(links_url(policy)).status_code == done
        assert client.post(revoke).status_code == done
    assert PreviewLink.objects.count() == 1
    assert state_of(policy) == "open"


def test_the_list_costs_the_same_for_many_links(
    desk: Client, admin_user: User, policy: Policy
) -> None:
    counts = []
    desk.get(links_url(policy))  # The session notes its owner's standing once.
    for _time in range(2):
        issue(policy, admin_user)
        with CaptureQueriesContext(connections["default"]) as captured:
            desk.get(links_url(policy))
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "wrong",
    [{"digest": "x"}, {"uses": 1}, {"last_used_at": timezone.now()}, {"until": timezone.now()}],
)
def test_the_database_holds_the_rules(
    admin_user: User, policy: Policy, wrong: dict[str, Any]
) -> None:
    issue(policy, admin_user)
    with pytest.raises(IntegrityError), transaction.atomic():
        PreviewLink.objects.update(**wrong)


def test_links_stand_in_the_workspace_alone() -> None:
    table = PreviewLink._meta.db_table
    assert table in connections["default"].introspection.table_names()
    assert table not in connections["live"].introspection.table_names()
