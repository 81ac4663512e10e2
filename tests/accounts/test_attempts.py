"""Guessing ends soon: by account, by address, and whatever becomes of the cache."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import Client, RequestFactory
from django.utils.timezone import now
from pytest_django import Settings

from inet3site.accounts import attempts
from inet3site.accounts.attempts import MOST_OF_ACCOUNT, MOST_OF_NETWORK, TooManyAttempts
from inet3site.accounts.models import Attempt
from tests.accounts.codes import code_of
from tests.accounts.desk import (
    CODE,
    PASSWORD,
    enrol,
    is_inside,
    sign_in,
    signed_in,
    somebody,
    text,
)

pytestmark = pytest.mark.stores


def guess(name: str, times: int = MOST_OF_ACCOUNT, address: str = "192.0.2.1") -> list[int]:
    """The status of each of some wrong passwords."""
    browser = Client(REMOTE_ADDR=address)
    return [sign_in(browser, name, "wrong").status_code for _ in range(times)]


def later(minutes: float) -> None:
    """As if all attempts had been made so much earlier."""
    for attempt in Attempt.objects.all():
        attempt.at -= timedelta(minutes=minutes)
        attempt.save()


@pytest.mark.parametrize("name", ["ann", "nobody"])
def test_an_account_is_closed_for_a_while_whether_it_exists_or_not(name: str) -> None:
    somebody("ann", "author")
    assert guess(name) == [200] * MOST_OF_ACCOUNT
    response = sign_in(Client(REMOTE_ADDR="198.51.100.1"), name)
    assert response.status_code == 429
    assert response["Retry-After"] == "900"
    assert response["Cache-Control"] == "no-store"
    assert "Please try again in 15 minutes." in text(response)


def test_it_is_said_in_chinese() -> None:
    guess("ann")
    response = sign_in(Client(), "ann", headers={"accept-language": "zh-hans"})
    assert "请在15分钟后重试" in text(response)


def test_it_opens_again_and_says_when() -> None:
    somebody("ann", "author")
    guess("ann")
    later(minutes=10.5)
    response = sign_in(Client(), "ann")
    assert (response.status_code, response["Retry-After"]) == (429, "300")
    later(minutes=4.6)
    assert sign_in(Client(), "ann").status_code == 302


def test_what_is_refused_does_not_make_it_longer() -> None:
    guess("ann", MOST_OF_ACCOUNT + 10)
    assert Attempt.objects.count() == 2 * MOST_OF_ACCOUNT


def test_another_spelling_is_the_same_account() -> None:
    for name in ("Ann", "ANN", "ann", " ann", "ａｎｎ"):
        guess(name, 1)
    assert sign_in(Client(), "ann").status_code == 429


def test_other_accounts_and_addresses_stay_open() -> None:
    somebody("bob", "author")
    guess("ann")
    assert sign_in(Client(REMOTE_ADDR="192.0.2.1"), "bob").status_code == 302


def test_an_address_is_closed_over_all_accounts() -> None:
    somebody("ann", "author")
    for number in range(MOST_OF_NETWORK):
        assert guess(f"name-{number}", 1) == [200]
    assert sign_in(Client(REMOTE_ADDR="192.0.2.1"), "ann").status_code == 429
    assert sign_in(Client(REMOTE_ADDR="192.0.2.2"), "ann").status_code == 302


def test_behind_a_proxy_the_address_is_the_one_that_it_added(settings: Settings) -> None:
    settings.BEHIND_PROXY = True
    for number in range(MOST_OF_NETWORK + 1):
        headers = {"x-forwarded-for": f"10.0.0.{number}, 192.0.2.1"}
        status = sign_in(Client(), f"name-{number}", headers=headers).status_code
    assert status == 429


def test_the_limit_holds_without_a_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise ConnectionError

    for name in ("get", "set", "add", "incr", "delete"):
        monkeypatch.setattr(cache, name, fail, raising=False)
    assert guess("ann", MOST_OF_ACCOUNT + 1) == [200] * MOST_OF_ACCOUNT + [429]


def test_the_limit_holds_when_the_cache_is_emptied() -> None:
    guess("ann")
    cache.clear()
    assert guess("ann", 1) == [429]


def test_a_success_is_no_failure_and_forgives_none() -> None:
    somebody("ann", "author")
    guess("ann", MOST_OF_ACCOUNT - 1)
    for _ in range(MOST_OF_ACCOUNT):
        assert sign_in(Client(), "ann").status_code == 302
    guess("ann", 1)
    assert sign_in(Client(), "ann").status_code == 429


def test_codes_are_counted_too() -> None:
    somebody("ann", "author")
    secret, codes = enrol(signed_in(somebody("bob", "publisher")))
    browser = Client()
    sign_in(browser, "bob")
    answers = [browser.post(CODE, {"code": "1"}).status_code for _ in range(MOST_OF_ACCOUNT)]
    assert answers == [200] * MOST_OF_ACCOUNT
    for code in (code_of(secret, after=1), codes[0]):
        response = browser.post(CODE, {"code": code})
        assert (response.status_code, response["Retry-After"]) == (429, "900")
    assert not is_inside(browser)
    assert sign_in(Client(), "ann").status_code == 302


@pytest.mark.parametrize(
    ("path", "form"),
    [
        (
            "/admin/password_change/",
            {"old_password": "wrong", "new_password1": "a-new-one-7", "new_password2": "…"},
        ),
        ("/admin/security/again/", {"password": "wrong"}),
    ],
)
def test_so_is_the_password_of_who_is_signed_in(path: str, form: dict[str, str]) -> None:
    browser = signed_in(somebody("ann", "author"))
    answers = [browser.post(path, form).status_code for _ in range(MOST_OF_ACCOUNT + 1)]
    assert answers == [200] * MOST_OF_ACCOUNT + [429]


def test_nothing_of_names_and_addresses_is_kept() -> None:
    guess("ann", 1, address="192.0.2.77")
    kept = " ".join(Attempt.objects.values_list("key", flat=True))
    assert "ann" not in kept
    assert "192.0.2.77" not in kept
    later(minutes=16)
    guess("bob", 1)
    assert Attempt.objects.filter(at__lt=now() - attempts.PERIOD).count() == 0


@pytest.mark.stores(transaction=True)
def test_many_at_once_are_no_more() -> None:
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.9")

    def attempt(number: int) -> bool:
        try:
            attempts.begin(request, "password", "ann")
        except TooManyAttempts:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(8) as pool:
        allowed = sum(pool.map(attempt, range(24)))
    assert 1 <= allowed <= MOST_OF_ACCOUNT


def test_the_password_of_the_tests_is_the_right_one() -> None:
    somebody("ann", "author")
    assert sign_in(Client(), "ann", PASSWORD).status_code == 302
