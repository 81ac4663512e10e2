"""Every number that the site shows has a source: all pages, with the site's own content.

A public number is a quantity (each is made by one component, a link) or a number in an entry's own
texts. A quantity leads to a block that names at least one source; an entry with a number in its
texts names at least one source on its page. The names of things, such as Internet 3.0, are none.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urldefrag

import pytest
from django.core.management import call_command
from django.test import Client, TestCase
from django.utils.translation import override

from inet3site.publishing.bilingual import texts_of
from inet3site.publishing.models import Entry
from inet3site.publishing.registry import all_types
from inet3site.publishing.stores import live_store
from policies.models import Source
from tests.pages.reading import LANGUAGES

pytestmark = pytest.mark.stores

VOID = {"br", "hr", "img", "input", "link", "meta", "path", "rect"}
NAMES = re.compile(
    r"(?:Internet|互联网)\s?3\.0|Web ?3(?:\.0)?|(?:CC BY |署名|Attribution )4\.0|BSD-3|GB/T \d+"
    r"|WCAG\s2\.2|[A-Z]+\d+|\d[A-Z]\b|https?://[^\s)]+",
    re.IGNORECASE,
)
"""Names with digits in them, which state no number."""

SITE = ("/en/", "/zh-hans/")
NO_PAGES = re.compile(r"/history/$|\?")


class PageReader(HTMLParser):
    """The links of a page: all, those within each `id`, and those of each class."""

    def __init__(self, path: str, html: str) -> None:
        super().__init__()
        self.path = path
        self.links: set[str] = set()
        self.of_class: dict[str, set[str]] = defaultdict(set)
        self.within: dict[str, set[str]] = defaultdict(set)
        self.classes: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.classes += given.get("class", "").split()
        if tag not in VOID:
            self._open.append(given.get("id", ""))
        if given.get("id"):
            self.within[given["id"]] |= set()
        if tag == "a" and "href" in given:
            self._add(given["href"], given.get("class", ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A shape holds no link."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._open.pop()

    def _add(self, href: str, classes: str) -> None:
        self.links.add(href)
        for name in classes.split():
            self.of_class[name].add(href)
        for key in filter(None, self._open):
            self.within[key].add(href)


def is_source(href: str) -> bool:
    """Whether a link leads to the page of a source."""
    return bool(re.fullmatch(r"/[\w-]+/sources/[\w-]+/", href))


class PublicNumbersTest(TestCase):
    databases = {"default", "live"}
    pages: dict[str, PageReader]

    @classmethod
    def setUpTestData(cls) -> None:
        call_command("load_content", verbosity=0)
        cls.pages = {}
        waiting = {*SITE}
        while waiting:
            page = cls.read(waiting.pop())
            cls.pages[page.path] = page
            waiting |= {*internal(page)} - cls.pages.keys()

    @classmethod
    def read(cls, path: str) -> PageReader:
        response = Client(HTTP_HOST="localhost").get(path)
        assert response.status_code == 200, path
        return PageReader(path, response.content.decode())

    def test_the_walk_finds_every_entry_in_both_languages(self) -> None:
        for entry in entries():
            for language in LANGUAGES:
                with override(language):
                    assert entry.get_absolute_url() in self.pages, entry

    def test_every_quantity_leads_to_a_source(self) -> None:
        found = 0
        for page in self.pages.values():
            for href in page.of_class["quantity"]:
                path, anchor = urldefrag(href)
                block = self.pages[path or page.path].within
                assert anchor in block, f"{page.path}: {href}"
                assert any(map(is_source, block[anchor])), f"{page.path}: {href}"
                found += 1
        assert found > 200

    def test_every_figure_is_a_quantity(self) -> None:
        for page in self.pages.values():
            shown = page.classes.count("figure")
            made = page.classes.count("quantity") + page.classes.count("unnamed")
            assert shown <= made, page.path

    def test_every_number_in_a_text_is_on_a_page_with_a_source(self) -> None:
        for entry in entries():
            if not isinstance(entry, Source) and states_a_number(entry):
                for language in LANGUAGES:
                    with override(language):
                        page = self.pages[entry.get_absolute_url()]
                    assert any(map(is_source, page.links)), page.path

    def test_every_dispute_is_marked_where_its_value_is(self) -> None:
        found = 0
        for page in self.pages.values():
            blocks = {f"#{key}" for key in page.within if key.startswith("dispute-")}
            assert page.of_class["disputed"] == blocks, page.path
            for block in blocks:
                assert sum(map(is_source, page.within[block.lstrip("#")])) >= 1, page.path
            found += len(blocks)
        assert found >= 2 * len(LANGUAGES)


def internal(page: PageReader) -> Iterator[str]:
    """The pages that a page leads to; histories and filtered lists show no number of their own."""
    for href in page.links:
        path = urldefrag(href).url
        if path.startswith(SITE) and not NO_PAGES.search(path):
            yield path


def entries() -> list[Entry]:
    """All published entries."""
    with live_store():
        return [entry for each in all_types() for entry in each.model._default_manager.all()]


def states_a_number(entry: Entry) -> bool:
    """Whether a text of the entry has digits that are not part of a name."""
    return any(re.search(r"\d", NAMES.sub("", zh + en)) for _name, zh, en in texts_of(entry))
