"""The timeline: what plans and initiatives span, and what happened or is planned, year by year."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, TextChoices
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django_filters import FilterSet

from districts.models import District, Initiative, Milestone
from inet3site.figures import Axis, Span, axis
from inet3site.listing import Listing
from policies.belonging import INITIATIVE_TO_LAYER, POLICY_TO_LAYER, belongs_to
from policies.filters import entry, option
from policies.models import Layer, Level, Policy


class Kind(TextChoices):
    """What a row of the timeline is about."""

    POLICY = "policy", _("Policies")
    INITIATIVE = "initiative", _("Initiatives")
    EVENT = "event", _("Other events")


LABELS = {
    Level.NATIONAL: _("Documents of the state"),
    Level.MUNICIPAL: _("Documents of the city"),
    Level.DISTRICT: _("Documents of the districts"),
}


class TimelineFilter(FilterSet):
    """The filters of the timeline, which ask the same of milestones and of what they are of."""

    is_counted = False
    kind = option(_("Kind"), Kind)
    district = entry(_("District"), District, "initiative__district")
    layer = entry(_("Layer"), Layer, "initiative__layers")

    class Meta:
        model = Milestone
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """The milestones of the wanted policies and initiatives, and the wanted events."""
        chosen = self.form.cleaned_data
        policies = Q(policy__isnull=False) & _policies(chosen, "policy__")
        initiatives = Q(initiative__isnull=False) & _initiatives(chosen, "initiative__")
        return queryset.filter(policies | initiatives | _events(chosen)).distinct()

    @property
    def policies(self) -> QuerySet:
        """The wanted policies."""
        return Policy.objects.filter(_policies(self.form.cleaned_data)).distinct()

    @property
    def initiatives(self) -> QuerySet:
        """The wanted initiatives."""
        rows = Initiative.objects.select_related("district")
        return rows.filter(_initiatives(self.form.cleaned_data)).distinct()


NOTHING = Q(pk__in=[])


def _policies(chosen: dict[str, Any], path: str = "") -> Q:
    """Which policies, at the `path`, are wanted; those of a district are its own documents."""
    wanted = Q() if chosen["kind"] in ("", Kind.POLICY) else NOTHING
    if district := chosen["district"]:
        wanted &= Q(**{f"{path}area_code": district.code})
    if layer := chosen["layer"]:
        wanted &= belongs_to(layer, Policy, POLICY_TO_LAYER, path)
    return wanted


def _initiatives(chosen: dict[str, Any], path: str = "") -> Q:
    wanted = Q() if chosen["kind"] in ("", Kind.INITIATIVE) else NOTHING
    if district := chosen["district"]:
        wanted &= Q(**{f"{path}district": district})
    if layer := chosen["layer"]:
        wanted &= belongs_to(layer, Initiative, INITIATIVE_TO_LAYER, path)
    return wanted


def _events(chosen: dict[str, Any]) -> Q:
    """The milestones that are of no policy and no initiative, so of no district and no layer."""
    is_wanted = chosen["kind"] in ("", Kind.EVENT) and not chosen["district"]
    if not is_wanted or chosen["layer"]:
        return NOTHING
    return Q(policy__isnull=True, initiative__isnull=True)


@dataclass(frozen=True)
class Mark:
    """Where a milestone lies: a day, or all of the month or the year to which it is known."""

    milestone: Milestone
    span: Span

    @property
    def is_day(self) -> bool:
        """Whether the day is known."""
        return len(self.milestone.date) == len("YYYY-MM-DD")


@dataclass(frozen=True)
class Row:
    """A policy, an initiative or an event: its period as EDTF dates, and its milestones."""

    entry: Policy | Initiative | Milestone
    start: str
    end: str
    milestones: Sequence[Milestone]

    @property
    def dates(self) -> list[str]:
        """All dates that it has."""
        return [date for date in (self.start, self.end) if date] + [
            milestone.date for milestone in self.milestones
        ]


@dataclass(frozen=True)
class Line:
    """A row as it is drawn; `period` is None where it names none."""

    row: Row
    period: Span | None
    marks: list[Mark]


@dataclass(frozen=True)
class Year:
    """What happened or is planned in a year, and the plans that begin and end with it."""

    number: int
    milestones: list[Milestone]
    begin: list[Row]
    end: list[Row]


def rows_of(listing: Listing) -> dict[str, list[Row]]:
    """What the timeline shows, by the label of its group; each in the order of its first date."""
    of: dict[UUID | None, list[Milestone]] = defaultdict(list)
    for milestone in listing.filters.qs:
        of[milestone.policy_id or milestone.initiative_id].append(milestone)
    groups: dict[str, list[Row]] = {str(label): [] for label in LABELS.values()}
    for policy in listing.filters.policies:
        period = _year(policy.period_from), _year(policy.period_to)
        groups[str(LABELS[policy.level])].append(Row(policy, *period, of[policy.pk]))
    groups[str(_("Initiatives"))] = [
        Row(initiative, initiative.period_from, initiative.period_to, of[initiative.pk])
        for initiative in listing.filters.initiatives
    ]
    groups[str(_("Other events"))] = [Row(event, "", "", [event]) for event in of[None]]
    return {label: rows for label, found in groups.items() if (rows := _dated(found))}


def _year(year: int | None) -> str:
    return str(year or "")


def _dated(rows: Iterable[Row]) -> list[Row]:
    """Those that have any date, the earliest first."""
    return sorted(
        (row for row in rows if row.dates), key=lambda row: (min(row.dates), row.entry.slug)
    )


def line(row: Row, scale: Axis) -> Line:
    """A row on the scale."""
    return Line(
        row,
        scale.span(row.start, row.end) if row.start or row.end else None,
        [Mark(each, scale.span(each.date, each.date)) for each in row.milestones],
    )


def years_of(rows: Sequence[Row]) -> list[Year]:
    """The years in which something happens or is planned, begins or ends."""
    milestones = sorted(
        (milestone for row in rows for milestone in row.milestones),
        key=lambda milestone: (milestone.date, milestone.slug),
    )
    return [
        Year(
            int(year),
            [each for each in milestones if each.date.startswith(year)],
            [row for row in rows if row.start.startswith(year)],
            [row for row in rows if row.end.startswith(year)],
        )
        for year in sorted({date[:4] for row in rows for date in row.dates})
    ]


@require_safe
def timeline(request: HttpRequest) -> TemplateResponse:
    """The page, with the form of its filters as `listing`."""
    listing = Listing(request, TimelineFilter, Milestone.objects.for_list())
    groups = rows_of(listing) if listing.is_valid else {}
    rows = [row for group in groups.values() for row in group]
    scale = axis(date for row in rows for date in row.dates)
    context = {
        "listing": listing,
        "axis": scale,
        "groups": {
            label: [line(row, scale) for row in group] for label, group in groups.items() if scale
        },
        "years": years_of(rows),
    }
    return TemplateResponse(request, "pages/timeline.html", context, status=listing.status)
