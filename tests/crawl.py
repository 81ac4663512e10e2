"""A walk over the whole site with its own content, made once for all tests that read its pages.

Every page of an entry and every list is read in both languages. Of what is derived from them
(histories, filtered lists, data), one address of each shape is read; all of them at night.
"""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import get_language_from_path, override

from inet3site.publishing.models import Entry
from inet3site.publishing.registry import all_types
from inet3site.publishing.stores import live_store

HOST = "localhost"
START = ("/en/", "/zh-hans/", "/robots.txt", "/sitemap.xml")
VOID = {
    *("area", "base", "br", "circle", "col", "embed", "hr", "img", "input", "line", "link"),
    *("meta", "path", "polygon", "polyline", "rect", "source", "track", "use", "wbr"),
}
ALL = "INET3_CRAWL_ALL"
"""The environment variable that has every address read, as the nightly run does."""


class PageReader(HTMLParser):
    """What a page says: its links, all, within each `id` and of each class, and its head."""

    def __init__(self, path: str, html: str) -> None:
        super().__init__()
        self.path = path
        self.links: set[str] = set()
        self.of_class: dict[str, set[str]] = defaultdict(set)
        self.within: dict[str, set[str]] = defaultdict(set)
        self.classes: list[str] = []
        self.head: list[dict[str, str]] = []
        self.data: list[str] = []
        self.title = ""
        self._open: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.classes += given.get("class", "").split()
        if tag not in VOID:
            self._open.append((tag, given))
        if given.get("id"):
            self.within[given["id"]] |= set()
        if tag in ("link", "meta"):
            self.head.append(given)
        if tag == "a" and "href" in given:
            self._add(given["href"], given.get("class", ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A shape holds no link."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            opened, _given = self._open.pop()
            assert opened == tag, f"{self.path}: </{tag}> closes <{opened}>"

    def handle_data(self, data: str) -> None:
        tag, given = self._open[-1] if self._open else ("", {})
        if tag == "title" and self._open[-2][0] == "head":
            self.title += data
        if tag == "script" and given.get("type") == "application/ld+json":
            self.data.append(data)

    def metas(self, name: str) -> list[str]:
        """The contents of the metas of this name or property."""
        return [
            each["content"]
            for each in self.head
            if name in (each.get("name"), each.get("property"))
        ]

    def alternates(self, **wanted: str) -> list[str]:
        """The addresses of the alternates with these attributes."""
        return [
            each["href"]
            for each in self.head
            if each.get("rel") == "alternate" and wanted.items() <= each.items()
        ]

    def canonical(self) -> str:
        """The canonical address; empty where there is none."""
        return next((each["href"] for each in self.head if each.get("rel") == "canonical"), "")

    def _add(self, href: str, classes: str) -> None:
        self.links.add(href)
        for name in classes.split():
            self.of_class[name].add(href)
        for _tag, given in self._open:
            if given.get("id"):
                self.within[given["id"]].add(href)


@dataclass
class Crawl:
    """The pages that were read, the headers and status of every address, and all entries."""

    pages: dict[str, PageReader] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    named_by: dict[str, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


def crawl() -> Crawl:
    """Load the content, read the site, and leave the databases as they were."""
    with transaction.atomic("default"), transaction.atomic("live"):
        call_command("load_content", verbosity=0)
        found = walk(everything=bool(os.environ.get(ALL)))
        with live_store():
            found.entries = [e for t in all_types() for e in t.model._default_manager.all()]
        for alias in ("default", "live"):
            transaction.set_rollback(True, alias)
    return found


def walk(*, everything: bool) -> Crawl:
    """Read the site from its home pages on."""
    found, waiting, shapes = Crawl(), [*START], set()
    client = Client(HTTP_HOST=HOST)
    while waiting:
        address = waiting.pop()
        whole = everything or is_main(address) or is_map(address)
        shape = address if whole else shape_of(address)
        if shape in shapes:
            continue
        shapes.add(shape)
        read(client, address, found)
        for target in targets(found, address):
            found.named_by.setdefault(target, address)
            waiting.append(target)
    return found


def read(client: Client, address: str, found: Crawl) -> None:
    """Read one address."""
    response = client.get(address)
    found.statuses[address] = response.status_code
    found.headers[address] = dict(response.headers)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if response.get("Content-Type", "").startswith(("text/", "application/")):
        found.texts[address] = content.decode()
    if response.get("Content-Type", "").startswith("text/html"):
        found.pages[address] = PageReader(address, found.texts[address])


def targets(found: Crawl, address: str) -> Iterator[str]:
    """The addresses on this site that an answer names, without fragments."""
    page = found.pages.get(address)
    if page is None:
        named: Iterable[str] = re.findall(r"<loc>([^<]+)</loc>", found.texts.get(address, ""))
    else:
        named = {*page.links, *page.alternates()}
    for href in named:
        parts = urlsplit(urljoin(f"http://{HOST}{address}", urldefrag(href).url))
        if parts.hostname == HOST and parts.scheme.startswith("http"):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def match_of(path: str) -> ResolverMatch | None:
    """How the URLconf knows a path; None where it doesn't."""
    with override(get_language_from_path(path) or "en"):
        try:
            return resolve(path)
        except Resolver404:
            return None


def is_main(address: str) -> bool:
    """Whether this is a page of the site, a list or the page of an entry, not one derived."""
    match = match_of(address)
    if "?" in address or match is None or get_language_from_path(address) is None:
        return False
    if "model" in match.kwargs:  # A view of all types of entries shows what is derived of one.
        return False
    kinds = {each.name.replace(".", ":") for each in all_types()} | {"pages:page"}
    return not match.captured_kwargs or match.view_name in kinds


def is_map(address: str) -> bool:
    """Whether this is a map of the site or of a part of it."""
    return address.startswith("/sitemap")


def shape_of(address: str) -> str:
    """What addresses have in common that differ by what they are about alone."""
    parts = urlsplit(address)
    language = get_language_from_path(parts.path)
    match = match_of(parts.path) or match_of(f"/en{parts.path}")
    route = match.route if match else parts.path
    return f"{language} {route} {sorted(parse_qs(parts.query))}"
