"""An editor sends a link to a draft; whoever has it reads the draft without an account."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site
from tests.browser.test_desk import open_form
from tests.browser.test_pages import Scheme, violations

pytestmark = [pytest.mark.browser, pytest.mark.processes]

POLICY = "tongzhou-metaverse-action-plan-2022-2024"
TITLE = "A title that only the draft has"


def save_draft(desk: Page) -> None:
    open_form(desk, POLICY)
    desk.fill("#id_title_en", TITLE)
    desk.locator("input[name=_continue]").first.click()
    desk.wait_for_selector(".messagelist .success")


@contextmanager
def visiting(
    browser: Browser, site: Site, address: str, scheme: Scheme = "light", status: int = 200
) -> Iterator[Page]:
    """An address as somebody without an account sees it; the browser may refuse nothing of it."""
    context = browser.new_context(base_url=site.url, color_scheme=scheme)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    response = page.goto(address)
    assert response
    assert response.status == status
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    yield page
    assert [text for text in complaints if "status of 404" not in text] == []
    context.close()


def make_link(desk: Page) -> str:
    """The English address of a new link to the entry whose form is open."""
    desk.get_by_role("link", name="Preview links").click()
    assert violations(desk) == []
    desk.get_by_role("button", name="Make a link to revision").click()
    assert violations(desk) == []
    return desk.locator(".new-link a").first.inner_text()


def test_a_visitor_reads_the_draft_until_the_link_is_revoked(
    browser: Browser, site: Site, desk: Page
) -> None:
    save_draft(desk)
    address = make_link(desk)
    with visiting(browser, site, address.replace("/en/", "/zh-hans/"), "dark") as page:
        assert "草稿预览" in page.locator("aside.preview").inner_text()
        page.locator("aside.preview").get_by_role("link", name="English").click()
        expect(page.locator("h1")).to_have_text(TITLE)
    with visiting(browser, site, address) as page:
        assert "Preview of draft revision" in page.locator("aside.preview").inner_text()
    desk.goto(desk.url)
    expect(desk.locator(".new-link")).to_have_count(0)
    desk.get_by_role("button", name="Revoke the link").click()
    desk.wait_for_selector(".messagelist .success")
    assert violations(desk) == []
    with visiting(browser, site, address, status=404) as page:
        assert TITLE not in page.content()


def test_the_desk_previews_in_either_language(desk: Page) -> None:
    save_draft(desk)
    form = desk.url
    desk.fill("#id_summary_zh", "共10亿元。")
    desk.fill("#id_summary_en", "Many millions of yuan.")
    desk.locator("input[name=_continue]").first.click()
    desk.wait_for_selector(".messagelist .success")
    expect(desk.locator(".stale-note a[href='#id_summary_en']")).to_contain_text("10亿")
    assert violations(desk) == []
    for name, lang in (("English", "en"), ("简体中文", "zh-Hans")):
        desk.goto(form)
        desk.get_by_role("link", name=f"Preview ({name})").click()
        expect(desk.locator("html")).to_have_attribute("lang", lang)
        expect(desk.locator("aside.preview li")).to_contain_text(["10亿"])
        assert violations(desk) == []
    desk.goto(f"/en/policies/{POLICY}/")
    assert TITLE not in desk.locator("main").inner_text()
