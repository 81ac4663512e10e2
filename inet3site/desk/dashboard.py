"""What waits for somebody: the first page of the desk, all of it derived and nothing stored."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from districts.models import Commitment
from inet3site.publishing import review
from inet3site.publishing.admin.editors import address
from inet3site.publishing.admin.english import stale_entries
from inet3site.publishing.admin.filters import STALE
from inet3site.publishing.models import (
    Event,
    LiveEntry,
    Revision,
    Schedule,
    ScheduleState,
    Translated,
    TranslationStatus,
    Verb,
)
from inet3site.publishing.registry import all_types
from inet3site.publishing.schedule import in_words
from inet3site.publishing.states import ReviewState, with_review
from inet3site.reports.models import Report, ReportState

from . import together
from .lines import Line, Panel, allowed, entries_of, permission
from .links import broken_links

LIVE_OR_LATER = LiveEntry.objects.filter(
    pk=OuterRef("entry_id"), revision__number__gte=OuterRef("number")
)
"""Of a revision: whether the public sees it, or a later one."""


def panels(user: User, *, today: date) -> list[Panel]:
    """What waits for a person, by the kinds of work that their roles have; empty ones left out."""
    found = [Panel(title, list(lines(user, today))) for title, lines in PANELS]
    return [panel for panel in found if panel.lines]


def _waiting(user: User, today: date) -> Iterator[Line]:
    revisions = _newer_than_live().filter(review_state=ReviewState.SUBMITTED)
    return _revisions(_of_others(revisions, user).filter(allowed(user, "review")))


def _approved(user: User, today: date) -> Iterator[Line]:
    revisions = _newer_than_live().filter(review_state=ReviewState.APPROVED)
    return _revisions(_of_others(revisions, user).filter(allowed(user, "publish")))


def _unconfirmed(user: User, today: date) -> Iterator[Line]:
    forced = Revision.objects.filter(pk__in=review.unconfirmed().values("revision"))
    return _revisions(forced.filter(allowed(user, "review")))


def _rejected(user: User, today: date) -> Iterator[Line]:
    return _revisions(_own_latest(user).filter(review_state=ReviewState.REJECTED))


def _drafts(user: User, today: date) -> Iterator[Line]:
    drafts = _own_latest(user).filter(~Exists(LIVE_OR_LATER), review_state=ReviewState.DRAFT)
    return _revisions(drafts)


def _failed(user: User, today: date) -> Iterator[Line]:
    failed = Schedule.objects.filter(allowed(user, "publish"), state=ScheduleState.FAILED)
    return _schedules(each for each in _latest(failed) if each.has_failed_for_now)


def _scheduled(user: User, today: date) -> Iterator[Line]:
    return _schedules(_latest(Schedule.objects.waiting().filter(allowed(user, "publish"))))


def _ended(user: User, today: date) -> Iterator[Line]:
    """Commitments whose period is over and of which nothing is reported, the longest ago first."""
    if not user.has_perm("districts.change_initiative"):
        return
    ended = Commitment.objects.ended(today=today).filter(reports=None)
    for commitment in ended.select_related("initiative").order_by("period_to"):
        name = f"{commitment.initiative}: {commitment}"
        yield Line(name, address(commitment.initiative), commitment.period_to)


def _english(user: User, today: date) -> Iterator[Line]:
    """How many entries of each type have no English, or some that has fallen behind."""
    for entry_type in all_types():
        model: Any = entry_type.model
        may_change = user.has_perm(permission(entry_type, "change"))
        if not (may_change and issubclass(model, Translated)):
            continue
        place = reverse(f"admin:{entry_type.name.replace('.', '_')}_changelist")
        kind = capfirst(model._meta.verbose_name_plural)
        rows = model._default_manager.all()
        none = rows.filter(translation=TranslationStatus.NONE).count()
        stale = len(stale_entries(model))
        if none:
            note = gettext("%(number)s without English") % {"number": none}
            yield Line(kind, f"{place}?english={TranslationStatus.NONE}", note)
        if stale:
            note = gettext("%(number)s with stale English") % {"number": stale}
            yield Line(kind, f"{place}?english={STALE}", note)


def _reports(user: User, today: date) -> Iterator[Line]:
    if user.has_perm("reports.view_report"):
        for report in Report.objects.filter(state=ReportState.OPEN).order_by("pk"):
            place = reverse("admin:reports_report_change", args=[report.pk])
            yield Line(str(report), place, report.text[:80])


PANELS: tuple[tuple[Promise, Callable[[User, date], Iterable[Line]]], ...] = (
    (_("Waiting for your review"), _waiting),
    (_("Published without review: to be approved"), _unconfirmed),
    (_("Approved: to be published"), _approved),
    (_("Scheduled, and failed"), _failed),
    (_("Given back to you"), _rejected),
    (_("Your drafts"), _drafts),
    (_("Assigned to you"), together.assigned),
    (_("Due to be looked at again"), together.due),
    (_("Scheduled"), _scheduled),
    (_("Errors that readers reported"), _reports),
    (_("Broken links"), broken_links),
    (_("Commitments whose period is over, without a report"), _ended),
    (_("English"), _english),
)


def _newer_than_live() -> QuerySet[Any]:
    """The revisions that would show the public something new, each with its state of review."""
    return with_review(Revision.objects.filter(~Exists(LIVE_OR_LATER)))


def _own_latest(user: User) -> QuerySet[Any]:
    """The latest revisions of entries, where this person wrote or submitted them."""
    later = Revision.objects.filter(entry_id=OuterRef("entry_id"), number__gt=OuterRef("number"))
    submitted = Event.objects.filter(revision=OuterRef("pk"), verb=Verb.SUBMIT, by=user)
    return with_review(Revision.objects.filter(~Exists(later), Q(by=user) | Exists(submitted)))


def _of_others(revisions: QuerySet[Any], user: User) -> QuerySet[Any]:
    """Those that this person may pass."""
    if not settings.REVIEW_REQUIRED:
        return revisions
    hands = Event.objects.filter(
        revision=OuterRef("pk"), verb__in=[Verb.SUBMIT, Verb.FORCE], by=user
    )
    return revisions.filter(~Exists(hands)).exclude(by=user)


def _latest(schedules: QuerySet[Schedule]) -> Iterable[Schedule]:
    """The last of the schedules of each entry, the earliest due first."""
    rows = schedules.select_related("revision").defer("revision__snapshot").order_by("pk")
    last = {row.entry_id: row for row in rows}
    return sorted(last.values(), key=lambda row: (row.due_at, row.pk))


def _schedules(schedules: Iterable[Schedule]) -> Iterator[Line]:
    rows = list(schedules)
    entries = entries_of(rows)
    for row in rows:
        if entry := entries.get(row.entry_id):
            yield Line(str(entry), _history(row.revision), in_words(row))


def _revisions(revisions: QuerySet[Revision]) -> Iterator[Line]:
    """The revisions by name, the longest waiting first; those of deleted entries are left out."""
    rows = list(revisions.select_related("by").defer("snapshot").order_by("at", "pk"))
    entries = entries_of(rows)
    for row in rows:
        if entry := entries.get(row.entry_id):
            yield Line(str(entry), _history(row), str(row.by or "–"))


def _history(revision: Revision) -> str:
    """Where a revision is decided on."""
    name = f"admin:{revision.entry_type.replace('.', '_')}_history"
    return f"{reverse(name, args=[revision.entry_id])}?revision={revision.number}"
