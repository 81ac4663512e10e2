"""Every type of page in the browser: accessible, within the window, nothing refused by the CSP."""

from itertools import product
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.processes]

POLICY = "policies/internet-3-0-white-paper-2023/"
TARGETS = "policies/tongzhou-metaverse-action-plan-2022-2024/"
FUND = "initiatives/chaoyang-special-fund/"
PAGES = (
    *("", "about/", "policies/", POLICY, "layers/", "layers/infrastructure/"),
    *("technologies/", "technologies/blockchain/", "districts/", "districts/chaoyang/"),
    *("initiatives/", FUND, "organisations/", "organisations/apple/", "sources/"),
    *("sources/gameficrypto-white-paper/", "policies/nothing-here/"),
    *(TARGETS, "targets/", "commitments/", "glossary/", "glossary/metaverse/", "milestones/"),
    *("milestones/internet-3-0-white-paper-released/", "districts/yanqing/"),
    *("pages/other-places/", f"{FUND}history/", "commitments/?sort=amount&district=tongzhou"),
    *(f"{POLICY}?view=both", f"{TARGETS}?view=both"),
    *("support/", "support/?stage=open&district=tongzhou", "technologies/digital-human/"),
    "organisations/beijing-science-and-technology-commission/",
    *("timeline/", "timeline/?district=tongzhou", "commitments/figures/"),
    *("changes/", f"{POLICY}history/1/", "districts/chaoyang/history/1/"),
    f"{FUND}history/differences/",
    *("search/", "search/?q=metaverse", "search/?q=yuanyuzhou&type=policy", "search/?q=metavrese"),
)
LANGUAGES = ("en", "zh-hans")
SCHEMES = ("light", "dark")
WIDTHS = (360, 1280)
SAMPLE = [
    ("", "zh-hans", "light", 1280),
    ("", "en", "dark", 360),
    (POLICY, "en", "light", 1280),
    (POLICY, "zh-hans", "dark", 360),
    (f"{POLICY}?view=both", "en", "dark", 1280),
    ("districts/chaoyang/", "zh-hans", "light", 360),
    ("technologies/", "en", "dark", 1280),
    ("layers/", "zh-hans", "dark", 360),
    ("layers/infrastructure/", "en", "light", 1280),
    ("technologies/blockchain/", "zh-hans", "light", 360),
    ("support/", "en", "dark", 1280),
    ("support/", "zh-hans", "light", 360),
    ("policies/nothing-here/", "en", "light", 360),
    (FUND, "zh-hans", "dark", 1280),
    (TARGETS, "en", "light", 360),
    ("commitments/", "zh-hans", "light", 360),
    ("targets/", "en", "dark", 1280),
    ("glossary/", "zh-hans", "dark", 360),
    ("glossary/metaverse/", "en", "light", 1280),
    ("milestones/", "en", "light", 360),
    ("milestones/internet-3-0-white-paper-released/", "zh-hans", "dark", 1280),
    ("pages/other-places/", "en", "light", 360),
    (f"{FUND}history/", "zh-hans", "light", 1280),
    ("timeline/", "zh-hans", "light", 360),
    ("timeline/", "en", "dark", 1280),
    ("commitments/figures/", "en", "dark", 360),
    ("changes/", "zh-hans", "dark", 360),
    ("districts/chaoyang/history/1/", "en", "light", 360),
    ("search/", "zh-hans", "light", 360),
    ("search/?q=metaverse", "en", "dark", 1280),
    ("search/?q=metavrese", "zh-hans", "dark", 360),
]


Scheme = Literal["light", "dark"]


def look(
    browser: Browser, site: Site, path: str, language: str, scheme: Scheme, width: int
) -> None:
    """Open a page as one visitor sees it; nothing may be wrong with it."""
    context = browser.new_context(
        base_url=site.url, color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"/{language}/{path}")
    assert [text for text in complaints if "status of 404" not in text] == []
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG on the page: rule and element."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize(("path", "language", "scheme", "width"), SAMPLE)
def test_a_page_is_in_order(
    browser: Browser, site: Site, path: str, language: str, scheme: Scheme, width: int
) -> None:
    look(browser, site, path, language, scheme, width)


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("path", "language", "scheme", "width"), [*product(PAGES, LANGUAGES, SCHEMES, WIDTHS)]
)
def test_every_page_is_in_order(
    browser: Browser, site: Site, path: str, language: str, scheme: Scheme, width: int
) -> None:
    look(browser, site, path, language, scheme, width)


def test_the_language_switch_leads_to_the_same_page(page: Page) -> None:
    page.goto(f"/en/{POLICY}")
    page.get_by_role("link", name="中文").click()
    assert page.url.endswith(f"/zh-hans/{POLICY}")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"


@pytest.mark.parametrize(
    "path", ["", "policies/policy/", "policies/policy/add/", "districts/initiative/add/"]
)
def test_the_desk_keeps_within_the_policy(desk: Page, path: str) -> None:
    desk.goto(f"/admin/{path}")
    assert desk.locator("#content").count() == 1


def test_an_entry_with_all_its_rows_keeps_within_the_policy(desk: Page) -> None:
    for model in ("policies/policy", "districts/initiative"):
        desk.goto(f"/admin/{model}/")
        desk.locator("#result_list tbody a").first.click()
        desk.wait_for_selector("form[id$=_form]")
        desk.locator(".inline-group summary:visible").first.click()
        desk.locator(".select2-selection:visible").first.click()
        desk.wait_for_selector(".select2-results__option")
