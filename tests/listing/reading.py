"""What tests of lists read of a page: the facets, and how many rows there are."""

import re
from html.parser import HTMLParser

from tests.pages.reading import words

NUMBER = re.compile(r"\d+")


class Facets(HTMLParser):
    """The values that the form offers, with their counts, and those that are chosen, by name."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[str, dict[str, int]] = {}
        self.chosen: dict[str, str] = {}
        self.menu = self.value = ""
        self.text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        of = {name: value or "" for name, value in attributes}
        if tag == "select":
            self.menu = of["name"]
        if tag == "option" or (tag == "input" and of.get("type") == "radio"):
            self.option(of.get("name", self.menu), of["value"], of)

    def option(self, name: str, value: str, attributes: dict[str, str]) -> None:
        self.menu, self.value, self.text = name, value, ""
        if value and not attributes.keys().isdisjoint({"checked", "selected"}):
            self.chosen[name] = value

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        numbers = NUMBER.findall(self.text)
        if tag in ("option", "label") and self.value and self.menu != "sort" and numbers:
            self.counts.setdefault(self.menu, {})[self.value] = int(numbers[-1])
        if tag in ("option", "label"):
            self.value = ""


def facets(html: str) -> Facets:
    """The facets of a page."""
    found = Facets()
    found.feed(html)
    return found


def count(html: str) -> int:
    """The number of results that a page names."""
    match = re.search(r"(\d+) results?\b|共(\d+)条结果", words(html))
    assert match, words(html)
    return int(match[1] or match[2])
