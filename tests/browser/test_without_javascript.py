"""Every journey of a reader who has no JavaScript, on a phone and at a desk."""

import csv
import re
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Site, without_javascript

pytestmark = [pytest.mark.browser, pytest.mark.processes]

WHITE_PAPER = "/en/policies/internet-3-0-white-paper-2023/"
FUND = "/en/initiatives/chaoyang-special-fund/"
TECHNOLOGY = "/en/technologies/digital-twin/"
TERM = "/zh-hans/glossary/metaverse/"


@pytest.fixture(scope="module", autouse=True)
def second_edition(site: Site) -> None:
    """One technology has changed since it was first published."""
    site.stores.manage("shell", "-v0", "-c", CHANGE)


CHANGE = """
from django.db import transaction
from inet3site.publishing import ledger
from policies.models import Technology
with transaction.atomic():
    ledger.lock()
    technology = Technology.objects.get(slug="digital-twin")
    technology.description_en += " An added remark."
    technology.save()
    ledger.revise(technology)
    ledger.publish(technology)
"""


@pytest.fixture(params=[360, 1280])
def reader(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page of somebody without JavaScript; everything must fit the window."""
    with without_javascript(browser, site, request.param) as page:
        yield page
        assert page.evaluate("document.documentElement.scrollWidth") <= request.param


def link(page: Page, name: str | re.Pattern[str]) -> Locator:
    """The first link of the page's own content with this name."""
    return page.locator("main").get_by_role("link", name=name).first


def unfold(page: Page, block: str) -> None:
    """Open what a small window folds away."""
    summary = page.locator(f"{block} summary")
    if summary.is_visible() and page.locator(f"{block}[open]").count() == 0:
        summary.click()


def target(page: Page) -> Locator:
    """What the fragment of the address names; the browser must agree."""
    found = page.locator(f"#{page.url.partition('#')[2]}")
    assert found.evaluate("element => element.matches(':target')")
    return found


def a_section_is_found_by_its_words(page: Page) -> None:
    page.goto("/en/policies/")
    if page.get_by_role("searchbox", name="Search").is_hidden():
        page.get_by_role("link", name="Search").click()
    page.get_by_role("searchbox", name="Search").fill("digital twin")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("Also searched for: 数字孪生")).to_be_visible()
    link(page, "Policies (1)").click()
    page.locator("main a[href*='#s-']").first.click()
    expect(target(page)).to_be_in_viewport()


def a_misspelt_word_leads_to_the_right_one(page: Page) -> None:
    page.goto("/en/search/?q=metavesre")
    page.locator("main a[href*='q=metaverse']").first.click()
    expect(page.locator("main mark").first).to_have_text(re.compile("metaverse", re.IGNORECASE))


def a_list_is_filtered_unfiltered_and_kept(page: Page) -> None:
    page.goto("/en/policies/")
    unfold(page, ".filters")
    page.locator("#id_level-national").check()
    page.locator("select[name=kind]").select_option("plan")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("#results")).to_have_text("2 results")
    table = page.request.get(f"{page.url}&format=csv").text()
    assert len([*csv.reader(StringIO(table))]) == 3
    assert link(page, "CSV").get_attribute("href")
    link(page, "Level: National").click()
    assert "level" not in page.url


def a_long_list_is_read_page_by_page(page: Page) -> None:
    page.goto("/en/sources/")
    first = page.locator("main h3").first.inner_text()
    link(page, re.compile("^Next")).click()
    assert "page=2" in page.url
    assert page.locator("main h3").first.inner_text() != first


def both_languages_are_read_side_by_side(page: Page) -> None:
    page.goto(WHITE_PAPER)
    link(page, "Side by side").click()
    chinese, english = page.locator("#s-2-1 .prose").all()
    expect(chinese).to_have_attribute("lang", "zh-Hans")
    expect(english).to_be_visible()


def a_term_is_explained_where_it_stands(page: Page) -> None:
    page.goto(f"{WHITE_PAPER}#s-1-1")
    explanation = page.locator("#term-internet-3-0")
    expect(explanation).to_be_hidden()
    page.locator("#s-1-1 button", has_text="Internet 3.0").click()
    expect(explanation).to_be_visible()
    page.keyboard.press("Escape")
    expect(explanation).to_be_hidden()


def the_contents_lead_to_a_section(page: Page) -> None:
    page.goto(WHITE_PAPER)
    unfold(page, ".contents")
    page.locator(".contents a[href='#s-3']").click()
    expect(target(page)).to_be_in_viewport()


def a_number_opens_its_quote(page: Page) -> None:
    page.goto("/en/")
    quote = page.get_by_text("每年拿出1亿专项资金")
    expect(quote).to_be_hidden()
    page.locator("a.quantity").first.click()
    expect(quote).to_be_visible()


def a_target_leads_to_its_source(page: Page) -> None:
    page.goto("/en/targets/?policy=tongzhou-metaverse-action-plan-2022-2024")
    page.locator("a.quantity").first.click()
    target(page).locator("a[href*='/sources/']").first.click()
    assert "/en/sources/" in page.url


def sources_that_disagree_are_compared(page: Page) -> None:
    page.goto(FUND)
    page.locator("a.disputed").first.click()
    expect(target(page).get_by_text("used on this page")).to_be_visible()


def a_document_is_cited(page: Page) -> None:
    page.goto(WHITE_PAPER)
    page.locator("summary", has_text="Cite this page").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="BibTeX").click()
    assert download.value.path().read_text().startswith("@")


def what_changed_is_compared(page: Page) -> None:
    page.goto(TECHNOLOGY)
    link(page, re.compile("^History: edition 2")).click()
    page.locator("main a[href*='/differences/']").first.click()
    expect(page.locator("main ins", has_text="An added remark.")).to_be_visible()


def an_old_edition_says_that_it_is_old(page: Page) -> None:
    page.goto("/en/changes/")
    page.locator(f"main a[href^='{TECHNOLOGY}']").first.click()
    page.goto(f"{TECHNOLOGY}history/1/")
    expect(page.locator(".past")).to_be_visible()
    expect(page.locator("main", has_text="An added remark.")).to_have_count(0)
    page.locator(f".past a[href='{TECHNOLOGY}']").click()
    expect(page.locator("main", has_text="An added remark.")).to_be_visible()


def a_layer_leads_to_a_technology_and_on_to_a_document(page: Page) -> None:
    page.goto("/en/layers/")
    link(page, re.compile("^L1 ")).click()
    link(page, "Blockchain").click()
    assert page.url.endswith("/en/technologies/blockchain/")
    page.locator("main a[href^='/en/policies/']").first.click()
    expect(page.locator("h1")).to_be_visible()


def a_district_leads_to_what_was_promised_and_said(page: Page) -> None:
    page.goto("/en/")
    page.locator(".cartogram a", has_text="Chaoyang").click()
    page.locator("main a[href^='/en/initiatives/']").first.click()
    page.locator("main a[href^='/en/sources/']:visible").first.click()
    expect(page.locator("h1")).to_be_visible()


def the_timeline_becomes_a_calendar(page: Page) -> None:
    page.goto("/en/timeline/?district=chaoyang")
    address = page.locator("main a[href*='calendar.ics']").get_attribute("href")
    calendar = page.request.get(str(address))
    assert "district=chaoyang" in str(address)
    assert calendar.text().startswith("BEGIN:VCALENDAR")


def a_firm_finds_its_support(page: Page) -> None:
    page.goto("/en/support/")
    unfold(page, ".filters")
    page.locator("select[name=district]").select_option("chaoyang")
    page.get_by_role("button", name="Apply").click()
    assert "district=chaoyang" in page.url
    link(page, re.compile("fund", re.IGNORECASE)).click()
    expect(page.locator("h1")).to_be_visible()


def an_error_is_reported(page: Page) -> None:
    page.goto(TERM)
    page.get_by_role("link", name="报告错误").click()
    expect(page.get_by_label("页面")).to_have_value(TERM)
    page.get_by_label("错误内容").fill("释义与来源不一致。")
    page.get_by_role("button", name="提交").click()
    page.get_by_role("link", name="返回原页面").click()
    assert page.url.endswith(TERM)


def the_other_language_is_one_link_away(page: Page) -> None:
    page.goto("/en/policies/?level=national")
    page.get_by_role("link", name="中文").click()
    assert page.url.endswith("/zh-hans/policies/?level=national")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


def the_menu_leads_to_each_part_of_the_site(page: Page) -> None:
    page.goto("/en/")
    unfold(page, ".menu")
    page.locator(".menu").get_by_role("link", name="Timeline").click()
    assert page.url.endswith("/en/timeline/")


JOURNEYS: list[Callable[[Page], None]] = [
    a_section_is_found_by_its_words,
    a_misspelt_word_leads_to_the_right_one,
    a_list_is_filtered_unfiltered_and_kept,
    a_long_list_is_read_page_by_page,
    both_languages_are_read_side_by_side,
    a_term_is_explained_where_it_stands,
    the_contents_lead_to_a_section,
    a_number_opens_its_quote,
    a_target_leads_to_its_source,
    sources_that_disagree_are_compared,
    a_document_is_cited,
    what_changed_is_compared,
    an_old_edition_says_that_it_is_old,
    a_layer_leads_to_a_technology_and_on_to_a_document,
    a_district_leads_to_what_was_promised_and_said,
    the_timeline_becomes_a_calendar,
    a_firm_finds_its_support,
    an_error_is_reported,
    the_other_language_is_one_link_away,
    the_menu_leads_to_each_part_of_the_site,
]


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.__name__)
def test_a_journey_works_without_javascript(reader: Page, journey: Callable[[Page], None]) -> None:
    journey(reader)
