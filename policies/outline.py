"""How a document is laid out for a reader: its sections in depth, its provisions by kind."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from .models import Provision, ProvisionKind, Section

HEADINGS = {
    ProvisionKind.DEFINITION: _("Definition"),
    ProvisionKind.GOAL: _("Goals"),
    ProvisionKind.STRENGTH: _("Strengths"),
    ProvisionKind.CHALLENGE: _("Challenges"),
    ProvisionKind.MEASURE: _("Measures"),
    ProvisionKind.HOTSPOT: _("Research hotspots"),
}
"""The kinds of provisions in reading order, and the heading of each."""


@dataclass(frozen=True)
class OutlineItem:
    """A section and how deep it stands, from 0."""

    section: Section
    depth: int


@dataclass(frozen=True)
class ProvisionGroup:
    """The provisions of one kind, in the document's order."""

    kind: ProvisionKind
    provisions: list[Provision]

    @property
    def heading(self) -> str:
        """The heading of the group in the active language."""
        return str(HEADINGS[self.kind])


def outline(sections: Iterable[Section]) -> list[OutlineItem]:
    """The sections of one document, each followed by those within it."""
    within: dict[UUID | None, list[Section]] = defaultdict(list)
    for section in sections:
        within[section.parent_id].append(section)
    return list(_walk(within, None, 0))


def _walk(
    within: dict[UUID | None, list[Section]], parent: UUID | None, depth: int
) -> Iterator[OutlineItem]:
    for section in within.get(parent, ()):
        yield OutlineItem(section, depth)
        yield from _walk(within, section.pk, depth + 1)


def provisions_by_kind(provisions: Iterable[Provision]) -> list[ProvisionGroup]:
    """The provisions of one document by kind, in reading order; kinds without any left out."""
    by_kind: dict[str, list[Provision]] = defaultdict(list)
    for provision in provisions:
        by_kind[provision.kind].append(provision)
    return [ProvisionGroup(kind, by_kind[kind]) for kind in HEADINGS if kind in by_kind]
