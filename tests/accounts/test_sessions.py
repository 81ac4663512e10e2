"""A session ends when what its owner may do changes."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from tests.accounts.desk import PASSWORD, enrol, is_inside, signed_in, somebody, text
from tests.people import browser_of

pytestmark = pytest.mark.stores

CHANGES: dict[str, Callable[[User], object]] = {
    "a role more": lambda user: user.groups.add(Group.objects.get(name="publisher")),
    "a role less": lambda user: user.groups.clear(),
    "a permission": lambda user: user.user_permissions.add(Permission.objects.all()[0]),
    "superuser": lambda user: User.objects.filter(pk=user.pk).update(is_superuser=True),
    "not of the desk": lambda user: User.objects.filter(pk=user.pk).update(is_staff=False),
    "not active": lambda user: User.objects.filter(pk=user.pk).update(is_active=False),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_the_role_ends_all_sessions(change: Callable[[User], object]) -> None:
    user = somebody("ann", "author")
    browsers = [signed_in(user), signed_in(user), browser_of(user)]
    assert all(is_inside(browser) for browser in browsers)
    change(user)
    assert not any(is_inside(browser) for browser in browsers)
    assert not any(is_inside(browser) for browser in browsers)


def test_the_reader_of_the_form_is_told_why() -> None:
    user = somebody("ann", "author")
    browser = signed_in(user)
    user.groups.clear()
    response = browser.get("/admin/policies/policy/", follow=True)
    assert response.redirect_chain[0][0].startswith("/admin/login/")
    assert "Your account has changed. Please sign in again." in text(response)


def test_a_post_of_an_ended_session_writes_nothing() -> None:
    administrator = somebody("ann", "administrator")
    browser = signed_in(administrator)
    administrator.groups.set(Group.objects.filter(name="reviewer"))
    form = {"username": "new", "usable_password": "false"}
    assert browser.post("/admin/auth/user/add/", form).status_code == 302
    assert not User.objects.filter(username="new").exists()


def test_other_people_stay_signed_in() -> None:
    ann, bob = somebody("ann", "author"), somebody("bob", "author")
    browser = signed_in(bob)
    ann.groups.clear()
    assert is_inside(browser)


def test_an_administrator_changes_a_role_in_the_admin() -> None:
    user = somebody("ann", "author")
    browser, desk = signed_in(user), signed_in(somebody("root", is_superuser=True))
    form = {
        **{"username": "ann", "is_active": "on", "is_staff": "on"},
        **{"date_joined_0": "2026-01-01", "date_joined_1": "00:00:00"},
        "groups": [Group.objects.get(name="reviewer").pk],
    }
    assert desk.post(f"/admin/auth/user/{user.pk}/change/", form).status_code == 302
    assert not is_inside(browser)
    assert is_inside(desk)


def test_a_new_password_ends_the_other_sessions() -> None:
    user = somebody("ann", "author")
    here, there = signed_in(user), signed_in(user)
    form = {
        "old_password": PASSWORD,
        "new_password1": "another-1-x",
        "new_password2": "another-1-x",
    }
    assert here.post("/admin/password_change/", form).status_code == 302
    assert is_inside(here)
    assert not is_inside(there)


def test_so_does_a_new_second_factor_and_its_end() -> None:
    user = somebody("ann", "author")
    here, there = signed_in(user), signed_in(user)
    assert is_inside(there)
    enrol(here)
    assert is_inside(here)
    assert not is_inside(there)
    third = Client()
    third.force_login(user)
    assert is_inside(third)
    here.post("/admin/security/app/remove/")
    assert is_inside(here)
    assert not is_inside(third)
