"""Making the sections of a document what a text says."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction

from inet3site.publishing import ledger
from inet3site.publishing.models import RevisionKind
from policies.models import Section

from .outline import Node
from .plan import Change, Plan, Step

WRITTEN = (
    *("parent", "position", "translation", "translated_from"),
    *("heading_zh", "heading_en", "text_zh", "text_en"),
)
"""What is written of a section that is there already."""


@transaction.atomic
def save(plan: Plan, *, by: User) -> None:
    """Make it so, and record a revision; nothing is published. The ledger is locked already."""
    rows = _rows(plan).values()
    present = [row for row in rows if not row._state.adding]
    Section.objects.bulk_create(row for row in rows if row._state.adding)
    Section.objects.bulk_update(present, WRITTEN, batch_size=100)
    gone = [step.section.pk for step in plan.steps if step.change == Change.GONE and step.section]
    plan.policy.sections.filter(pk__in=gone).delete()
    ledger.revise(plan.policy, by=by, kind=RevisionKind.IMPORT)


def _rows(plan: Plan) -> dict[str, Section]:
    """The sections as they will be, by their identifiers, each behind the one around it."""
    rows: dict[str, Section] = {}
    for position, step in enumerate(plan.steps):
        if step.node and step.change != Change.LEFT:
            row = step.section or Section(policy=plan.policy, identifier=step.identifier)
            if not plan.follows_chinese:
                row.position = position
                row.parent = _around(plan.steps, step.node, rows)
            _fill(row, step.node, plan.language)
            rows[step.identifier] = row
    return rows


def _fill(section: Section, node: Node, language: str) -> None:
    before = section.heading_en, section.text_en
    setattr(section, f"heading_{language}", node.heading)
    setattr(section, f"text_{language}", node.text)
    if before != (section.heading_en, section.text_en):
        section.mark_translated()


def _around(steps: Sequence[Step], node: Node, rows: dict[str, Section]) -> Section | None:
    return None if node.parent is None else rows[steps[node.parent].identifier]
