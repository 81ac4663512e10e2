"""The commitments whose period has ended, for which their initiatives are to be looked at again."""

from collections.abc import Iterator
from datetime import date

from districts.models import Commitment, CommitmentReport, Outcome
from inet3site.figures.dates import days
from inet3site.publishing.registry import EndedPeriod


def of_commitments(today: date) -> Iterator[EndedPeriod]:
    """The ended periods of all commitments but those whose end a report speaks of."""
    ended = Commitment.objects.ended(today=today).prefetch_related("reports")
    for commitment in ended.order_by("period_to", "pk"):
        over_on = _day_after(commitment.period_to)
        if not any(_speaks_of(report, over_on) for report in commitment.reports.all()):
            yield EndedPeriod(
                entry_id=commitment.initiative_id,
                period_of=commitment.pk,
                period_to=commitment.period_to,
                due_on=over_on,
                name=_name(commitment),
            )


def _speaks_of(report: CommitmentReport, over_on: date) -> bool:
    """Whether somebody has checked, as of the end; a report without a period is on all of it."""
    is_checked = report.outcome != Outcome.NOT_CHECKED
    return is_checked and (not report.period_to or _day_after(report.period_to) >= over_on)


def _day_after(edtf: str) -> date:
    """The day after the last one of a date; where a calendar has none, the first or last day."""
    if found := days(edtf):
        return found[1]
    return date.min if edtf < "0001" else date.max


def _name(commitment: Commitment) -> str:
    titles = dict.fromkeys(filter(None, [commitment.title_zh, commitment.title_en]))
    return " · ".join([*titles, commitment.period_to])
