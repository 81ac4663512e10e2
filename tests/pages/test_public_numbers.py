"""Every number that the site shows has a source: all pages, with the site's own content.

A public number is a quantity (each is made by one component, a link) or a number in an entry's own
texts. A quantity leads to a block that names at least one source; an entry with a number in its
texts names at least one source on its page. The names of things, such as Internet 3.0, are none.
"""

import re
from urllib.parse import urldefrag

import pytest
from django.utils.translation import override

from inet3site.publishing.bilingual import texts_of
from inet3site.publishing.models import Entry
from policies.models import Source
from tests.crawl import Crawl
from tests.pages.reading import LANGUAGES

pytestmark = pytest.mark.stores

NAMES = re.compile(
    r"(?:Internet|互联网)\s?3\.0|Web ?3(?:\.0)?|(?:CC BY |署名|Attribution )4\.0|BSD-3|GB/T \d+"
    r"|WCAG\s2\.2|[A-Z]+\d+|\d[A-Z]\b|https?://[^\s)]+",
    re.IGNORECASE,
)
"""Names with digits in them, which state no number."""


def is_source(href: str) -> bool:
    """Whether a link leads to the page of a source."""
    return bool(re.fullmatch(r"/[\w-]+/sources/[\w-]+/", href))


def test_the_walk_finds_every_entry_in_both_languages(crawled: Crawl) -> None:
    for entry in crawled.entries:
        for language in LANGUAGES:
            with override(language):
                assert entry.get_absolute_url() in crawled.pages, entry


def test_every_quantity_leads_to_a_source(crawled: Crawl) -> None:
    found = 0
    for page in crawled.pages.values():
        for href in page.of_class["quantity"]:
            path, anchor = urldefrag(href)
            block = crawled.pages[path or page.path].within
            assert anchor in block, f"{page.path}: {href}"
            assert any(map(is_source, block[anchor])), f"{page.path}: {href}"
            found += 1
    assert found > 200


def test_every_figure_is_a_quantity(crawled: Crawl) -> None:
    for page in crawled.pages.values():
        shown = page.classes.count("figure")
        made = page.classes.count("quantity") + page.classes.count("unnamed")
        assert shown <= made, page.path


def test_every_number_in_a_text_is_on_a_page_with_a_source(crawled: Crawl) -> None:
    for entry in crawled.entries:
        if not isinstance(entry, Source) and states_a_number(entry):
            for language in LANGUAGES:
                with override(language):
                    page = crawled.pages[entry.get_absolute_url()]
                assert any(map(is_source, page.links)), page.path


def test_every_dispute_is_marked_where_its_value_is(crawled: Crawl) -> None:
    found = 0
    for page in crawled.pages.values():
        blocks = {f"#{key}" for key in page.within if key.startswith("dispute-")}
        assert page.of_class["disputed"] == blocks, page.path
        for block in blocks:
            assert sum(map(is_source, page.within[block.lstrip("#")])) >= 1, page.path
        found += len(blocks)
    assert found >= 2 * len(LANGUAGES)


def states_a_number(entry: Entry) -> bool:
    """Whether a text of the entry has digits that are not part of a name."""
    return any(re.search(r"\d", NAMES.sub("", zh + en)) for _name, zh, en in texts_of(entry))
