"""What can be done with a revision at the desk: who may, when it is offered, what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import findings, ledger, naming, restoring, review, schedule
from ..blockers import Blocked, Blocker, of_own, of_review
from ..collaboration_forms import NamingForm
from ..findings import Finding
from ..forms import ReviewForm, ScheduleForm, WithdrawalScheduleForm
from ..models import Entry, LiveEntry, Operation, Revision, Schedule
from ..states import ReviewState


@dataclass(frozen=True)
class Situation:
    """A revision of `with_review`, as one person meets it."""

    entry: Entry
    revision: Any
    latest: Revision
    live: LiveEntry | None
    by: User
    schedule: Schedule | None

    @property
    def state(self) -> ReviewState:
        """How the revision stands in its review."""
        return ReviewState(self.revision.review_state)

    @property
    def is_latest(self) -> bool:
        """Whether nothing was saved since."""
        return self.revision.pk == self.latest.pk

    @property
    def is_published(self) -> bool:
        """Whether this revision is what the public sees."""
        return bool(self.live and self.live.revision_id == self.revision.pk)

    @property
    def is_newer(self) -> bool:
        """Whether publishing this revision would show more than the public sees."""
        return not self.live or self.live.revision.number < self.revision.number

    @cached_property
    def is_unconfirmed(self) -> bool:
        """Whether it was published without review, and nobody has approved it since."""
        return review.is_unconfirmed(self.revision)

    @cached_property
    def is_own(self) -> bool:
        """Whether the rule of two persons keeps this one from passing it."""
        return bool(of_own(self.revision, self.by))

    @cached_property
    def is_passed(self) -> bool:
        """Whether no review stands in the way of publishing."""
        return not of_review(self.revision, self.by)

    @cached_property
    def findings(self) -> list[Finding]:
        """What proofreading finds in the revision."""
        return findings.of_revision(self.revision)

    @property
    def can_be_submitted(self) -> bool:
        """Whether there is a review to ask for."""
        return settings.REVIEW_REQUIRED and self.is_latest and self.state in review.OPEN

    @property
    def can_be_approved(self) -> bool:
        """Whether somebody asked for this person's approval, or should have."""
        waits = self.state == ReviewState.SUBMITTED or self.is_unconfirmed
        return waits and not self.is_own

    @property
    def can_be_rejected(self) -> bool:
        """Whether it can be given back to its author."""
        return not self.is_published and self.state in (ReviewState.SUBMITTED, ReviewState.APPROVED)

    @property
    def can_be_published(self) -> bool:
        """Whether only its content can stand in the way of publishing."""
        return self.is_newer and self.is_passed

    @property
    def can_be_forced(self) -> bool:
        """Whether a review is what stands in the way of publishing."""
        return self.is_newer and not self.is_passed

    @property
    def can_be_cancelled(self) -> bool:
        """Whether something of the entry is scheduled."""
        return bool(self.schedule and self.schedule.is_waiting)

    @property
    def can_be_restored(self) -> bool:
        """Whether the working copy has become another since."""
        return not self.is_latest


@dataclass(frozen=True)
class Action:
    """One of them; `perform` raises Blocked, and `done` is what the person is told.

    `form` names the form of the page that it belongs to; `publishes` is whether the public will see
    the revision.
    """

    label: Promise | str
    permission: str
    is_offered: Callable[[Situation], bool]
    perform: Callable[[Situation, Any], Any]
    done: Promise | str
    form: str = "review"
    publishes: bool = False


def _reason(form: ReviewForm) -> str:
    if reason := form.cleaned_data["reason"].strip():
        return reason
    message = gettext("Say why this can't wait for a review.")
    raise Blocked([Blocker("no-reason", message, "reason")])


def _schedule_withdrawal(situation: Situation, form: WithdrawalScheduleForm) -> None:
    if situation.live is None:
        raise Blocked([Blocker("not-live", gettext("This entry is not published."))])
    schedule.schedule(
        situation.live.revision,
        operation=Operation.WITHDRAW,
        due_at=form.cleaned_data["due_at"],
        by=situation.by,
        **form.labels(),
    )


def _schedule(situation: Situation, form: ScheduleForm) -> None:
    schedule.schedule(
        situation.revision, due_at=form.cleaned_data["due_at"], by=situation.by, **form.labels()
    )


def _publish(situation: Situation, form: ReviewForm, **how: Any) -> None:
    ledger.publish(
        situation.entry,
        by=situation.by,
        revision=situation.revision,
        remarks=findings.in_words(situation.findings),
        **form.labels(),
        **how,
    )


def _name(situation: Situation, form: NamingForm) -> None:
    naming.name_revision(situation.revision, by=situation.by, **form.cleaned_data)


ACTIONS = {
    "submit": Action(
        _("Submit for review"),
        "change",
        lambda situation: situation.can_be_submitted,
        lambda situation, form: review.submit(situation.revision, by=situation.by),
        _("Revision %(number)s of “%(name)s” was submitted for review."),
    ),
    "approve": Action(
        _("Approve"),
        "review",
        lambda situation: situation.can_be_approved,
        lambda situation, form: review.approve(situation.revision, by=situation.by),
        _("Revision %(number)s of “%(name)s” was approved."),
    ),
    "reject": Action(
        _("Reject"),
        "review",
        lambda situation: situation.can_be_rejected,
        lambda situation, form: review.reject(
            situation.revision, by=situation.by, reason=form.cleaned_data["reason"]
        ),
        _("Revision %(number)s of “%(name)s” was rejected."),
    ),
    "publish": Action(
        _("Publish"),
        "publish",
        lambda situation: situation.can_be_published,
        _publish,
        _("Revision %(number)s of “%(name)s” was published."),
        publishes=True,
    ),
    "force": Action(
        _("Publish without review"),
        "force",
        lambda situation: situation.can_be_forced,
        lambda situation, form: _publish(situation, form, without_review=_reason(form)),
        _("Revision %(number)s of “%(name)s” was published without review."),
        publishes=True,
    ),
    "restore": Action(
        _("Restore as a new draft"),
        "change",
        lambda situation: situation.can_be_restored,
        lambda situation, form: restoring.restore(situation.revision, by=situation.by),
        _("Revision %(number)s of “%(name)s” was restored as a new draft."),
    ),
    "schedule": Action(
        _("Schedule publication"),
        "publish",
        lambda situation: situation.can_be_published,
        _schedule,
        _("Revision %(number)s of “%(name)s” was scheduled."),
        form="publication",
        publishes=True,
    ),
    "schedule_withdrawal": Action(
        _("Schedule withdrawal"),
        "publish",
        lambda situation: bool(situation.live),
        _schedule_withdrawal,
        _("The withdrawal of “%(name)s” was scheduled."),
        form="withdrawal",
    ),
    "cancel": Action(
        _("Cancel"),
        "publish",
        lambda situation: situation.can_be_cancelled,
        lambda situation, form: schedule.cancel(situation.entry.pk, by=situation.by),
        _("What was scheduled of “%(name)s” was cancelled."),
        form="scheduled",
    ),
    "name": Action(
        _("Save the name and the note"),
        "change",
        lambda situation: True,
        _name,
        _("The name of revision %(number)s of “%(name)s” was saved."),
        form="naming",
    ),
}
"""Every action by its name."""
