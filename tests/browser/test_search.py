"""Searching in the browser: suggestions by keyboard, and all of it without JavaScript."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_pages import violations

pytestmark = [pytest.mark.browser, pytest.mark.processes]


def field_of(page: Page) -> Locator:
    """The search field of a page, which is a combobox once somebody has reached for it."""
    field = page.locator("[data-suggestions]").first
    field.focus()
    expect(field).to_have_role("combobox")
    return field


def test_a_suggestion_is_chosen_by_keyboard(page: Page) -> None:
    page.goto("/en/")
    field = field_of(page)
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially("yuanyuzhou")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Metaverse · term")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert violations(page) == []
    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    field.press("ArrowDown")
    field.press("ArrowDown")
    chosen = options.first.get_attribute("id")
    expect(field).to_have_attribute("aria-activedescendant", chosen or "")
    field.press("Enter")
    page.wait_for_url("**/en/glossary/metaverse/")


def test_suggestions_are_put_away(page: Page) -> None:
    page.goto("/zh-hans/policies/")
    field = field_of(page)
    for put_away in (lambda: field.press("Escape"), field.blur):
        field.fill("元宇宙")
        expect(page.locator(".suggestions li").first).to_be_visible()
        put_away()
        expect(page.locator(".suggestions li")).to_have_count(0)
    field.fill("元宇宙")
    page.locator(".suggestions li", has_text="元宇宙 · 术语").first.click()
    page.wait_for_url("**/zh-hans/glossary/metaverse/")


def test_without_a_choice_enter_searches(page: Page) -> None:
    page.goto("/en/policies/")
    field_of(page).fill('"5G+8K"')
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=%225G%2B8K%22")
    expect(page.locator("mark").first).to_have_text("5G+8K")
