"""A real site for the browser: its own databases, all content, the real server."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.server import free_port, running
from tests.stores import Stores, make_stores

PASSWORD = "only-for-this-test-run"


@dataclass(frozen=True)
class Site:
    """A running site and the databases behind it."""

    url: str
    stores: Stores


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site with all its content, and an editor named `editor`."""
    directory = tmp_path_factory.mktemp("site")
    with make_stores(directory) as stores:
        stores.manage("migrate", "-v0")
        stores.manage("collectstatic", "--noinput", "-v0")
        stores.manage("load_content")
        stores.manage("shell", "-v0", "-c", MAKE_EDITOR)
        with running(stores, free_port()) as url:
            yield Site(url, stores)


MAKE_EDITOR = f"""
from django.contrib.auth.models import User
User.objects.create_superuser("editor", password="{PASSWORD}")
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium, as the system has it."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        yield browser
        browser.close()


@contextmanager
def without_javascript(browser: Browser, site: Site, width: int) -> Iterator[Page]:
    """A page of a new visitor without JavaScript, in a window of this width."""
    context = browser.new_context(
        base_url=site.url, java_script_enabled=False, viewport={"width": width, "height": 900}
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """A new visitor with a window of 1280 by 900."""
    context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which nothing may be refused by the browser: no error, no CSP violation."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: complaints.append(message.text) if is_complaint(message) else None,
    )
    yield page
    assert complaints == []


def is_complaint(message: object) -> bool:
    """Whether the console reports an error of the page itself, not a status that we asked for."""
    text = getattr(message, "text", "")
    return getattr(message, "type", "") == "error" and "status of 4" not in text


def sign_in(page: Page, name: str) -> None:
    """Sign in at the desk."""
    page.goto("/admin/")
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.click("input[type=submit]")
    page.wait_for_selector("#user-tools")


@pytest.fixture
def desk(page: Page) -> Page:
    """A page of an editor who has signed in."""
    sign_in(page, "editor")
    return page
