"""How rows are laid out for a reader: sections in depth, provisions and technologies by kind."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inet3site.publishing.bilingual import Text

from .glossary import Glossary
from .marginalia import Citing, Margin, Marginalia
from .models import (
    Issuance,
    IssuanceRole,
    Policy,
    PolicyCitation,
    Provision,
    ProvisionKind,
    RelationKind,
    Section,
    Technology,
    TechnologyKind,
)
from .passages import Passage, passages
from .reading import View

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

PARTS = {
    IssuanceRole.ISSUER: _("Issued it"),
    IssuanceRole.LEAD: _("Led the work on it"),
    IssuanceRole.APPROVER: _("Consented to it"),
    IssuanceRole.PUBLISHER: _("Published it"),
    IssuanceRole.HOST: _("Hosted its release"),
}
"""The parts that an organisation may have in a document, said of the organisation."""

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
    """A section as a view shows it, and how deep it stands (from 0).

    `headings` has a text of each language shown; `rows` the passages that stand beside each other.
    `citations` support the section; `claims` are those that state different things of it.
    """

    section: Section
    depth: int
    headings: list[Text]
    rows: list[list[Passage]]
    citations: list[PolicyCitation]
    claims: list[PolicyCitation]
    margin: Margin

    @property
    def level(self) -> int:
        """The level of its heading, below that of a part of the page."""
        return _level(self.depth)

    @property
    def provisions(self) -> list["Group[Provision]"]:
        """What the section says, by kind."""
        return by_kind(self.margin.provisions, PROVISIONS)

    @property
    def indent(self) -> int:
        """How far it is set in: a step for each section around it, up to two."""
        return min(self.depth, 2)

    @property
    def heading(self) -> Text:
        """The heading by itself, as the contents show it."""
        return self.headings[0] if len(self.headings) == 1 else self.section.heading


@dataclass(frozen=True)
class ProvisionItem:
    """A provision as a view shows it, with what cites its place in the document."""

    provision: Provision
    texts: list[Text]
    citing: list[Citing]

    @property
    def kind(self) -> str:
        """The kind of the provision."""
        return self.provision.kind


@dataclass(frozen=True)
class Group[T]:
    """The rows of one kind, in their own order."""

    kind: str
    heading: str
    rows: list[T]


class Outline:
    """How one document, whose rows are fetched already, is laid out in a view."""

    def __init__(self, policy: Policy, view: View, glossary: Glossary) -> None:
        self.policy, self.view, self.glossary = policy, view, glossary
        self.marginalia = Marginalia(policy)
        self._citations: dict[str, list[PolicyCitation]] = defaultdict(list)
        self._claims: dict[str, list[PolicyCitation]] = defaultdict(list)
        for citation in _of_the_whole(policy):
            kind = self._claims if citation.stated_value else self._citations
            kind[citation.field].append(citation)

    def sections(self) -> list[OutlineItem]:
        """The sections, each followed by those within it."""
        within: dict[UUID | None, list[Section]] = defaultdict(list)
        for section in self.policy.sections.all():
            within[section.parent_id].append(section)
        return [self._item(section, depth) for section, depth in _walk(within, None, 0)]

    def provisions(self) -> list[Group[ProvisionItem]]:
        """The provisions by kind."""
        rows = self.policy.provisions.all()
        items = [
            ProvisionItem(row, self.view.texts(row, "text"), self.marginalia.citing(row))
            for row in rows
        ]
        return by_kind(items, PROVISIONS)

    def citations(self) -> list[PolicyCitation]:
        """The citations that support the document's record, not a part or a section."""
        sections = {section.identifier for section in self.policy.sections.all()}
        return [
            citation
            for citation in _of_the_whole(self.policy)
            if citation.stated_value or citation.field not in sections
        ]

    def _item(self, section: Section, depth: int) -> OutlineItem:
        citations = self._citations[section.identifier]
        return OutlineItem(
            section,
            depth,
            self.view.texts(section, "heading"),
            passages(section, self.view, self.glossary, below=_level(depth)),
            citations,
            self._claims[section.identifier],
            self.marginalia.of_section(section, citations),
        )


def _level(depth: int) -> int:
    return min(depth + 3, 6)


def related(policy: Policy) -> dict[str, list[Policy]]:
    """The documents to which one stands in a relation, from either side, by the relation."""
    found: dict[str, list[Policy]] = defaultdict(list)
    for relation in policy.relations.all():
        found[relation.get_kind_display()].append(relation.related_policy)
    for relation in policy.inverse_relations.all():
        found[str(INVERSE_RELATIONS[RelationKind(relation.kind)])].append(relation.policy)
    return dict(found)


def parts_in(issuances: Iterable[Issuance]) -> dict[Policy, list[str]]:
    """The documents in which an organisation had a part, newest first, and which parts it had."""
    parts: dict[Policy, list[str]] = defaultdict(list)
    for issuance in sorted(issuances, key=lambda row: row.position):
        parts[issuance.policy].append(str(PARTS[IssuanceRole(issuance.role)]))
    return {policy: parts[policy] for policy in newest_first(parts)}


def newest_first(policies: Iterable[Policy]) -> list[Policy]:
    """The documents in the order of their lists; those whose date is not known come last."""
    by_slug = sorted(policies, key=lambda policy: policy.slug)
    return sorted(by_slug, key=lambda policy: policy.published_on, reverse=True)


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


def by_kind[T: (Provision, ProvisionItem, Technology)](
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
