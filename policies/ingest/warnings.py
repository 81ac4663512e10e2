"""What an editor should look at in an outline: gaps between numbers, and headings found twice."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from .headings import Kind
from .outline import Node, Outline


def warnings(outline: Outline) -> Iterator[str]:
    """Each thing in a sentence, in the active language."""
    nodes = outline.nodes
    if all(not node.heading for node in nodes):
        yield _("No headings were found: the whole text is one section.")
    elif not nodes[0].heading:
        yield _("What stands before the first heading becomes a section without a heading.")
    for run in _runs(outline):
        yield from _of_run(run)
    yield from _twice(outline)


def _runs(outline: Outline) -> Iterator[list[Node]]:
    """The nodes that are counted together: articles through a part, others in their section."""
    runs: dict[Hashable, list[Node]] = defaultdict(list)
    for node in outline.nodes:
        if node.number:
            around = _part(outline, node) if node.kind == Kind.ARTICLE else node.parent
            prefix = node.number[:-1] if node.kind == Kind.DECIMAL else ()
            runs[node.kind, around, prefix].append(node)
    yield from runs.values()


def _part(outline: Outline, node: Node) -> int | None:
    place = node.parent
    while place is not None and outline.nodes[place].kind != Kind.PART:
        place = outline.nodes[place].parent
    return place


def _of_run(run: list[Node]) -> Iterator[str]:
    if run[0].number[-1] != 1:
        yield _("“%(heading)s” is the first of its kind, and not number 1.") % _named(run[0])
    for one, other in pairwise(run):
        if not _follows(one.number, other.number):
            message = _("“%(other)s” comes right after “%(heading)s”.")
            yield message % (_named(one) | {"other": other.heading})


def _follows(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether a number comes next: after 3 come 4 and 3-1, after 3-1 come 3-2 and 4."""
    depth = len(other) - 1
    if depth == len(one):
        return other == (*one, 1)
    return depth < len(one) and other == (*one[:depth], one[depth] + 1)


def _twice(outline: Outline) -> Iterator[str]:
    seen: set[Hashable] = set()
    for node in outline.nodes:
        key = node.parent, node.heading
        if node.heading and key in seen:
            yield _("“%(heading)s” is there twice.") % _named(node)
        seen.add(key)


def _named(node: Node) -> dict[str, str]:
    return {"heading": node.heading}
