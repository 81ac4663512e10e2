"""Markdown, as editors write it, to HTML that is safe to show."""

from collections.abc import Iterator
from html import unescape

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {
    *("p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "a"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
LOWEST_HEADING = 6

_parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def to_html(text: str, *, below: int = 1) -> SafeString:
    """Safe HTML; its highest headings stand right below a heading of level `below`."""
    return _rendered(_parsed(text, below))


def to_blocks(text: str, *, below: int = 1) -> list[SafeString]:
    """The same HTML by its outermost paragraphs, lists, headings and so on."""
    return [_rendered(tokens) for tokens in _outermost(_parsed(text, below))]


def parse(text: str) -> list[Token]:
    """The tokens of a text, its headings on the levels that they are written on."""
    return _parser.parse(text)


def _parsed(text: str, below: int) -> list[Token]:
    tokens = parse(text)
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    highest = min((_level(token) for token in headings), default=1)
    for token in headings:
        token.tag = f"h{min(_level(token) - highest + below + 1, LOWEST_HEADING)}"
    return tokens


def _outermost(tokens: list[Token]) -> Iterator[list[Token]]:
    block: list[Token] = []
    for token in tokens:
        block.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield block
            block = []


def _rendered(tokens: list[Token]) -> SafeString:
    html = _parser.renderer.render(tokens, _parser.options, {})
    return SafeString(
        nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"})
    )


def to_text(text: str) -> str:
    """The words of a text without its marks, in the same paragraphs."""
    return unescape(nh3.clean(_parser.render(text), tags=set())).strip()


def _level(heading: Token) -> int:
    return int(heading.tag[1])
