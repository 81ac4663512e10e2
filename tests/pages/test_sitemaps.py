"""What robots are told: what they may read, and where all pages are."""

from xml.etree import ElementTree

import pytest

from inet3site.publishing.stores import live_store
from tests import factories as make
from tests.pages.reading import get

pytestmark = pytest.mark.public

MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINKS = "{http://www.w3.org/1999/xhtml}"


def test_robots_may_read_all_but_the_desk() -> None:
    lines = get("/robots.txt").splitlines()
    assert {"User-agent: *", "Disallow: /admin/", "Disallow: /preview/", "Disallow: /report/"} <= {
        *lines
    }
    assert "Sitemap: http://localhost/sitemap.xml" in lines


def test_the_map_names_an_entry_in_each_language_with_its_date() -> None:
    with live_store():
        term = make.make_term(slug="metaverse")
    index = ElementTree.fromstring(get("/sitemap.xml"))
    part = next(e for e in index if "sitemap-term.xml" in (e.findtext(f"{MAPS}loc") or ""))
    assert (part.findtext(f"{MAPS}lastmod") or "").startswith("2026-11-22")
    urls = ElementTree.fromstring(get("/sitemap-term.xml")).findall(f"{MAPS}url")
    found = {url.findtext(f"{MAPS}loc"): url for url in urls}
    assert {*found} == {
        f"http://localhost/{code}/glossary/{term.slug}/" for code in ("en", "zh-hans")
    }
    for url in found.values():
        assert url.findtext(f"{MAPS}lastmod") == "2026-11-22"
        tags = [link.get("hreflang") for link in url.findall(f"{LINKS}link")]
        assert tags == ["en", "zh-hans", "x-default"]


def test_the_map_of_an_empty_site_is_empty() -> None:
    assert ElementTree.fromstring(get("/sitemap-policy.xml")).findall(f"{MAPS}url") == []
    assert "/en/policies/" in get("/sitemap-lists.xml")
    get("/sitemap-nothing.xml", status=404)
    get("/sitemap-policy.xml?p=9", status=404)
    get("/sitemap-policy.xml?p=x", status=404)


def test_a_404_names_what_is_near() -> None:
    with live_store():
        make.make_term(slug="digital-twin", name_en="Digital twin")
        make.make_term(slug="blockchain", name_en="Blockchain")
    page = get("/en/glossary/digital-twins/", status=404)
    assert "Did you mean" in page
    assert 'href="/en/glossary/digital-twin/"' in page
    assert "/en/glossary/blockchain/" not in page
    assert "All terms" in page
    assert "Did you mean" not in get("/en/glossary/zzz/", status=404)
    assert "Did you mean" not in get("/en/nowhere/", status=404)


def test_a_page_of_a_list_is_its_own_address() -> None:
    with live_store():
        for _ in range(51):
            make.make_term()
    page = get("/en/glossary/?page=2&sort=x")
    assert '<link rel="canonical" href="http://localhost/en/glossary/?page=2">' in page
    assert 'hreflang="zh-Hans" href="http://localhost/zh-hans/glossary/?page=2"' in page
    assert '<link rel="canonical" href="http://localhost/en/glossary/">' in get(
        "/en/glossary/?page=1"
    )
