"""An editor schedules what readers shall see later, sees it in the form, and cancels it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.test_desk import open_form
from tests.browser.test_pages import violations

pytestmark = [pytest.mark.browser, pytest.mark.processes]

POLICY = "tongzhou-metaverse-action-plan-2022-2024"


def test_a_revision_is_scheduled_and_cancelled(desk: Page) -> None:
    moment = timezone.localtime() + timedelta(days=1)
    open_form(desk, POLICY)
    desk.fill("#id_title_en", "A title for tomorrow")
    desk.locator("input[name=_continue]").first.click()
    desk.locator("a.historylink").click()
    assert violations(desk) == []
    desk.fill("#id_publication_due_at", moment.strftime("%Y-%m-%dT%H:%M"))
    desk.get_by_role("button", name="Schedule publication").click()
    expect(desk.get_by_text(re.compile(r"Publication of revision \d"))).to_be_visible()
    assert violations(desk) == []
    open_form(desk, POLICY)
    expect(desk.get_by_text(re.compile(r"Publication of revision \d"))).to_be_visible()
    assert violations(desk) == []
    desk.get_by_role("button", name="Cancel the publication").click()
    expect(desk.locator(".messagelist")).to_contain_text("was cancelled")
