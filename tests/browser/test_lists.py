"""Lists in the browser: quick where there is JavaScript, and the same where there is none."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Site, without_javascript
from tests.browser.test_pages import violations

pytestmark = [pytest.mark.browser, pytest.mark.processes]

LIST = "/en/policies/"
HTMX = re.compile("htmx")


@pytest.fixture
def plain(browser: Browser, site: Site) -> Iterator[Page]:
    """A page of somebody without JavaScript, on a phone."""
    with without_javascript(browser, site, 360) as page:
        yield page


def documents(page: Page) -> list[str]:
    """The addresses of whole pages that are fetched from now on."""
    fetched: list[str] = []
    page.on(
        "request",
        lambda request: fetched.append(request.url) if request.is_navigation_request() else None,
    )
    return fetched


def results(page: Page) -> str:
    """The heading of the results, such as “3 results”."""
    return page.locator("#results").inner_text()


def test_a_list_is_filtered_on_a_phone_without_javascript(plain: Page) -> None:
    plain.goto(LIST)
    plain.locator(".filters summary").click()
    plain.locator("#id_level-national").check()
    plain.locator("select[name=kind]").select_option("plan")
    plain.get_by_role("button", name="Apply").click()
    assert {"level=national", "kind=plan"} <= set(plain.url.partition("?")[2].split("&"))
    assert results(plain) == "2 results"
    plain.get_by_role("link", name="Level: National").click()
    assert "level" not in plain.url
    plain.go_back()
    assert "level=national" in plain.url
    assert plain.locator("input[value=national]").is_checked()
    plain.locator(".filters summary").click()
    plain.get_by_role("link", name="Clear all").click()
    assert plain.url.endswith(LIST)


def test_the_script_comes_with_the_first_reach_for_a_filter(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(LIST)
    page.mouse.move(700, 500)
    assert len(asked) <= 5
    assert not [url for url in asked if HTMX.search(url)]
    with page.expect_response(HTMX):
        page.locator("select[name=kind]").focus()


def reach(page: Page, path: str = LIST) -> None:
    """Open a list, and reach for its filters until the script is there."""
    page.goto(path)
    page.locator("select[name=kind]").focus()
    page.wait_for_function("() => window.htmx")


def test_a_choice_applies_at_once_and_keeps_the_focus(page: Page) -> None:
    reach(page)
    fetched = documents(page)
    page.locator("#id_level-national").check()
    expect(page).to_have_url(re.compile(r"/en/policies/\?level=national$"))
    expect(page.locator("#results")).to_have_text(re.compile("5 results"))
    assert page.evaluate("document.activeElement.id") == "id_level-national"
    expect(page.get_by_role("status")).to_have_text("5 results")
    assert page.locator("select[name=kind] option[value=work-plan]").count() == 0
    assert fetched == []
    assert violations(page) == []
    page.get_by_role("link", name="中文").click()
    assert page.url.endswith("/zh-hans/policies/?level=national")


def test_keys_pressed_in_haste_are_all_heard(page: Page) -> None:
    reach(page)
    page.locator("#id_level").focus()
    for _each in range(3):
        page.keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile(r"\?level=district$"))
    expect(page.locator("#id_level-district")).to_be_checked()
    expect(page.locator("#id_level-district")).to_be_focused()


def test_a_chip_that_is_gone_hands_its_focus_to_the_count(page: Page) -> None:
    reach(page, f"{LIST}?kind=plan&level=national")
    fetched = documents(page)
    page.get_by_role("link", name="Level: National").click()
    expect(page).to_have_url(re.compile(r"\?kind=plan$"))
    expect(page.locator("#results")).to_be_focused()
    assert fetched == []


def test_back_and_forward_show_each_state_with_its_controls(page: Page) -> None:
    reach(page)
    page.locator("#id_level-national").check()
    expect(page).to_have_url(re.compile("level=national"))
    page.locator("select[name=kind]").select_option("plan")
    expect(page).to_have_url(re.compile("kind=plan"))
    expect(page.locator("#results")).to_have_text(re.compile("2 results"))
    page.go_back()
    expect(page.locator("#results")).to_have_text(re.compile("5 results"))
    expect(page.locator("select[name=kind]")).to_have_value("")
    expect(page.locator("input[value=national]")).to_be_checked()
    page.go_back()
    expect(page.locator("#results")).to_have_text(re.compile("19 results"))
    expect(page.locator("#id_level")).to_be_checked()
    assert page.locator("h1").count() == 1
    page.go_forward()
    expect(page.locator("#results")).to_have_text(re.compile("5 results"))
    page.locator("#id_level-municipal").check()
    expect(page).to_have_url(re.compile(r"\?level=municipal$"))


def test_going_back_from_an_entry_shows_the_whole_page(page: Page) -> None:
    reach(page)
    page.locator("#id_level-national").check()
    expect(page.locator("#results")).to_have_text(re.compile("5 results"))
    page.locator(".card a").first.click()
    page.wait_for_url(re.compile("/en/policies/[a-z]"))
    page.go_back()
    expect(page.locator("h1")).to_have_text(re.compile("Policies"))
    expect(page.locator("#results")).to_have_text(re.compile("5 results"))


def test_what_cannot_be_fetched_is_loaded_as_a_page(context: BrowserContext) -> None:
    page = context.new_page()  # which may complain of what it can't fetch
    reach(page)
    page.route(
        "**/policies/?level=*",
        lambda route, request: (
            route.abort() if request.headers.get("hx-request") else route.continue_()
        ),
    )
    with page.expect_navigation(url=re.compile("level=national")):
        page.locator("#id_level-national").check()
    assert results(page) == "5 results"


def test_on_a_phone_the_choices_are_applied_together(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.url, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(LIST)
    page.locator(".filters summary").click()
    page.locator("#id_level-national").check()
    assert page.url.endswith(LIST)
    page.wait_for_function("() => window.htmx")
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile(r"\?level=national$"))
    expect(page.locator("#results")).to_be_focused()
    context.close()
