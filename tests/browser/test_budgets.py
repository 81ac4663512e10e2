"""What a first view costs a reader: bytes over the network, requests, and whom they reach."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Site
from tests.browser.test_pages import LANGUAGES, PAGES, POLICY, TARGETS

pytestmark = [pytest.mark.browser, pytest.mark.processes]

KILOBYTE = 1024
VIEW, READER = 14 * KILOBYTE, 40 * KILOBYTE
STYLES, SCRIPTS = 8 * KILOBYTE, 2 * KILOBYTE
REQUESTS = 5
READERS = tuple(
    f"{document}{way}" for document in (POLICY, TARGETS) for way in ("", "?view=both", "history/1/")
)
SAMPLE = ["", "policies/", f"{POLICY}?view=both", "commitments/", "timeline/", "glossary/"]
ENCODED = {"br", "gzip"}


@dataclass
class View:
    """What a page and all that belongs to it took: bytes as sent, by the type of the resource."""

    sizes: dict[str, list[int]] = field(default_factory=dict)
    hosts: set[str] = field(default_factory=set)
    encodings: set[str] = field(default_factory=set)

    @property
    def requests(self) -> int:
        """How many files were fetched."""
        return sum(map(len, self.sizes.values()))

    @property
    def bytes(self) -> int:
        """How many bytes came over the network, headers included."""
        return sum(map(sum, self.sizes.values()))


def view(browser: Browser, site: Site, path: str) -> View:
    """Open a page as somebody who was never here."""
    seen, kinds = View(), {}
    context = browser.new_context(base_url=site.url, viewport={"width": 360, "height": 800})
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")

    def begun(event: dict) -> None:
        kinds[event["requestId"]] = event["type"]
        seen.hosts.add(urlsplit(event["response"]["url"]).netloc)
        if event["type"] in ("Document", "Stylesheet", "Script"):
            headers = {name.lower(): value for name, value in event["response"]["headers"].items()}
            seen.encodings.add(headers.get("content-encoding", "none"))

    def finished(event: dict) -> None:
        size = int(event["encodedDataLength"])
        seen.sizes.setdefault(kinds.get(event["requestId"], "Other"), []).append(size)

    network.on("Network.responseReceived", begun)
    network.on("Network.loadingFinished", finished)
    page.goto(path, wait_until="networkidle")
    context.close()
    return seen


def pages(paths: Iterable[str]) -> list[str]:
    """The addresses of these pages in both languages."""
    return [f"/{language}/{path}" for language in LANGUAGES for path in paths]


def check(browser: Browser, site: Site, path: str) -> None:
    """The page keeps to the budgets."""
    seen = view(browser, site, path)
    limit = READER if path.split("/", 2)[2] in READERS else VIEW
    assert seen.bytes <= limit, f"{path}: {seen.sizes}"
    assert sum(seen.sizes.get("Stylesheet", [])) <= STYLES, path
    assert sum(seen.sizes.get("Script", [])) <= SCRIPTS, path
    assert seen.requests <= REQUESTS, f"{path}: {seen.sizes}"
    assert seen.hosts == {urlsplit(site.url).netloc}, path
    assert seen.encodings <= ENCODED, path


@pytest.mark.parametrize("path", pages(SAMPLE))
def test_a_first_view_keeps_to_the_budget(browser: Browser, site: Site, path: str) -> None:
    check(browser, site, path)


@pytest.mark.nightly
@pytest.mark.parametrize("path", pages(PAGES))
def test_every_first_view_keeps_to_the_budget(browser: Browser, site: Site, path: str) -> None:
    check(browser, site, path)
