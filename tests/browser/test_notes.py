"""Editors work together on an entry: a note on a field, who looks after it, when to look again."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import PASSWORD, Site
from tests.browser.test_desk import open_form
from tests.browser.test_pages import violations

pytestmark = [pytest.mark.browser, pytest.mark.processes]

POLICY = "tongzhou-metaverse-action-plan-2022-2024"


def together(page: Page) -> Locator:
    return page.locator("section.collaboration")


def test_a_note_leads_to_its_field_and_is_resolved(desk: Page) -> None:
    open_form(desk, POLICY)
    desk.get_by_text("Write a note").click()
    desk.locator("#id_note_field").select_option(label="Title (English)")
    desk.get_by_label("Text of the note").fill("Is this the official title?")
    assert violations(desk) == []
    desk.get_by_role("button", name="Add the note").click()
    expect(together(desk)).to_contain_text("Is this the official title?")
    together(desk).get_by_role("link", name="Title (English)").click()
    expect(desk.locator("#id_title_en")).to_be_in_viewport()
    assert violations(desk) == []
    desk.get_by_role("button", name="Resolve: Is this the official title?").click()
    expect(together(desk)).to_contain_text("No note is open.")
    desk.get_by_text("Resolved notes").click()
    expect(desk.get_by_role("button", name="Reopen: Is this the official title?")).to_be_visible()
    assert violations(desk) == []


def test_an_entry_is_assigned_and_looked_at_again(desk: Page) -> None:
    today = timezone.localdate()
    open_form(desk, POLICY)
    desk.get_by_text("Change the assignment").click()
    desk.locator("#id_assignment_person").select_option(label="editor")
    desk.get_by_role("button", name="Assign", exact=True).click()
    desk.get_by_text("Set a day").click()
    desk.get_by_label("Look again on").fill(today.isoformat())
    desk.get_by_label("Reason or result").fill("Is it still in force?")
    desk.get_by_role("button", name="Save the day").click()
    desk.set_viewport_size({"width": 820, "height": 1180})
    desk.goto("/admin/")
    for panel in ("Assigned to you", "Due to be looked at again"):
        expect(desk.get_by_role("region", name=panel)).to_be_visible()
    assert violations(desk) == []
    desk.get_by_role("region", name="Due to be looked at again").get_by_role("link").first.click()
    assert violations(desk) == []
    assert not overflows(desk)
    desk.get_by_label("Look again on").fill((today + timedelta(days=365)).isoformat())
    desk.get_by_role("button", name="Looked at").first.click()
    expect(together(desk)).to_contain_text((today + timedelta(days=365)).isoformat())
    desk.goto("/admin/policies/policy/?owner=me")
    expect(desk.locator("#result_list tbody tr")).to_have_count(1)
    assert violations(desk) == []


def test_a_revision_is_named_where_it_is_compared(desk: Page) -> None:
    open_form(desk, POLICY)
    desk.locator("a.historylink").click()
    desk.get_by_text("Name this revision").click()
    desk.locator("#id_naming_name").fill("As decided")
    desk.locator("#id_naming_note").fill("Of 5 May.")
    assert violations(desk) == []
    desk.get_by_role("button", name="Save the name and the note").click()
    expect(desk.locator("section", has_text="Name and note").last).to_contain_text("As decided")
    assert violations(desk) == []


def test_without_javascript_notes_are_written_and_resolved(browser: Browser, site: Site) -> None:
    context = browser.new_context(
        base_url=site.url, java_script_enabled=False, viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    page.goto("/admin/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", PASSWORD)
    page.click("input[type=submit]")
    open_form(page, POLICY)
    page.get_by_text("Write a note").click()
    page.get_by_label("Text of the note").fill("Written without a script")
    page.get_by_role("button", name="Add the note").click()
    page.get_by_role("button", name="Resolve: Written without a script").click()
    expect(together(page)).to_contain_text("Resolved notes")
    context.close()


def overflows(page: Page) -> bool:
    """Whether what people tell each other is wider than its place."""
    return bool(
        together(page).evaluate(
            "each => [each, ...each.querySelectorAll('*')].some("
            "(one) => one.getBoundingClientRect().right > innerWidth + 1)"
        )
    )
