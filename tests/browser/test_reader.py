"""The page of a document in the browser: what follows the reader, what opens, what is printed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, without_javascript
from tests.browser.test_pages import violations

pytestmark = [pytest.mark.browser, pytest.mark.processes]

PAGE = "/en/policies/internet-3-0-white-paper-2023/"


@pytest.fixture
def plain(browser: Browser, site: Site) -> Iterator[Page]:
    """A page without JavaScript."""
    with without_javascript(browser, site, 1280) as page:
        yield page


def test_a_term_is_explained_without_javascript(plain: Page) -> None:
    plain.goto(f"{PAGE}#s-1-1")
    explanation = plain.locator("#term-internet-3-0")
    expect(explanation).to_be_hidden()
    term = plain.locator("#s-1-1 button", has_text="Internet 3.0")
    term.focus()
    plain.keyboard.press("Enter")
    expect(explanation).to_be_visible()
    expect(explanation).to_contain_text("互联网3.0")
    plain.keyboard.press("Tab")
    expect(explanation.get_by_role("link")).to_be_focused()
    plain.keyboard.press("Escape")
    expect(explanation).to_be_hidden()
    expect(term).to_be_focused()


def test_an_open_explanation_is_accessible_and_beside_its_term(page: Page) -> None:
    page.goto(PAGE)
    term = page.locator("#s-2-1 button").first
    term.click()
    explanation = page.locator("[popover]:popover-open")
    assert violations(page) == []
    above, below = term.bounding_box(), explanation.bounding_box()
    assert above
    assert below
    assert abs(above["y"] + above["height"] - below["y"]) < 12


def marked(page: Page) -> list[str]:
    """The entries of the contents that look like the place of the reader."""
    return page.locator(".contents a").evaluate_all(
        "links => links.filter(each => getComputedStyle(each).fontWeight > 600)"
        ".map(each => each.hash)"
    )


def test_the_contents_follow_the_reader(page: Page) -> None:
    page.goto(f"{PAGE}#s-3")
    here = page.locator(".contents [aria-current=location]")
    expect(here).to_have_attribute("href", "#s-3")
    assert marked(page) == ["#s-3"]
    page.set_viewport_size({"width": 1280, "height": 300})
    page.locator("#s-5-2").evaluate("section => section.scrollIntoView()")
    expect(here).to_have_attribute("href", "#s-5-2")
    expect(here).to_be_in_viewport()


def test_the_contents_follow_without_javascript(plain: Page) -> None:
    plain.goto(f"{PAGE}#s-3")
    expect(plain.locator(".contents a[href='#s-3']")).to_have_css("font-weight", "650")
    assert marked(plain) == ["#s-3"]


def test_the_link_of_a_section_is_copied_with_its_view(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{PAGE}?view=both")
    page.locator("#s-2-1 .self a").click()
    expect(page.get_by_role("status")).to_have_text("Link copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"{PAGE}?view=both#s-2-1")
    assert page.url == copied


def test_both_languages_stand_side_by_side_and_on_a_phone_below_each_other(plain: Page) -> None:
    plain.goto(PAGE)
    plain.get_by_role("link", name="Side by side").click()
    chinese, english = plain.locator("#s-2-1 .prose").all()
    left, right = chinese.bounding_box(), english.bounding_box()
    assert left
    assert right
    assert left["x"] + left["width"] < right["x"]
    plain.set_viewport_size({"width": 360, "height": 900})
    above, below = chinese.bounding_box(), english.bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"]


def test_a_print_is_the_document_without_ways_around(plain: Page) -> None:
    plain.goto(PAGE)
    plain.emulate_media(media="print")
    for navigation in plain.get_by_role("navigation").all():
        expect(navigation).to_be_hidden()
    for shown in ("All sources", "Permanent address", "Edition 1"):
        expect(plain.locator(".printed", has_text=shown)).to_be_visible()
    expect(plain.locator("#s-1-1 .sources").first).to_be_visible()
    assert plain.pdf(prefer_css_page_size=True).startswith(b"%PDF")
