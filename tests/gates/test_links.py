"""Every link within the site leads somewhere, and to a place on the page that is there."""

from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from tests.crawl import HOST, Crawl

pytestmark = pytest.mark.stores


def test_every_address_that_is_named_answers(crawled: Crawl) -> None:
    broken = {
        address: f"{status}, named by {crawled.named_by.get(address)}"
        for address, status in crawled.statuses.items()
        if status != 200 and not leads_on(address, status)
    }
    assert broken == {}
    assert len(crawled.statuses) > 450


def leads_on(address: str, status: int) -> bool:
    """Whether this is an address whose task is to lead to another one."""
    is_permanent = address.startswith("/id/") and status == 303
    has_no_language = not address.startswith(("/en/", "/zh-hans/")) and status == 302
    return is_permanent or has_no_language


def test_every_link_into_a_page_finds_its_place(crawled: Crawl) -> None:
    tried = 0
    for page in crawled.pages.values():
        for href in page.links:
            target, anchor = urldefrag(urljoin(f"http://{HOST}{page.path}", href))
            parts = urlsplit(target)
            address = parts.path + (f"?{parts.query}" if parts.query else "")
            if anchor and parts.hostname == HOST and address in crawled.pages:
                assert anchor in crawled.pages[address].within, f"{page.path}: {href}"
                tried += 1
    assert tried > 1000
