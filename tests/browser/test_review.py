"""Several people at the desk: a review, two changes of one entry, a session that ends."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PASSWORD, Site, is_complaint
from tests.browser.test_pages import violations
from tests.server import free_port, running

pytestmark = [pytest.mark.browser, pytest.mark.processes]

TECHNOLOGY = "technologies/holographic-imaging"
PEOPLE = {"author": "author", "reviewer": "reviewer", "publisher": "publisher", "other": "author"}


@pytest.fixture(scope="module")
def people(site: Site) -> None:
    """Somebody for each role, and a second author."""
    site.stores.manage("shell", "-v0", "-c", MAKE_PEOPLE)


MAKE_PEOPLE = f"""
from django.contrib.auth.models import Group, User
for name, role in {PEOPLE}.items():
    user = User.objects.create_user(name, password="{PASSWORD}", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
"""


@pytest.fixture(scope="module")
def reviewed(site: Site, people: None) -> Iterator[str]:
    """The address of the same site where a review is required."""
    with running(replace(site.stores, review=True), free_port()) as url:
        yield url


class Desk:
    """A window of somebody who has signed in; nothing may complain in it."""

    def __init__(self, browser: Browser, url: str, name: str) -> None:
        self.name = name
        self.context = browser.new_context(base_url=url, viewport={"width": 1280, "height": 900})
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on(
            "console",
            lambda message: self.complaints.append(message.text) if is_complaint(message) else None,
        )
        self.page.goto("/admin/")
        self.sign_in()

    def sign_in(self) -> None:
        self.page.fill("#id_username", self.name)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("input[type=submit]")
        self.page.wait_for_selector("#user-tools")

    def open_form(self) -> Page:
        """The form of the technology that these journeys change."""
        self.page.goto(f"/admin/policies/technology/?q={TECHNOLOGY.rpartition('/')[2]}")
        self.page.locator("#result_list tbody a").first.click()
        self.page.wait_for_selector(".historylink")
        return self.page

    def history(self) -> Page:
        self.open_form().locator("a.historylink").click()
        return self.page

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.page.wait_for_load_state()

    def close(self) -> None:
        self.context.close()
        assert self.complaints == []


def test_author_reviewer_publisher(browser: Browser, reviewed: str) -> None:
    author, reviewer, publisher = (
        Desk(browser, reviewed, name) for name in ("author", "reviewer", "publisher")
    )
    author.open_form().fill("#id_description_en", "Reviewed words.")
    author.press("Save and submit for review")
    expect(author.page.locator(".messagelist")).to_contain_text("submitted for review")
    page = author.history()
    expect(page.get_by_text("somebody else must pass it")).to_be_visible()
    assert violations(page) == []
    reviewer.history().get_by_label("Reason").fill("Name the source.")
    reviewer.press("Reject")
    expect(author.open_form().get_by_text("Name the source.")).to_be_visible()
    author.page.fill("#id_description_en", "Reviewed words, with their source.")
    author.press("Save and submit for review")
    reviewer.history()
    expect(reviewer.page.locator(".changes ins").first).to_be_visible()
    reviewer.press("Approve")
    public = f"{reviewed}/en/{TECHNOLOGY}/"
    assert "with their source" not in publisher.page.request.get(public).text()
    publisher.history()
    publisher.press("Publish")
    assert "with their source" in publisher.page.request.get(public).text()
    for desk in (author, reviewer, publisher):
        desk.close()


def test_two_changes_of_one_entry_are_seen_in_three_columns(
    browser: Browser, site: Site, people: None
) -> None:
    mine, theirs = (Desk(browser, site.url, name) for name in ("author", "other"))
    mine.open_form().fill("#id_description_en", "My words.")
    mine.page.fill("#id_name_en", "My name")
    theirs.open_form().fill("#id_description_en", "Their words.")
    theirs.press("Save")
    mine.press("Save")
    page = mine.page
    for shown in ("My words.", "Their words.", "My name"):
        expect(page.locator(".columns")).to_contain_text(shown)
    assert violations(page) == []
    mine.press("Save both changes")
    expect(page.locator(".errornote")).to_contain_text("Choose whose change prevails")
    page.get_by_role("radio", name="Theirs").check()
    mine.press("Save both changes")
    expect(page.locator("#id_description_en")).to_have_value("Their words.")
    expect(page.locator("#id_name_en")).to_have_value("My name")
    for desk in (mine, theirs):
        desk.close()


def test_a_revision_is_compared_and_restored(browser: Browser, site: Site, people: None) -> None:
    desk = Desk(browser, site.url, "author")
    page = desk.open_form()
    before = page.locator("#id_description_en").input_value()
    page.fill("#id_description_en", "Words to be taken back.")
    desk.press("Save")
    desk.history()
    differences = page.get_by_role("region", name="What differs")
    expect(differences.locator("ins").last).to_contain_text("Words to be taken back")
    latest = page.get_by_role("region", name="Revisions").get_by_role("link").first.inner_text()
    page.goto(f"{urlsplit(page.url).path}?revision={int(latest) - 1}")
    assert violations(page) == []
    desk.press("Restore as a new draft")
    expect(page.locator(".messagelist .success")).to_contain_text("restored as a new draft")
    assert violations(page) == []
    desk.open_form()
    expect(page.locator("#id_description_en")).to_have_value(before)
    public = page.request.get(f"/en/{TECHNOLOGY}/").text()
    assert "Words to be taken back." not in public
    desk.close()


def test_keys_save_and_search(browser: Browser, site: Site, people: None) -> None:
    desk = Desk(browser, site.url, "other")
    page = desk.open_form()
    page.fill("#id_name_en", "A name with a slash: a/b")
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.locator("#id_name_en")).to_have_value("A name with a slash: a/b")
    page.goto("/admin/policies/technology/")
    page.keyboard.press("/")
    expect(page.locator("#searchbar")).to_be_focused()
    desk.close()


def test_a_session_that_ends_loses_no_text(browser: Browser, site: Site, people: None) -> None:
    desk = Desk(browser, site.url, "author")
    page = desk.open_form()
    page.fill("#id_description_en", "Kept words.")
    desk.context.clear_cookies()
    desk.press("Save")
    if page.locator("#id_username").count() == 0:
        page.goto("/admin/")
    desk.sign_in()
    desk.open_form()
    assert violations(page) == []
    page.get_by_role("button", name="Bring it back").click()
    expect(page.locator("#id_description_en")).to_have_value("Kept words.")
    desk.press("Save")
    expect(page.locator(".messagelist .success")).to_be_visible()
    desk.open_form()
    expect(page.locator("#kept")).to_be_hidden()
    expect(page.locator("#id_description_en")).to_have_value("Kept words.")
    desk.close()
