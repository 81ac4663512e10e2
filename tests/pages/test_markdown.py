"""Markdown to safe HTML."""

from html.parser import HTMLParser

import pytest

from inet3site.markdown import to_html


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,x)",
        "<img src=x onerror=alert(1)>",
        "![x](https://example.org/x.png)",
        '[x](https://example.org/ "a\\" onclick=\\"b")',
    ],
)
def test_nothing_runs(attack: str) -> None:
    reader = Reader()
    reader.feed(to_html(attack))
    assert reader.tags <= {"p", "a"}
    assert reader.attributes.keys() <= {"href", "title", "rel"}
    assert reader.attributes.get("href", "https:").startswith("https:")


class Reader(HTMLParser):
    """The tags and attributes of some HTML, as a browser would read them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update({name: value or "" for name, value in attrs})


def test_headings_stand_below_those_of_the_page() -> None:
    html = to_html("## One\n\n### Two\n\n###### Far", below=2)
    assert "<h3>One</h3>" in html
    assert "<h4>Two</h4>" in html
    assert "<h6>Far</h6>" in html


def test_lists_tables_and_links_are_kept() -> None:
    html = to_html("- a\n\n| k | v |\n|---|---|\n| 1 | 2 |\n\n[s](https://example.org/)")
    assert "<li>a</li>" in html
    assert "<td>2</td>" in html
    assert '<a href="https://example.org/"' in html
