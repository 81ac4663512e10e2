"""An editor cites the field in front of them, with a source that is not there yet."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.processes]

POLICY = "internet-3-0-work-plan-2023-2025"
WHITE_PAPER = "internet-3-0-white-paper-2023"


def open_form(page: Page, slug: str) -> None:
    page.goto(f"/admin/policies/policy/?q={slug}")
    page.locator("#result_list tbody a").first.click()
    page.wait_for_selector("#citations-group")


def unfold(page: Page) -> None:
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")


def last_citation(page: Page) -> Locator:
    return page.locator("#citations-group .inline-related:not(.empty-form)").last


def add_source(page: Page, row: Locator, title: str) -> None:
    """Add a source by the window that the row opens, and publish it there."""
    with page.expect_popup() as opened:
        row.locator(".add-related").click()
    popup = opened.value
    complaints: list[str] = []
    popup.on("console", lambda message: complaints.append(message.text))
    popup.select_option("#id_kind", "official")
    popup.select_option("#id_language", "en")
    popup.fill("#id_title", title)
    with popup.expect_event("close"):
        popup.locator("input[name=_publish]").first.click()
    assert complaints == []


def test_cite_a_field_with_a_new_source_and_publish(desk: Page) -> None:
    title = "A notice that the desk has just found"
    open_form(desk, POLICY)
    button = desk.get_by_role("button", name="Cite Document number")
    button.focus()
    button.press("Enter")
    row = last_citation(desk)
    expect(row.locator(".field-source [role=combobox]")).to_be_focused()
    expect(row.locator("select[name$='-field']")).to_have_value("document_number")
    add_source(desk, row, title)
    expect(row.locator(".field-source [role=combobox]")).to_contain_text(title)
    desk.check("#id_change_is_major")
    desk.fill("#id_change_note_zh", "补充文号的来源")
    desk.locator("input[name=_publish]").first.click()
    desk.wait_for_selector(".messagelist .success")
    desk.goto(f"/en/policies/{POLICY}/")
    assert title in desk.locator("main").inner_text()


def test_cite_a_field_of_a_saved_part(desk: Page) -> None:
    open_form(desk, WHITE_PAPER)
    unfold(desk)
    provision = desk.locator("#provisions-0")
    key = provision.locator("input[name='provisions-0-id']").input_value()
    provision.get_by_role("button", name="Cite Text").click()
    row = last_citation(desk)
    expect(row.locator("select[name$='-provision']")).to_have_value(key)
    expect(row.locator("select[name$='-field']")).to_have_value("text")
    row.locator("select[name$='-provision']").select_option("")
    offered = row.locator("select[name$='-field']").inner_text()
    assert "Published on" in offered
    desk.locator("#sections-0").get_by_role("button", name="Cite s-1").click()
    expect(last_citation(desk).locator("select[name$='-field']")).to_have_value("s-1")
    desk.locator("#provisions-group .add-row a").click()
    new = desk.locator("#provisions-group .inline-related:not(.empty-form)").last
    assert new.get_by_role("button", name="Cite").count() == 0


def test_a_choice_among_parts_offers_all_of_them_in_each_row(desk: Page) -> None:
    open_form(desk, WHITE_PAPER)
    unfold(desk)
    parent = desk.locator("select[name='sections-1-parent']")
    before = parent.input_value()
    assert parent.locator("option").count() <= 2
    parent.focus()
    sections = desk.locator("#sections-group .inline-related.has_original").count()
    expect(parent.locator("option")).to_have_count(sections + 1)
    expect(parent).to_have_value(before)


@pytest.mark.parametrize("path", ["policies/policy", "districts/initiative", "pages/sitepage"])
def test_the_form_is_accessible_and_side_by_side(desk: Page, path: str) -> None:
    desk.goto(f"/admin/{path}/")
    desk.locator("#result_list tbody a").first.click()
    desk.wait_for_selector("#citations-group")
    unfold(desk)
    found = Axe().run(desk).response["violations"]
    assert [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]] == []
    chinese, english = desk.locator("#id_title_zh"), desk.locator("#id_title_en")
    assert top(chinese) == top(english)
    desk.set_viewport_size({"width": 820, "height": 900})
    assert top(chinese) < top(english)
    assert desk.evaluate("document.documentElement.scrollWidth") <= 820


def top(control: Locator) -> float:
    box = control.bounding_box()
    assert box
    return box["y"]
