"""A publisher sets up the second factor, and signs in with it and with a recovery code."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.accounts.codes import code_of
from tests.browser.conftest import PASSWORD, Site
from tests.browser.test_pages import violations
from tests.server import free_port, running
from tests.stores import Stores

pytestmark = [pytest.mark.browser, pytest.mark.processes]

MAKE_PUBLISHER = f"""
from django.contrib.auth.models import Group, User
user = User.objects.create_user("careful", password="{PASSWORD}", is_staff=True)
user.groups.add(Group.objects.get(name="publisher"))
"""


@dataclass(frozen=True)
class Careful(Stores):
    """Stores whose site asks publishers for a second factor."""

    @property
    def environment(self) -> dict[str, str]:
        return super().environment | {"INET3_MFA": "publishers"}


@pytest.fixture(scope="module")
def careful(site: Site) -> Iterator[str]:
    """The address of the same site where publishers need a second factor."""
    site.stores.manage("shell", "-v0", "-c", MAKE_PUBLISHER)
    stores = site.stores
    with running(Careful(stores.workspace, stores.live, stores.data_dir), free_port()) as url:
        yield url


def give_password(page: Page, address: str) -> None:
    page.goto(f"{address}/admin/policies/policy/")
    assert violations(page) == []
    page.fill("#id_username", "careful")
    page.fill("#id_password", PASSWORD)
    page.click("input[type=submit]")


def give_code(page: Page, code: str) -> None:
    assert violations(page) == []
    page.fill("#id_code", code)
    page.click("input[type=submit]")


def test_a_publisher_sets_it_up_and_signs_in_by_it(page: Page, careful: str) -> None:
    give_password(page, careful)
    expect(page.get_by_role("heading", name="Set up the second factor")).to_be_visible()
    expect(page.get_by_text("Your role may publish")).to_be_visible()
    picture = page.get_by_role("img", name="QR code of the key below")
    assert picture.evaluate("image => image.naturalWidth") > 0
    secret = page.locator(".secret").inner_text()
    give_code(page, "000")
    expect(page.get_by_text("The code is wrong")).to_be_visible()
    give_code(page, code_of(secret))
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    assert violations(page) == []
    codes = page.locator(".codes code").all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as a text file").click()
    assert download.value.path().read_text().split() == codes
    page.get_by_role("link", name="Go to the desk").click()
    page.get_by_role("link", name="Sign-in and security").click()
    assert violations(page) == []
    for way in ("Make new codes", "Remove the second factor"):
        page.get_by_role("link", name=way).click()
        expect(page.get_by_role("heading", name=way)).to_be_visible()
        assert violations(page) == []
        page.go_back()
    for code in (code_of(secret, after=1), codes[0]):
        page.get_by_role("button", name="Log out").click()
        give_password(page, careful)
        expect(page.get_by_role("heading", name="Second factor")).to_be_visible()
        give_code(page, code)
        page.wait_for_selector("#changelist")
    page.get_by_role("button", name="Log out").click()
    give_password(page, careful)
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#id_username")).to_be_visible()


def test_the_form_has_both_languages(page: Page, careful: str) -> None:
    page.goto(f"{careful}/admin/login/")
    page.get_by_role("button", name="简体中文").click()
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    assert violations(page) == []


def test_guessing_ends_with_a_page_that_says_when(page: Page, careful: str) -> None:
    for _ in range(6):
        page.goto(f"{careful}/admin/login/")
        page.fill("#id_username", "somebody-else")
        page.fill("#id_password", "a guess")
        page.click("input[type=submit]")
    expect(page.get_by_text("Please try again in 15 minutes.")).to_be_visible()
    assert violations(page) == []
