"""An editor exports a list, changes a cell and imports the file, in a browser."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.processes]


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


def with_cell(text: str, column: str, value: str) -> bytes:
    """The CSV file with another value in a column of its first row."""
    rows = list(csv.reader(StringIO(text.removeprefix("\ufeff"))))
    rows[1][rows[0].index(column)] = value
    changed = StringIO()
    csv.writer(changed).writerows(rows)
    return changed.getvalue().encode()


def give(desk: Page, content: bytes) -> None:
    """Send a file, without waiting for the answer."""
    file = FilePayload(name="entries.csv", mimeType="text/csv", buffer=content)
    desk.set_input_files("#id_file", file)
    desk.get_by_role("button", name="Check the file").dispatch_event("click")


def test_export_change_and_import(desk: Page) -> None:
    complaints: list[str] = []
    desk.on("console", lambda message: complaints.append(message.text))
    desk.goto("/admin/policies/layer/")
    desk.get_by_role("link", name="Export", exact=True).click()
    assert violations(desk) == []
    with desk.expect_download() as downloading:
        desk.get_by_role("link", name="CSV (UTF-8)").click()
    text = Path(downloading.value.path()).read_text(encoding="utf-8")
    desk.goto("/admin/policies/layer/")
    desk.get_by_role("link", name="Import", exact=True).click()
    assert violations(desk) == []
    give(desk, with_cell(text, "number", "9"))
    expect(desk.get_by_role("alert")).to_contain_text("Row 2")
    assert violations(desk) == []
    give(desk, with_cell(text, "role_en", "Another role"))
    expect(desk.locator("table.columns")).to_contain_text("Another role")
    assert violations(desk) == []
    for width in (1280, 360):
        desk.set_viewport_size({"width": width, "height": 900})
        assert desk.evaluate("document.documentElement.scrollWidth") <= width
    desk.get_by_role("button", name="Save as drafts").click()
    expect(desk.locator(".messagelist .success")).to_contain_text("Changed: 1")
    assert complaints == []


NOTE_PROGRESS = """
const place = document.getElementById("progress");
const note = () => { sessionStorage.shown = place.innerText };
new MutationObserver(note).observe(place, { childList: true });
"""
"""While an answer is awaited, Playwright itself can't look at the page."""


def test_an_error_near_the_end_of_a_long_file_saves_nothing(desk: Page) -> None:
    rows = [f",body-{number},company,机构" for number in range(1, 1001)]
    rows[998] = ",body-999,no-such-kind,机构"
    desk.goto("/admin/policies/organisation/import/")
    desk.evaluate(NOTE_PROGRESS)
    give(desk, "\n".join(["version,slug,kind,name_zh", *rows]).encode())
    alert = desk.get_by_role("alert")
    expect(alert.get_by_role("listitem")).to_have_count(1, timeout=120_000)
    expect(alert).to_contain_text("Row 1000")
    expect(alert).to_contain_text("no-such-kind")
    assert "1000 rows" in desk.evaluate("sessionStorage.shown").replace(",", "")
    assert violations(desk) == []
    desk.goto("/admin/policies/organisation/?q=body-1")
    expect(desk.locator("#result_list")).to_have_count(0)
