"""What is wrong with the marks of a Markdown text: its headings, links and images."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from markdown_it.token import Token

from inet3site.markdown import parse

VAGUE = frozenset(
    {
        *("here", "click here", "this", "this link", "this page", "link", "more", "read more"),
        *(
            "点击这里",
            "点击此处",
            "点此",
            "这里",
            "此处",
            "链接",
            "点击",
            "更多",
            "查看更多",
            "详情",
        ),
    }
)
"""Words that tell nobody where a link leads."""


def skipped_headings(text: str) -> list[str]:
    """The headings that stand more than one level below the heading before them."""
    headings = list(_headings(text))
    above = min((level for level, _words in headings), default=1) - 1
    skipped = []
    for level, words in headings:
        if level > above + 1:
            skipped.append(words)
        above = level
    return skipped


def repeated_headings(text: str) -> list[str]:
    """The headings that stand in a text more than once."""
    counts = Counter(words for _level, words in _headings(text))
    return [words for words, number in counts.items() if number > 1]


def empty_links(text: str) -> list[str]:
    """The addresses of the links without words."""
    return [address for address, words in _links(text) if not words]


def vague_links(text: str) -> list[str]:
    """The words of the links that don't say where they lead."""
    return [words for _address, words in _links(text) if words.strip(" .…。").lower() in VAGUE]


def images(text: str) -> list[str]:
    """The addresses of the images, none of which is ever shown."""
    return [
        str(token.attrs.get("src", ""))
        for _block, inline in _inline(text)
        for token in inline
        if token.type == "image"
    ]


def _headings(text: str) -> Iterator[tuple[int, str]]:
    for block, inline in _inline(text):
        if block.type == "heading_open":
            yield int(block.tag[1]), _words(inline)


def _links(text: str) -> Iterator[tuple[str, str]]:
    """The address and the words of each link."""
    for _block, inline in _inline(text):
        opened = [place for place, token in enumerate(inline) if token.type == "link_open"]
        for place in opened:
            end = next(n for n in range(place, len(inline)) if inline[n].type == "link_close")
            address = str(inline[place].attrs.get("href", ""))
            yield address, _words(inline[place + 1 : end])


def _inline(text: str) -> Iterator[tuple[Token, list[Token]]]:
    """What stands in each paragraph, heading and so on, with the token that opens it."""
    tokens = parse(text)
    for before, token in pairwise(tokens):
        if token.type == "inline":
            yield before, token.children or []


def _words(tokens: list[Token]) -> str:
    return "".join(
        token.content for token in tokens if token.type in ("text", "code_inline")
    ).strip()
