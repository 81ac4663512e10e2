"""The text of content files: YAML as people write it, which the loader reads back exactly."""

import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from inet3site.pages.loading.files import ContentLoader

WIDTH = 100
"""Where English text is folded, and what must stand on one line to be written on one."""

_WORD = r"[\x21-\x7e\u00a1-\u024f\u2010-\u2027]+"
FOLDABLE = re.compile(rf"{_WORD}(?: {_WORD})*")
"""Words of a script that has spaces, with one space between each two."""

LINES = re.compile(r"\S(?:.*\S)?(?:\n+.*\S)+")
"""Several lines, none of which ends in white space; the first doesn't begin with it either."""

ONLY_IN_QUOTES = re.compile(r"\A\s|\s\Z|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
"""What YAML reads as something else outside of double quotes."""

STR, BOOL, SEQ, MAP = (f"tag:yaml.org,2002:{name}" for name in ("str", "bool", "seq", "map"))


class ContentDumper(yaml.SafeDumper):
    """YAML in which dates and numbers are text, as the loader reads them."""

    yaml_implicit_resolvers = ContentLoader.yaml_implicit_resolvers

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def write_folded(self, text: str) -> None:
        width, self.best_width = self.best_width, WIDTH - 16
        super().write_folded(text)
        self.best_width = width


def of_entry(mapping: dict[str, Any]) -> str:
    """The text of one entry, with an empty line before each list of parts."""
    return "\n".join(_dump(chunk) for chunk in _chunks(mapping))


def of_list(mappings: Iterable[dict[str, Any]]) -> str:
    """The text of several entries, with an empty line between each two."""
    return "\n".join(f"- {textwrap.indent(_dump(each), '  ')[2:]}" for each in mappings)


def _chunks(mapping: dict[str, Any]) -> Iterator[dict[str, Any]]:
    lists = {name for name, value in mapping.items() if _is_parts(value)}
    yield {name: value for name, value in mapping.items() if name not in lists}
    yield from ({name: mapping[name]} for name in mapping if name in lists)


def _is_parts(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)


def _dump(mapping: dict[str, Any]) -> str:
    node = _mapping(mapping, flow=False)
    return yaml.serialize(node, Dumper=ContentDumper, allow_unicode=True, width=10**9)


def _node(value: Any, room: int) -> yaml.Node:
    """The node of a value that has so many columns where it is to stand on one line."""
    if isinstance(value, dict):
        several = len(value) > 1 and all(isinstance(each, str) for each in value.values())
        return _mapping(value, flow=several and _fits(value.values(), room - 9 * len(value)))
    if isinstance(value, list):
        flow = not _is_parts(value) and _fits(value, room - 2 * len(value))
        return yaml.SequenceNode(SEQ, [_node(each, room) for each in value], flow_style=flow)
    if isinstance(value, bool):
        return yaml.ScalarNode(BOOL, "true" if value else "false")
    return yaml.ScalarNode(STR, value, style=_style(value, room))


def _mapping(mapping: dict[str, Any], *, flow: bool) -> yaml.MappingNode:
    pairs = [
        (yaml.ScalarNode(STR, name), _node(value, WIDTH - 12 - len(name)))
        for name, value in mapping.items()
    ]
    return yaml.MappingNode(MAP, pairs, flow_style=flow)


def _fits(texts: Iterable[str], room: int) -> bool:
    """Whether short texts fit on one line; Chinese characters are two columns wide."""
    return "\n" not in "".join(texts) and sum(_columns(text) for text in texts) <= room


def _columns(text: str) -> int:
    return sum(1 if character < "\u2e80" else 2 for character in text)


def _style(text: str, room: int) -> str | None:
    """Line by line, in quotes, folded, or as YAML itself prefers it."""
    if LINES.fullmatch(text) and not ONLY_IN_QUOTES.search(text.replace("\n", "")):
        return "|"
    if ONLY_IN_QUOTES.search(text):
        return '"'
    return ">" if len(text) > room and FOLDABLE.fullmatch(text) else None
