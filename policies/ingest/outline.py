"""From the lines of a document to its tree of sections."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .contents import Reason, left_out
from .headings import LONGEST_HEADING, Heading, Kind, begins_item, is_title, recognise

DEEPEST = 5
"""How many levels there are; what would stand deeper stands on the last."""

LIST_MARKS = ("-", "*", "+", "|", ">")
CHINESE_ENDS = ("。", "；", "：", "！", "？")
ENDS = (*CHINESE_ENDS, ".", ";", ":", "!", "?")

Line = tuple[int, str]
"""A line and its number in the document, counted from 0."""


@dataclass(frozen=True)
class Node:
    """One section of a document.

    `level` counts from 1; `parent` is the place of the section around it in `Outline.nodes`, None
    at the top. `text` is Markdown. `line` is where it begins. What stands before the first heading
    is a section without a heading.
    """

    level: int
    parent: int | None
    kind: Kind
    number: tuple[int, ...]
    heading: str
    title: str
    text: str
    line: int


@dataclass(frozen=True)
class Outline:
    """A document as it was understood; `nodes` stand in the order of the text.

    `lines` are those of the document, and `dropped` says of the numbers of some why they are not
    in the tree. `title_line` is the number of the line that is the title; None without a title.
    """

    lines: tuple[str, ...]
    title: str
    title_line: int | None
    nodes: tuple[Node, ...]
    dropped: dict[int, Reason] = field(default_factory=dict)


@dataclass
class _Open:
    """A section while its lines are gathered."""

    heading: Heading
    line: int
    level: int
    parent: int | None
    text: list[str]


def read_outline(text: str, *, itemise: bool = False) -> Outline:
    """The outline of a text; `itemise` makes items that are sentences sections of their own.

    Takes any text, and loses nothing of it but what `dropped` names.
    """
    lines = tuple(text.splitlines())
    dropped = left_out(lines)
    kept = [(i, line) for i, line in enumerate(lines) if i not in dropped]
    title = _title(kept, itemise=itemise)
    if title:
        kept = [each for each in kept if each[0] != title[0]]
    # Where no line is empty, each line that ends a sentence is a paragraph.
    ends = CHINESE_ENDS if any(not line.strip() for _i, line in kept) else ENDS
    found = _gathered(_joined(kept, itemise=itemise), itemise=itemise)
    nodes = tuple(_closed(each, ends) for each in found)
    return Outline(lines, title[1] if title else "", title[0] if title else None, nodes, dropped)


def _title(lines: Sequence[Line], *, itemise: bool) -> Line | None:
    """The first line, where it is the only `# heading` or has the form of a title."""
    filled = [(i, line.strip()) for i, line in lines if line.strip()]
    if not filled:
        return None
    place, first = filled[0]
    heading = recognise(first, itemise=itemise)
    if heading is None:
        return (place, first) if is_title(first) and not first.startswith(LIST_MARKS) else None
    if heading.hashes != 1 or heading.kind != Kind.PLAIN:
        return None
    alone = not any(line.startswith("# ") for _i, line in filled[1:])
    return (place, heading.text) if alone else None


def _joined(lines: Iterable[Line], *, itemise: bool) -> Iterator[Line]:
    """The lines, with a title that stands below its number (第一章 / 总则) beside it."""
    waiting: Line | None = None
    for place, line in lines:
        if waiting and not line.strip():
            continue
        if waiting and (joined := _with_title(waiting[1], line)):
            yield waiting[0], joined
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = (place, line) if _lacks_title(recognise(line, itemise=itemise)) else None
        if not waiting:
            yield place, line
    if waiting:
        yield waiting


def _with_title(mark: str, line: str) -> str:
    """The heading of a number and the line below it; empty where that line is no title."""
    if recognise(line) or begins_item(line) or not is_title(line.strip()):
        return ""
    joined = f"{mark.rstrip()} {line.strip()}"
    heading = recognise(joined)
    return joined if heading and heading.title and heading.kind.is_division else ""


def _lacks_title(heading: Heading | None) -> bool:
    return bool(heading and heading.kind.is_division and not heading.title)


def _gathered(lines: Iterable[Line], *, itemise: bool) -> list[_Open]:
    found: list[_Open] = []
    for place, line in lines:
        heading = recognise(line, itemise=itemise)
        if heading:
            parent = _parent(found, heading)
            level = found[parent].level + 1 if parent is not None else 1
            found.append(_Open(heading, place, level, parent, [heading.rest]))
        elif found:
            found[-1].text.append(line)
        elif line.strip():
            found.append(_Open(Heading(Kind.PLAIN, (), "", ""), place, 1, None, [line]))
    return found


def _parent(found: Sequence[_Open], heading: Heading) -> int | None:
    """The section around a new one: the nearest open one that it stands within."""
    place = len(found) - 1 if found else None
    while place is not None:
        around = found[place]
        if around.level < DEEPEST and _is_within(heading, around.heading):
            return place
        place = around.parent
    return None


def _is_within(heading: Heading, around: Heading) -> bool:
    """Whether one heading stands within a section of another; Markdown's own levels come first."""
    if not around.text:
        return False
    if heading.hashes and around.hashes:
        return heading.hashes > around.hashes
    if heading.kind == Kind.PLAIN:
        return False
    return heading.kind > around.kind


def _closed(opened: _Open, ends: tuple[str, ...]) -> Node:
    heading = opened.heading
    return Node(
        level=opened.level,
        parent=opened.parent,
        kind=heading.kind,
        number=heading.number,
        heading=heading.text[:LONGEST_HEADING],
        title=heading.title,
        text=_markdown(opened.text, ends),
        line=opened.line,
    )


def _markdown(lines: Iterable[str], ends: tuple[str, ...]) -> str:
    """The lines as Markdown: those that are paragraphs of their own get an empty line between."""
    clean = [_unindented(line) for line in lines]
    text = "".join(
        f"{line}\n\n" if _ends_paragraph(line, following, ends) else f"{line}\n"
        for line, following in pairwise([*clean, ""])
    )
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip()


def _ends_paragraph(line: str, following: str, ends: tuple[str, ...]) -> bool:
    if following.lstrip().startswith(LIST_MARKS):
        return not line.lstrip().startswith(LIST_MARKS) and line.endswith(ends)
    return line.endswith(ends) or begins_item(following)


def _unindented(line: str) -> str:
    """Without the indent of a paragraph, which Markdown takes for code; lists keep theirs."""
    bare = line.strip()
    return line.rstrip() if bare.startswith(LIST_MARKS[:3]) else bare
