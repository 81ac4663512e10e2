"""What the head of every page says: its one address, its other languages, its data, its picture."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from inet3site.publishing.stores import EDITORIAL_PATHS
from tests.crawl import HOST, Crawl, PageReader, is_main

pytestmark = pytest.mark.stores

EDITION = re.compile(r"history/\d+/$")
"""The end of the address of an old edition, whose one address is that of the present one."""

TAGS = {"en": "en", "zh-Hans": "zh-hans"}
POLICY = {
    **dict.fromkeys(("script-src", "style-src", "font-src", "connect-src"), "'self'"),
    **{"default-src": "'none'", "base-uri": "'none'", "frame-ancestors": "'none'"},
    **{"img-src": "'self' data:", "manifest-src": "'self'", "form-action": "'self'"},
}


@pytest.fixture
def pages(crawled: Crawl) -> list[PageReader]:
    """The pages that search engines should know."""
    return [page for address, page in crawled.pages.items() if is_main(address)]


def test_every_page_has_a_title_and_a_description_of_its_own_length(
    pages: list[PageReader],
) -> None:
    for page in pages:
        assert 2 < len(page.title.strip()) < 250, page.path
        (description,) = page.metas("description")
        assert 10 <= len(description) <= 160, f"{page.path}: {description}"
        assert "<" not in description + page.title, page.path
        assert page.metas("og:description") == [description]


def test_titles_tell_pages_of_one_kind_apart(pages: list[PageReader]) -> None:
    titles = [(page.path.split("/")[1:3], page.title) for page in pages]
    assert [each for each in titles if titles.count(each) > 1] == []


def test_every_page_has_one_address(crawled: Crawl) -> None:
    for page in crawled.pages.values():
        if page.canonical():
            assert page.canonical().startswith(f"http://{HOST}/"), page.path
            present = EDITION.sub("", urlsplit(page.path).path)
            assert urlsplit(page.canonical()).path == present
            assert bool(page.metas("robots")) == (present != urlsplit(page.path).path)
            assert "page=1" not in page.canonical()


def test_every_page_names_itself_in_each_language(pages: list[PageReader]) -> None:
    for page in pages:
        _, code, rest = page.path.split("/", 2)
        for tag, other in TAGS.items():
            assert page.alternates(hreflang=tag) == [f"http://{HOST}/{other}/{rest}"], page.path
        assert page.alternates(hreflang="x-default") == [f"http://{HOST}/{rest}"], page.path
        assert page.canonical() == page.metas("og:url")[0] == f"http://{HOST}/{code}/{rest}"


def test_every_page_leads_to_its_data(pages: list[PageReader]) -> None:
    for page in pages:
        assert page.alternates(type="application/json"), page.path


def test_every_page_can_be_shared(pages: list[PageReader]) -> None:
    for page in pages:
        (image,) = page.metas("og:image")
        assert finders.find(urlsplit(image).path.removeprefix("/static/")), page.path
        assert {*page.metas("og:locale"), *page.metas("og:locale:alternate")} == {"en_GB", "zh_CN"}
        assert page.metas("twitter:card") == ["summary_large_image"]


def test_every_page_has_the_strict_policy(crawled: Crawl) -> None:
    for address in crawled.pages:
        assert policy(crawled.headers[address]) == POLICY, address


def test_public_pages_set_no_cookie(crawled: Crawl) -> None:
    for address in crawled.pages:
        if crawled.statuses[address] == 200 and not address.startswith(EDITORIAL_PATHS):
            assert "Set-Cookie" not in crawled.headers[address], address
            assert "Cookie" not in crawled.headers[address].get("Vary", ""), address


@pytest.mark.parametrize("path", ["nothing/", "policies/nothing/", "policies/?year=x"])
def test_refusals_have_the_strict_policy_and_set_no_cookie(client: Client, path: str) -> None:
    response = client.get(f"/en/{path}", headers={"host": HOST})
    assert response.status_code >= 400
    assert policy(response.headers) == POLICY
    assert not response.cookies


def policy(headers: Mapping[str, str]) -> dict[str, str]:
    """The content security policy, by its directives."""
    parts = headers["Content-Security-Policy"].split(";")
    return dict(part.strip().split(" ", 1) for part in parts)


def test_the_map_of_the_site_has_every_page_in_both_languages(crawled: Crawl) -> None:
    named = {
        address
        for path, text in crawled.texts.items()
        if path.startswith("/sitemap-")
        for address in text.split("<loc>")
        if address.startswith("http")
    }
    paths = {urlsplit(address.partition("<")[0]).path for address in named}
    main = {address for address in crawled.pages if is_main(address)}
    assert main - paths == set()
    assert paths - crawled.pages.keys() == set()
