"""What a text would make of the sections of a document."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from inet3site.publishing.editions import read
from inet3site.publishing.models import Revision
from policies.models import Policy, Section

from .matching import Known, align, match, name
from .outline import Node, Outline


class Change(StrEnum):
    """What becomes of a section."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    GONE = "gone"
    LEFT = "left"

    @property
    def label(self) -> str:
        """For editors."""
        return str(LABELS[self])


LABELS = {
    Change.NEW: _("New"),
    Change.CHANGED: _("Changed"),
    Change.SAME: _("Unchanged"),
    Change.GONE: _("No longer there"),
    Change.LEFT: _("Without a Chinese section: not saved"),
}


LOOKED_AT = ("identifier", "parent_id", "heading_zh", "heading_en", "text_zh", "text_en")
"""What an editor relies on of a section."""


@dataclass(frozen=True)
class Step:
    """What becomes of one section: `node` is None of one that is gone, `section` of a new one."""

    change: Change
    identifier: str
    node: Node | None = None
    section: Section | None = None


@dataclass(frozen=True)
class Plan:
    """What a text in `language` (zh or en) makes of a document's sections.

    English follows the sections that have Chinese: it adds none and removes none.
    """

    policy: Policy
    language: str
    outline: Outline

    @cached_property
    def sections(self) -> list[Section]:
        """The recorded sections, in the order of the document."""
        return list(self.policy.sections.select_related("parent"))

    @property
    def follows_chinese(self) -> bool:
        """Whether this is English for sections that have Chinese."""
        return self.language == "en" and self._has("zh")

    @cached_property
    def steps(self) -> list[Step]:
        """What becomes of each section, in the order of the text; those that are gone come last."""
        by_name = {section.identifier: section for section in self.sections}
        found = self._matches()
        names = name(self.outline.nodes, found, used_identifiers(self.policy))
        steps = [
            Step(self._change(place, found, by_name), names[place], node, by_name.get(names[place]))
            for place, node in enumerate(self.outline.nodes)
        ]
        return [*steps, *([] if self.follows_chinese else self._gone(set(found.values())))]

    @cached_property
    def held(self) -> list[Section]:
        """The sections that are gone from the text though something points at them."""
        gone = [step.section for step in self.steps if step.change == Change.GONE and step.section]
        keys = {section.pk for section in gone}
        pointed_at = {
            key
            for rows in (self.policy.provisions, self.policy.targets)
            for key in rows.filter(section__in=keys).values_list("section", flat=True)
        }
        cited = set(self.policy.citations.values_list("field", flat=True))
        return [row for row in gone if row.pk in pointed_at or row.identifier in cited]

    @property
    def state(self) -> str:
        """A digest of what was looked at: the sections, and what becomes of them."""
        rows = [[str(getattr(section, name)) for name in LOOKED_AT] for section in self.sections]
        after = [(step.change, step.identifier, _said(step.node)) for step in self.steps]
        return hashlib.sha256(json.dumps([self.language, rows, after]).encode()).hexdigest()

    def before(self, step: Step) -> str:
        """What a section that changes says until now, in the language of the text."""
        if step.change != Change.CHANGED or not step.section:
            return ""
        return "\n\n".join(filter(None, self._texts(step.section)))

    def _matches(self) -> dict[int, str]:
        nodes, other = self.outline.nodes, "en" if self.language == "zh" else "zh"
        if self._has(self.language) and not self.follows_chinese:
            return match(nodes, self._known(self.language))
        return align(nodes, self._known(other))

    def _has(self, language: str) -> bool:
        names = (f"heading_{language}", f"text_{language}")
        return any(getattr(section, name) for section in self.sections for name in names)

    def _known(self, language: str) -> list[Known]:
        return [
            Known(
                section.identifier,
                section.parent.identifier if section.parent else None,
                getattr(section, f"heading_{language}"),
                getattr(section, f"text_{language}"),
            )
            for section in self.sections
        ]

    def _change(self, place: int, found: dict[int, str], by_name: dict[str, Section]) -> Change:
        if place not in found:
            return Change.LEFT if self.follows_chinese else Change.NEW
        section, node = by_name[found[place]], self.outline.nodes[place]
        around = None if node.parent is None else found.get(node.parent)
        stays = self.follows_chinese or around == (section.parent and section.parent.identifier)
        is_same = self._texts(section) == (node.heading, node.text)
        return Change.SAME if stays and is_same else Change.CHANGED

    def _texts(self, section: Section) -> tuple[str, str]:
        names = (f"heading_{self.language}", f"text_{self.language}")
        return getattr(section, names[0]), getattr(section, names[1])

    def _gone(self, kept: set[str]) -> Iterator[Step]:
        for section in self.sections:
            if section.identifier not in kept:
                yield Step(Change.GONE, section.identifier, section=section)


def used_identifiers(policy: Policy) -> set[str]:
    """All identifiers that sections of the document have, or had in any of its revisions."""
    label = Section._meta.label_lower
    used = set(policy.sections.values_list("identifier", flat=True))
    for revision in Revision.objects.filter(entry_id=policy.pk).iterator(chunk_size=20):
        rows = (row for row in read(revision) if row["model"] == label)
        used |= {row["fields"]["identifier"] for row in rows}
    return used


def _said(node: Node | None) -> list[str]:
    return [node.heading, node.text] if node else []
