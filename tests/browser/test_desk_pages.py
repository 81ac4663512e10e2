"""The main pages of the desk, light and dark, in both languages, on a screen and on a tablet."""

from itertools import cycle, product
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browser.conftest import Site, is_complaint, sign_in
from tests.browser.test_pages import violations

pytestmark = [pytest.mark.browser, pytest.mark.processes]

Scheme = Literal["light", "dark"]

POLICY = "policies/policy/{policy}"
PAGES = [
    "",
    "english/",
    "policies/",
    "password_change/",
    "auth/user/",
    "auth/user/add/",
    "auth/group/",
    "policies/policy/",
    "policies/policy/?state=live",
    "policies/policy/add/",
    "policies/policy/import/",
    "policies/policy/export/",
    "policies/policy/ingest/",
    f"{POLICY}/history/",
    f"{POLICY}/history/?from=1&to=1",
    f"{POLICY}/ingest/",
    f"{POLICY}/withdraw/",
    f"{POLICY}/preview-links/",
    "policies/source/add/",
    "policies/organisation/",
    "districts/milestone/add/",
    "pages/sitepage/",
    "reports/report/",
    "links/link/",
]
WAYS = [*product(("en", "zh-CN"), ("light", "dark"), (1280, 820))]
SAMPLE = list(zip(PAGES, cycle([WAYS[0], WAYS[7], WAYS[3], WAYS[4]]), strict=False))

UNMADE = ".admin-autocomplete:not(.select2-hidden-accessible, [name*=__prefix__])"

KEY = """
from policies.models import Policy
print(Policy.objects.get(slug="internet-3-0-white-paper-2023").pk)
"""


@pytest.fixture(scope="module")
def policy(site: Site) -> str:
    """The key of the white paper."""
    return site.stores.manage("shell", "-v0", "-c", KEY).strip()


@pytest.fixture(scope="module")
def signed_in(browser: Browser, site: Site) -> StorageState:
    """The cookies of an editor who has signed in."""
    context = browser.new_context(base_url=site.url)
    sign_in(context.new_page(), "editor")
    state = context.storage_state()
    context.close()
    return state


def look(
    browser: Browser,
    site: Site,
    cookies: StorageState | None,
    path: str,
    way: tuple[str, Scheme, int],
) -> None:
    """The page has no fault that axe or the browser can find, and fits its window."""
    language, scheme, width = way
    context = browser.new_context(
        base_url=site.url,
        storage_state=cookies,
        locale=language,
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda each: complaints.append(each.text) if is_complaint(each) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    response = page.goto(f"/admin/{path}")
    assert response
    assert response.status == 200
    check(page, width)
    assert complaints == []
    context.close()


def check(page: Page, width: int) -> None:
    # The search boxes are made by one script and then named by another.
    for pending in (UNMADE, "[role=combobox]:not([aria-labelledby*=_label])"):
        expect(page.locator(pending)).to_have_count(0)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("path", "way"), SAMPLE)
def test_a_page_of_the_desk_is_in_order(
    browser: Browser,
    site: Site,
    signed_in: StorageState,
    policy: str,
    path: str,
    way: tuple[str, Scheme, int],
) -> None:
    look(browser, site, signed_in, path.format(policy=policy), way)


@pytest.mark.nightly
@pytest.mark.parametrize(("path", "way"), [*product(PAGES, WAYS)])
def test_every_page_of_the_desk_is_in_order(
    browser: Browser,
    site: Site,
    signed_in: StorageState,
    policy: str,
    path: str,
    way: tuple[str, Scheme, int],
) -> None:
    look(browser, site, signed_in, path.format(policy=policy), way)
