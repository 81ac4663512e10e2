"""An editor brings in a document, in a browser: as a file, checked, corrected and saved."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, Page, expect

from tests.policies.ingest.samples import ZH, as_docx

pytestmark = [pytest.mark.browser, pytest.mark.processes]


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


def test_bring_in_a_document(desk: Page) -> None:
    complaints: list[str] = []
    desk.on("console", lambda message: complaints.append(message.text))
    desk.goto("/admin/policies/policy/")
    desk.get_by_role("link", name="Bring in a document").click()
    assert violations(desk) == []
    file = FilePayload(name="x", mimeType="application/octet-stream", buffer=as_docx(ZH))
    desk.set_input_files("#id_file", file)
    desk.get_by_role("button", name="Check the text").click()
    expect(desk.get_by_role("cell", name="Left out: the table of contents")).to_be_visible()
    assert violations(desk) == []
    desk.get_by_text("Correct the text and check it again").click()
    assert violations(desk) == []
    desk.fill("#id_text", desk.input_value("#id_text").replace("不得攀折", "不得采摘"))
    desk.get_by_role("button", name="Check again").click()
    expect(desk.locator("table.ingest")).to_contain_text("不得采摘")
    desk.select_option("#id_kind", "regulation")
    desk.select_option("#id_level", "district")
    desk.fill("#id_slug", "model-garden")
    for width in (1280, 360):
        desk.set_viewport_size({"width": width, "height": 900})
        assert desk.evaluate("document.documentElement.scrollWidth") <= width
    desk.get_by_role("button", name="Save as a draft").click()
    desk.wait_for_selector(".messagelist .success")
    assert desk.locator("#sections-group .inline-related.has_original").count() == 36
    assert complaints == []
