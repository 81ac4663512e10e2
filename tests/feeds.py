"""A strict reader of Atom feeds (RFC 4287), for all tests that look at one."""

import re
from xml.etree import ElementTree

import feedparser

ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
IRI = re.compile(r"(?:https?://|urn:|tag:)\S+")


def check_atom(text: str) -> list[ElementTree.Element]:
    """The entries of a feed, once it has all that RFC 4287 wants; raise AssertionError."""
    feed = ElementTree.fromstring(text)
    assert feed.tag == f"{ATOM}feed"
    _check_parts(feed)
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        _check_parts(entry)
        assert entry.find(f"{ATOM}content") is not None or _links(entry, "alternate")
        assert _authors(entry) or _authors(feed), "Nobody has written an entry."
    ids = [each.findtext(f"{ATOM}id") for each in (feed, *entries)]
    assert len(ids) == len(set(ids)), "Two have the same id."
    assert _links(feed, "self"), "The feed doesn't say where it is."
    parsed = feedparser.parse(text)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return entries


def _check_parts(element: ElementTree.Element) -> None:
    """Exactly one id, title and date, each of the right form (sections 4.1.1 and 4.1.2)."""
    for name in ("id", "title", "updated"):
        assert len(element.findall(f"{ATOM}{name}")) == 1, f"one {name} is needed"
    assert (element.findtext(f"{ATOM}title") or "").strip()
    assert IRI.fullmatch(element.findtext(f"{ATOM}id") or "")
    for name in ("updated", "published"):
        for date in element.findall(f"{ATOM}{name}"):
            assert RFC_3339.fullmatch(date.text or ""), date.text


def _links(element: ElementTree.Element, rel: str) -> list[ElementTree.Element]:
    links = element.findall(f"{ATOM}link")
    return [link for link in links if link.get("rel", "alternate") == rel and link.get("href")]


def _authors(element: ElementTree.Element) -> list[ElementTree.Element]:
    return element.findall(f"{ATOM}author/{ATOM}name")
