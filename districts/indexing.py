"""What search finds of districts, initiatives and milestones, and where on its page it stands."""

from django.db.models import Model

from inet3site.search.index import Line, pair, rows
from inet3site.search.models import ZH, Field
from policies.indexing import promise

from .models import District, Initiative, Milestone


def district(district: District) -> list[Model]:
    lines = [
        *pair(district, "name", Field.TITLE),
        Line(district.code, ZH, Field.HEADING),
        *pair(district, "role"),
    ]
    return rows(district, lines)


def initiative(initiative: Initiative) -> list[Model]:
    lines = [
        *pair(initiative, "title", Field.TITLE),
        *pair(initiative, "summary"),
        *(line for row in initiative.commitments.all() for line in promise(row)),
        *(
            line
            for row in initiative.reports.all()
            for line in pair(row, "evidence", anchor=f"report-{row.pk}")
        ),
    ]
    related = [
        initiative.district_id,
        *initiative.policies.values_list("pk", flat=True),
        *initiative.layers.values_list("pk", flat=True),
        *initiative.technologies.values_list("pk", flat=True),
        *initiative.lead_organisations.values_list("pk", flat=True),
    ]
    return rows(initiative, lines, date=initiative.period_from, related=related)


def milestone(milestone: Milestone) -> list[Model]:
    lines = [
        *pair(milestone, "title", Field.TITLE),
        *pair(milestone, "summary"),
        *pair(milestone, "venue"),
    ]
    related = [
        milestone.policy_id,
        milestone.initiative_id,
        milestone.part_of_id,
        *milestone.hosts.values_list("pk", flat=True),
    ]
    return rows(milestone, lines, date=milestone.date, related=related)
