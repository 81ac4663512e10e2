"""How rows are laid out for a reader: sections in depth, provisions and technologies by kind."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .models import (
    Policy,
    PolicyCitation,
    Provision,
    ProvisionKind,
    RelationKind,
    Section,
    Technology,
    TechnologyKind,
)

PROVISIONS = {
    ProvisionKind.DEFINITION: _("Definition"),
    ProvisionKind.GOAL: _("Goals"),
    ProvisionKind.STRENGTH: _("Strengths"),
    ProvisionKind.CHALLENGE: _("Challenges"),
    ProvisionKind.MEASURE: _("Measures"),
    ProvisionKind.HOTSPOT: _("Research hotspots"),
}
"""The kinds of provisions in reading order, and the heading of each."""

TECHNOLOGIES = {
    TechnologyKind.TECHNOLOGY: pgettext_lazy("kind of technology", "Technologies"),
    TechnologyKind.FIELD: _("Fields of application"),
    TechnologyKind.CARRIER: _("Application carriers"),
}
"""The same of technologies."""

INVERSE_RELATIONS = {
    RelationKind.IMPLEMENTS: _("Implemented by"),
    RelationKind.AMENDS: _("Amended by"),
    RelationKind.SUPERSEDES: _("Superseded by"),
    RelationKind.CITES: _("Cited by"),
    RelationKind.ANNOUNCES: _("Announced by"),
}
"""The kinds of relations read from the other document."""


@dataclass(frozen=True)
class OutlineItem:
    """A section, how deep it stands (from 0), and the citations that support it.

    `claims` are those that state different things of it.
    """

    section: Section
    depth: int
    citations: list[PolicyCitation]
    claims: list[PolicyCitation]

    @property
    def level(self) -> int:
        """The level of its heading, below that of a part of the page."""
        return min(self.depth + 3, 6)


@dataclass(frozen=True)
class Group[T]:
    """The rows of one kind, in their own order."""

    kind: str
    heading: str
    rows: list[T]


def outline(policy: Policy) -> list[OutlineItem]:
    """The sections of a document, each followed by those within it."""
    within: dict[UUID | None, list[Section]] = defaultdict(list)
    for section in policy.sections.all():
        within[section.parent_id].append(section)
    citations: dict[str, list[PolicyCitation]] = defaultdict(list)
    claims: dict[str, list[PolicyCitation]] = defaultdict(list)
    for citation in _of_the_whole(policy):
        (claims if citation.stated_value else citations)[citation.field].append(citation)
    return [
        OutlineItem(section, depth, citations[section.identifier], claims[section.identifier])
        for section, depth in _walk(within, None, 0)
    ]


def citations_beside(outline: list[OutlineItem], policy: Policy) -> list[PolicyCitation]:
    """The citations that support the document's record, not a part or a section."""
    placed = {citation.pk for item in outline for citation in item.citations}
    return [citation for citation in _of_the_whole(policy) if citation.pk not in placed]


def related(policy: Policy) -> dict[str, list[Policy]]:
    """The documents to which one stands in a relation, from either side, by the relation."""
    found: dict[str, list[Policy]] = defaultdict(list)
    for relation in policy.relations.all():
        found[relation.get_kind_display()].append(relation.related_policy)
    for relation in policy.inverse_relations.all():
        found[str(INVERSE_RELATIONS[RelationKind(relation.kind)])].append(relation.policy)
    return dict(found)


def _of_the_whole(policy: Policy) -> Iterator[PolicyCitation]:
    for citation in policy.citations.all():
        if citation.provision_id is None and citation.target_id is None:
            yield citation


def _walk(
    within: dict[UUID | None, list[Section]], parent: UUID | None, depth: int
) -> Iterator[tuple[Section, int]]:
    for section in within.get(parent, ()):
        yield section, depth
        yield from _walk(within, section.pk, depth + 1)


def by_kind[T: (Provision, Technology)](
    rows: Iterable[T], headings: Mapping[Any, Any]
) -> list[Group[T]]:
    """The rows by kind, in the order of `headings`; kinds without any are left out."""
    kinds: dict[str, list[T]] = defaultdict(list)
    for row in rows:
        kinds[row.kind].append(row)
    return [
        Group(kind, str(heading), kinds[kind])
        for kind, heading in headings.items()
        if kind in kinds
    ]
