"""Every feed that a page names is a feed, to the letter."""

import pytest

from tests.crawl import HOST, Crawl
from tests.feeds import check_atom

pytestmark = pytest.mark.stores

SOUND = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>https://inet3.example/feed</id><title>Changes</title>
  <updated>2026-11-22T04:00:00Z</updated><author><name>Editors</name></author>
  <link rel="self" href="https://inet3.example/feed"/>
  <entry><id>urn:uuid:1</id><title>One</title><updated>2026-11-22T04:00:00+08:00</updated>
    <link href="https://inet3.example/1"/></entry>
</feed>"""

BROKEN = [
    ("<id>urn:uuid:1</id>", ""),
    ("urn:uuid:1", "https://inet3.example/feed"),
    ("urn:uuid:1", "1"),
    ("<title>One</title>", "<title> </title>"),
    ("2026-11-22T04:00:00+08:00", "22 Nov 2026"),
    ('<link rel="self" href="https://inet3.example/feed"/>', ""),
    ("<author><name>Editors</name></author>", ""),
    ('<link href="https://inet3.example/1"/>', ""),
]


def test_every_feed_is_sound(crawled: Crawl) -> None:
    for page in crawled.pages.values():
        for href in page.alternates(type="application/atom+xml"):
            text = crawled.texts.get(href.removeprefix(f"http://{HOST}"))
            if text is not None:
                check_atom(text)


def test_the_check_takes_a_sound_feed() -> None:
    assert len(check_atom(SOUND)) == 1


@pytest.mark.parametrize(("part", "instead"), BROKEN)
def test_the_check_finds_what_is_wrong(part: str, instead: str) -> None:
    assert part in SOUND
    with pytest.raises(AssertionError):
        check_atom(SOUND.replace(part, instead))
