"""Every list as an Atom feed."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

import feedparser
import pytest
from django.test import Client

from tests import factories as make
from tests.factories import UPDATED_AT
from tests.pages.reading import LANGUAGES, get

from .reading import count
from .test_facets import LISTS

pytestmark = [pytest.mark.public, pytest.mark.usefixtures("live")]

ATOM = "{http://www.w3.org/2005/Atom}"
ONCE = ("id", "title", "updated")


def feed(path: str) -> Any:
    """The feed at a path, which must be as RFC 4287 has it."""
    response = Client(HTTP_HOST="localhost").get(path)
    assert response.status_code == 200, path
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    check(ElementTree.fromstring(response.content))
    parsed = feedparser.parse(
        response.content, response_headers={"content-type": response["Content-Type"]}
    )
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def check(root: ElementTree.Element) -> None:
    """The rules of RFC 4287, section 4.1: what a feed and an entry must have, and how often."""
    assert root.tag == f"{ATOM}feed"
    ids = [root.findtext(f"{ATOM}id")]
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    relations = [link.get("rel") for link in root.findall(f"{ATOM}link")]
    assert sorted(map(str, relations)) == ["alternate", "self"]
    for each in [root, *root.findall(f"{ATOM}entry")]:
        for name in ONCE:
            assert len(each.findall(f"{ATOM}{name}")) == 1, name
        assert datetime.fromisoformat(str(each.findtext(f"{ATOM}updated"))).tzinfo
        for link in each.findall(f"{ATOM}link"):
            assert str(link.get("href")).startswith("http://localhost/")
    for entry in root.findall(f"{ATOM}entry"):
        ids.append(entry.findtext(f"{ATOM}id"))
        assert UUID(str(ids[-1]).removeprefix("urn:uuid:"))
    assert len(ids) == len(set(ids))


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_a_feed_that_its_head_names(name: str, language: str) -> None:
    path = f"/{language}/{name}/"
    page = get(path)
    assert f'type="application/atom+xml" href="{path}?format=atom">' in " ".join(page.split())
    found = feed(f"{path}?format=atom")
    assert len(found.entries) == count(page)
    assert found.feed.language == {"en": "en", "zh-hans": "zh-Hans"}[language]
    assert found.feed.id == f"http://localhost{path}?format=atom"
    for entry in found.entries:
        assert Client(HTTP_HOST="localhost").get(entry.link).status_code == 200


def test_a_feed_is_of_its_query_and_named_after_it() -> None:
    make.make_policy(slug="plan", kind="plan", title_en="The plan & more", summary_en="a < b")
    make.make_policy(slug="paper")
    found = feed("/en/policies/?kind=plan&sort=title&page=7&format=atom&utm_source=x")
    assert found.feed.title == "Policies · Kind: Plan · Beijing Internet 3.0"
    assert found.feed.id == "http://localhost/en/policies/?kind=plan&format=atom"
    assert found.feed.link == "http://localhost/en/policies/?kind=plan"
    [entry] = found.entries
    assert (entry.title, entry.summary) == ("The plan & more", "a &lt; b")


def test_a_feed_has_the_latest_editions_first_and_fifty_at_most() -> None:
    for number in range(55):
        moment = UPDATED_AT + timedelta(days=number)
        make.make_policy(
            slug=f"policy-{number}", updated_at=moment, published_on=f"{2050 - number}"
        )
    found = feed("/en/policies/?format=atom")
    assert [entry.link for entry in found.entries] == [
        f"http://localhost/en/policies/policy-{number}/" for number in range(54, 4, -1)
    ]
    assert found.feed.updated == found.entries[0].updated


def test_a_feed_says_in_which_language_a_title_is() -> None:
    make.make_policy(slug="plan", title_zh="只有中文", title_en="", summary_zh="", summary_en="")
    content = Client(HTTP_HOST="localhost").get("/en/policies/?format=atom").content.decode()
    assert '<entry xml:lang="zh-Hans"><title>只有中文</title>' in content


def test_a_feed_of_nothing_is_a_feed() -> None:
    assert feed("/en/policies/?kind=plan&format=atom").entries == []


def test_a_title_that_xml_cannot_hold_is_a_feed_all_the_same() -> None:
    make.make_policy(title_en="Plan\x0b\x1b \ufffe one")
    [entry] = feed("/en/policies/?format=atom").entries
    assert entry.title == "Plan  one"
