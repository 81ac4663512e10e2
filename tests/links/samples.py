"""Outcomes of links, and when they are noted."""

from datetime import timedelta

from django.utils.timezone import now

from inet3site.links.outcomes import Outcome, Reason, Status
from inet3site.links.rounds import due, note

NOW = now()
WEEK = timedelta(days=7)
PLACE = "https://a.example/report"
OK = Outcome(Status.OK, PLACE, code=200, sha256="a" * 64)
MISSING = Outcome(Status.BROKEN, PLACE, code=404)
ERROR = Outcome(Status.BROKEN, PLACE, code=500)
SILENT = Outcome(Status.UNREACHABLE, PLACE, reason=Reason.TIMEOUT)
BUSY = Outcome(Status.BUSY, PLACE, code=429)
REFUSED = Outcome(Status.REFUSED, PLACE, code=403)


def wanted(**delay: float) -> list[str]:
    """The addresses that are due so long after NOW."""
    return [link.address for link in due(now=NOW + timedelta(**delay), older_than=WEEK)]


def found(outcome: Outcome, **delay: float) -> None:
    """Note this outcome of every link, so long after NOW."""
    for link in due(now=NOW + timedelta(days=999), older_than=WEEK):
        note(link, outcome, at=NOW + timedelta(**delay))
