"""A reader reports an error from the page where it is, and an editor finds it at the desk."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site
from tests.browser.test_pages import violations

pytestmark = [pytest.mark.browser, pytest.mark.processes]

PAGE = "/zh-hans/glossary/metaverse/"
TEXT = "释义与来源不一致。"


def test_the_form_and_its_errors_are_in_order(page: Page) -> None:
    page.goto(f"/report/?page={PAGE}")
    assert violations(page) == []
    page.get_by_label("章节").fill("§")
    page.get_by_label("错误内容").fill(TEXT)
    page.get_by_role("button", name="提交").click()
    assert page.locator(".invalid").count() == 1
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_desk_closes_reports_within_the_policy(site: Site, desk: Page) -> None:
    site.stores.manage("shell", "-v0", "-c", MAKE_REPORT)
    desk.goto("/admin/reports/report/?state=open")
    desk.locator("#result_list tbody tr", has_text="/en/policies/").locator("a").first.click()
    assert desk.locator("a[href='/en/policies/']").is_visible()
    desk.select_option("select[name=state]", "dealt-with")
    desk.locator("input[name=_save]").first.click()
    desk.wait_for_selector(".success")


MAKE_REPORT = """
from inet3site.reports.models import Report
Report.objects.create(page="/en/policies/", text="One of them has two titles.")
"""
