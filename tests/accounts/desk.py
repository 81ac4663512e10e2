"""A browser that signs in by the forms, as a person does."""

import re
from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from tests.accounts.codes import code_of
from tests.people import person

PASSWORD = "only-for-these-tests"

LOGIN = "/admin/login/"
CODE = "/admin/login/code/"
SECURITY = "/admin/security/"
APP = "/admin/security/app/"
CODES = "/admin/security/codes/"


def somebody(name: str, *roles: str, is_superuser: bool = False) -> User:
    """A person with a password and these roles."""
    user = person(name, *roles, is_superuser=is_superuser)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(browser: Client, name: str, password: str = PASSWORD, **extra: Any) -> Any:
    """What answers a username and a password."""
    return browser.post(LOGIN, {"login": name, "password": password}, **extra)


def signed_in(user: User) -> Client:
    """A browser in which this person has given the password."""
    browser = Client()
    assert sign_in(browser, user.username).status_code == 302
    return browser


def enrol(browser: Client) -> tuple[str, list[str]]:
    """Set up an app; return its key and the recovery codes."""
    secret = re.findall(r'class="secret">(\w+)<', text(browser.get(APP)))[0]
    response = browser.post(APP, {"code": code_of(secret)}, follow=True)
    return secret, re.findall(r"<li><code>(\d+)</code>", text(response))


def is_inside(browser: Client) -> bool:
    """Whether the desk is open to this browser."""
    return browser.get("/admin/").status_code == 200


def text(response: Any) -> str:
    """The page."""
    return response.content.decode()
