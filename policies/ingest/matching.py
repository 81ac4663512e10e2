"""Which section of a document, as it is recorded, is which of a text that is read again.

In the same language a section is known by its number and heading, then by what it says. Between
languages only numbers and places can tell.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from .headings import Heading, Kind, recognise
from .outline import Node

ALIKE = 60
"""Texts of this likeness (0 to 100) are of the same section, corrected."""

COMPARED = 400
"""How many characters of a text are compared."""

LONGEST_IDENTIFIER = 30
PREAMBLE = "s-0"
"""The identifier of what stands before the first heading."""

Matches = dict[int, str]
"""The identifiers of recorded sections, by the places of the nodes that they are."""


@dataclass(frozen=True)
class Known:
    """A section as it is recorded, in one language; `parent` identifies the section around it."""

    identifier: str
    parent: str | None
    heading: str
    text: str

    @cached_property
    def mark(self) -> Heading:
        """What its heading says of its number."""
        return recognise(f"# {self.heading}") or Heading(Kind.PLAIN, (), "", "")

    @property
    def likeness(self) -> str:
        """What is compared of it."""
        return f"{self.mark.title}\n{self.text}"[:COMPARED]


def match(nodes: Sequence[Node], known: Sequence[Known]) -> Matches:
    """The recorded sections that the nodes of a text in the same language are."""
    found: Matches = {}
    for accept in (_is_same, _is_moved):
        _take(nodes, known, found, accept)
    _take_alike(nodes, known, found)
    _take(nodes, known, found, _has_same_place)
    return found


def align(nodes: Sequence[Node], known: Sequence[Known]) -> Matches:
    """The same of a text in the other language: by numbers, or by places among as many others."""
    found: Matches = {}
    within: dict[str | None, list[Known]] = defaultdict(list)
    for each in known:
        within[each.parent].append(each)
    below: dict[int | None, list[int]] = defaultdict(list)
    for place, node in enumerate(nodes):
        below[node.parent].append(place)
    _align(nodes, below, within, found, None)
    return found


def name(nodes: Sequence[Node], found: Matches, used: Iterable[str]) -> list[str]:
    """The identifier of each node: its own, or a new one below that of the section around it.

    None of `used` is given again.
    """
    highest: dict[str, int] = defaultdict(int)
    taken = {*used, *found.values()}
    for identifier in taken:
        _note(highest, identifier)
    names: list[str] = []
    for place, node in enumerate(nodes):
        names.append(found.get(place) or _new(node, names, highest, taken))
    return names


def _new(node: Node, names: list[str], highest: dict[str, int], taken: set[str]) -> str:
    if not node.heading and PREAMBLE not in taken:
        taken.add(PREAMBLE)
        return PREAMBLE
    around = "s" if node.parent is None else names[node.parent]
    around = around if len(around) < LONGEST_IDENTIFIER - len("-9999") else "s"
    identifier = f"{around}-{highest[around] + 1}"
    _note(highest, identifier)
    return identifier


def _note(highest: dict[str, int], identifier: str) -> None:
    around, _dash, last = identifier.rpartition("-")
    highest[around] = max(highest[around], int(last))


Accept = Callable[[Node, str | None, Known], bool]
"""Whether a node, below the recorded section of an identifier, is a recorded section."""


def _take(nodes: Sequence[Node], known: Sequence[Known], found: Matches, accept: Accept) -> None:
    """Match those nodes of which one recorded section alone is accepted."""
    taken = set(found.values())
    free: dict[Hashable, list[Known]] = defaultdict(list)
    for each in known:
        if each.identifier not in taken:
            free[_number(each.mark)].append(each)
    for place, node in enumerate(nodes):
        if place not in found:
            around = None if node.parent is None else found.get(node.parent)
            likely = [each for each in free[_number(node)] if accept(node, around, each)]
            if likely and (len(likely) == 1 or accept is _is_same):
                found[place] = likely[0].identifier
                free[_number(node)].remove(likely[0])


def _is_same(node: Node, around: str | None, each: Known) -> bool:
    return each.parent == around and _is_moved(node, around, each)


def _is_moved(node: Node, around: str | None, each: Known) -> bool:
    """With the same title; where there is none, with much the same text."""
    if node.title or each.mark.title:
        return node.title == each.mark.title
    return fuzz.ratio(_likeness(node), each.likeness) >= ALIKE


def _has_same_place(node: Node, around: str | None, each: Known) -> bool:
    """Rewritten, but with the number of old; an item with another title is another item."""
    is_other = node.kind.is_item and node.title and each.mark.title
    has_place = node.number or not (node.heading or each.heading)
    return each.parent == around and bool(has_place and not is_other)


def _take_alike(nodes: Sequence[Node], known: Sequence[Known], found: Matches) -> None:
    """Match what is left by likeness, the most alike first."""
    taken = set(found.values())
    free = [each for each in known if each.identifier not in taken]
    pairs = [
        (-fuzz.ratio(_likeness(node), each.likeness, score_cutoff=ALIKE), place, i)
        for place, node in enumerate(nodes)
        if place not in found
        for i, each in enumerate(free)
    ]
    used: set[int] = set()
    for score, place, i in sorted(pairs):
        if score and place not in found and i not in used:
            found[place] = free[i].identifier
            used.add(i)


def _align(
    nodes: Sequence[Node],
    below: Mapping[int | None, list[int]],
    within: Mapping[str | None, list[Known]],
    found: Matches,
    parent: int | None,
) -> None:
    places = below.get(parent, [])
    sections = within.get(None if parent is None else found[parent], [])
    for place, each in _pairs(nodes, places, sections):
        found[place] = each.identifier
        _align(nodes, below, within, found, place)


def _pairs(
    nodes: Sequence[Node], places: list[int], sections: list[Known]
) -> Iterator[tuple[int, Known]]:
    """By kind and number; those left over by their order, if as many are on either side."""
    by_number: dict[Hashable, Known] = {}
    for each in reversed(sections):
        if each.mark.number:
            by_number[_number(each.mark)] = each
    left, unused = [], {each.identifier: each for each in sections}
    for place in places:
        number = _number(nodes[place])
        if number in by_number:
            each = by_number.pop(number)
            del unused[each.identifier]
            yield place, each
        else:
            left.append(place)
    if len(left) == len(unused):
        for place, each in zip(left, unused.values(), strict=True):
            if _may_be(nodes[place].number, each.mark.number):
                yield place, each


def _may_be(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether numbers of different kinds, such as 2.1 and （一）, may be of the same section."""
    return not one or not other or one[-1] == other[-1]


def _number(mark: Node | Heading) -> Hashable:
    return mark.kind, mark.number


def _likeness(node: Node) -> str:
    return f"{node.title}\n{node.text}"[:COMPARED]
