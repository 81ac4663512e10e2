"""Answers kept under the head of the ledger: the same for all, and never stale."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inet3site.publishing import cache, ledger, projector
from policies.models import Policy
from tests import factories as make

pytestmark = pytest.mark.stores

PAGE = "/en/policies/plan/"
ADDRESSES = (PAGE, "/zh-hans/policies/?sort=title", "/api/v1/policies/?limit=5")


@pytest.fixture(autouse=True)
def kept(settings: Any) -> Iterator[None]:
    """A cache that is empty before and after each test."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {**settings.CACHES, cache.ALIAS: {"BACKEND": backend, "LOCATION": "tests"}}
    caches[cache.ALIAS].clear()
    yield
    caches[cache.ALIAS].clear()


@pytest.fixture
def policy() -> Policy:
    policy = make.make_policy(slug="plan", title_en="Plan")
    publish(policy)
    return policy


def publish(policy: Policy, **values: Any) -> None:
    """Change a policy and bring the change out."""
    for name, value in values.items():
        setattr(policy, name, value)
    policy.save()
    ledger.revise(policy)
    ledger.publish(policy, major=True, note_zh="改")
    projector.catch_up()


def queries(client: Client, address: str, **headers: str) -> int:
    with CaptureQueriesContext(connections["live"]) as captured:
        assert client.get(address, headers=headers).status_code in (200, 304)
    return len(captured)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_second_answer_costs_one_query_and_is_the_same(
    client: Client, policy: Policy, address: str
) -> None:
    assert queries(client, address) > 1
    caches[cache.ALIAS].clear()
    first, second = client.get(address), client.get(address)
    assert queries(client, address) == 1
    assert first.content == second.content
    del first[cache.OF_ONE_ANSWER]
    assert first.headers == second.headers


def test_what_is_published_is_seen_at_once(client: Client, policy: Policy) -> None:
    for title in ("Plan A", "Plan B"):
        publish(policy, title_en=title)
        assert title in client.get(PAGE).content.decode()
        assert title in client.get(PAGE).content.decode()


def test_what_is_withdrawn_is_gone_at_once(client: Client, policy: Policy) -> None:
    assert client.get(PAGE).status_code == 200
    ledger.withdraw(policy, note_zh="撤")
    projector.catch_up()
    assert client.get(PAGE).status_code == 410


def test_a_page_of_yesterday_is_not_shown_today(
    client: Client, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(PAGE)
    monkeypatch.setattr(timezone, "localdate", lambda: date(2099, 1, 1))
    assert queries(client, PAGE) > 1


@pytest.mark.parametrize(
    "headers", [{"cookie": "sessionid=x"}, {"hx-request": "true"}, {"accept-encoding": "br"}]
)
def test_who_asks_otherwise_gets_no_other_answer(
    client: Client, policy: Policy, headers: dict[str, str]
) -> None:
    client.get(PAGE)
    assert queries(client, PAGE, **headers) > 1


def test_what_varies_by_language_is_not_kept(client: Client, policy: Policy) -> None:
    english = client.get("/api/v1/docs/", headers={"accept-language": "en"})
    chinese = client.get("/api/v1/docs/", headers={"accept-language": "zh-hans"})
    assert english.content != chinese.content


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_has_the_page_is_told_so(client: Client, policy: Policy, address: str) -> None:
    for _time in range(2):
        etag = client.get(address)["ETag"]
        response = client.get(address, headers={"if-none-match": etag})
        assert (response.status_code, response.content) == (304, b"")
    publish(policy, title_zh="另一个", title_en="Another")
    assert client.get(address, headers={"if-none-match": etag}).status_code == 200


def test_errors_and_the_desk_are_not_kept(client: Client, policy: Policy) -> None:
    for address in ("/en/policies/?kind=nothing", "/en/policies/none/", "/admin/login/"):
        client.get(address)
    assert list(caches[cache.ALIAS]._cache) == []
