"""What stands beside the parts of a document: what they concern, and who cites them.

Only links that the data has are shown. An initiative cites a part where it follows the document
and cites the same place of the same text as the part does, or the article that a section is.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from .models import (
    Organisation,
    Policy,
    PolicyCitation,
    Provision,
    Section,
    SourceKind,
    Target,
    Technology,
)

Place = tuple[UUID, str]
"""A source, by its key, and a place in it."""

TEXTS = {SourceKind.OFFICIAL, SourceKind.OFFICIAL_MIRROR, SourceKind.FULL_TEXT_REPOST}
"""The kinds of sources that carry a document's own text; a place in others is not one in it."""

ARTICLE = re.compile(r"第[一二三四五六七八九十百零〇\d]+条")


@dataclass(frozen=True)
class Citing:
    """What cites a place of a document: an initiative, or the one commitment of it."""

    initiative: Any
    commitment: Any = None


@dataclass(frozen=True)
class Margin:
    """What a section concerns, each row once and in its own order."""

    provisions: list[Provision]
    targets: list[Target]
    technologies: list[Technology]
    organisations: list[Organisation]
    citing: list[Citing]


class Marginalia:
    """The margins of one document, whose rows are fetched already."""

    def __init__(self, policy: Policy) -> None:
        self._citing = _citing_by_place(policy)
        self._provisions = _by_section(policy.provisions.all())
        self._targets = _by_section(policy.targets.all())
        self._sources = {citation.source_id for citation in policy.citations.all()}

    def of_section(self, section: Section, citations: Iterable[PolicyCitation]) -> Margin:
        """The margin of a section that these citations support."""
        provisions: list[Provision] = self._provisions[section.pk]
        targets: list[Target] = self._targets[section.pk]
        parts: list[Any] = [*provisions, *targets]
        cited = [*citations, *(each for part in parts for each in part.citations.all())]
        return Margin(
            provisions,
            targets,
            _once(row for each in provisions for row in each.technologies.all()),
            _once(row for each in provisions for row in each.organisations.all()),
            self._citing_one_of({*_places(cited), *self._article(section)}),
        )

    def citing(self, part: Provision | Target) -> list[Citing]:
        """What cites the places of the document that support a part of it."""
        return self._citing_one_of(set(_places(part.citations.all())))

    def _article(self, section: Section) -> Iterator[Place]:
        if article := ARTICLE.match(section.heading_zh):
            yield from ((source, article[0]) for source in self._sources)

    def _citing_one_of(self, places: set[Place]) -> list[Citing]:
        return _once(row for place, rows in self._citing.items() if place in places for row in rows)


def _citing_by_place(policy: Policy) -> dict[Place, list[Citing]]:
    found: dict[Place, list[Citing]] = defaultdict(list)
    for initiative in policy.initiatives.all():
        commitments: dict[UUID | None, Any] = {row.pk: row for row in initiative.commitments.all()}
        for citation in initiative.citations.all():
            if citation.report_id is None:
                commitment = commitments.get(citation.commitment_id)
                for place in _places([citation]):
                    found[place].append(Citing(initiative, commitment))
    return found


def _places(citations: Iterable[Any]) -> Iterator[Place]:
    for citation in citations:
        if citation.locator and citation.source.kind in TEXTS:
            yield citation.source_id, citation.locator


def _by_section(rows: Iterable[Any]) -> dict[UUID | None, list[Any]]:
    sections: dict[UUID | None, list[Any]] = defaultdict(list)
    for row in rows:
        sections[row.section_id].append(row)
    return sections


def _once[R](rows: Iterable[R]) -> list[R]:
    return list(dict.fromkeys(rows))
