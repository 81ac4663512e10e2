"""One editor's change, from the admin to the page and the API, in both languages."""

import json

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.processes]

POLICY = "internet-3-0-work-plan-2023-2025"


def api(page: Page, path: str) -> tuple[int, dict]:
    response = page.request.get(f"/api/v1/{path}")
    return response.status, json.loads(response.text())


def press(page: Page, name: str) -> None:
    page.locator(f"input[name={name}]").first.click()
    page.wait_for_load_state()


def visible(page: Page, language: str, text: str) -> tuple[bool, bool, bool]:
    """Whether the text is on the entry's page, in the list, and in the API's item."""
    pages = []
    for path in (f"/{language}/policies/{POLICY}/", f"/{language}/policies/"):
        pages.append(text in page.request.get(path).text())
    return pages[0], pages[1], text in page.request.get(f"/api/v1/policies/{POLICY}/").text()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_change_publish_withdraw(desk: Page, language: str) -> None:
    field = "title_en" if language == "en" else "title_zh"
    old = "Internet 3.0" if language == "en" else "互联网3.0"
    title = f"{'A new title' if language == 'en' else '新的标题'} {old}"
    switch_admin_to(desk, language)
    desk.goto("/admin/policies/policy/")
    desk.fill("#searchbar", POLICY)
    desk.press("#searchbar", "Enter")
    desk.locator("#result_list tbody a").first.click()
    form = desk.url
    desk.fill(f"#id_{field}", title)
    press(desk, "_continue")
    assert visible(desk, language, title) == (False, False, False)
    press(desk, "_publish")
    assert visible(desk, language, title) == (True, True, True)
    desk.goto(f"/{language}/policies/{POLICY}/")
    assert title in desk.locator("h1").inner_text()
    desk.goto(form.replace("/change/", "/withdraw/"))
    desk.locator("input[type=submit].default").click()
    desk.wait_for_load_state()
    assert desk.request.get(f"/{language}/policies/{POLICY}/").status == 410
    status, body = api(desk, f"policies/{POLICY}/")
    assert (status, body["status"]) == (410, 410)
    assert title not in desk.request.get(f"/{language}/policies/").text()
    desk.goto(form)
    desk.fill("#id_change_note_zh", "重新发布")
    press(desk, "_publish")
    assert visible(desk, language, title) == (True, True, True)


def switch_admin_to(page: Page, language: str) -> None:
    button = page.locator(f".language-form button[value={language}]")
    if button.count():
        button.click()
        page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == language


def test_the_fund_is_shown_with_its_quote_and_source(page: Page) -> None:
    status, body = api(page, "commitments/?district=chaoyang")
    fund = next(item for item in body["items"] if item["conversions"])
    assert status == 200
    assert (fund["operator"], fund["amount"], fund["per"]) == ("gte", "100000000", "year")
    assert fund["quote"]["en"]
    assert fund["sources"]
    page.goto("/en/districts/chaoyang/")
    assert fund["quote"]["en"] in page.locator("main").inner_text()
    page.goto("/zh-hans/districts/chaoyang/")
    assert "1亿元" in page.locator("main").inner_text().replace(" ", "")
