"""What is to be published or withdrawn at a time that was set before."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.fields import one_of

from .ledger import Operation, Revision
from .record import Event, Verb


class ScheduleState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    """What was scheduled."""

    def waiting(self) -> "ScheduleQuerySet":
        """What is still to be done."""
        return self.filter(state=ScheduleState.WAITING)

    def due(self, now: datetime) -> "ScheduleQuerySet":
        """What is to be done by now, or tried again, the earliest first."""
        return self.waiting().filter(next_due__lte=now).order_by("due_at", "pk")

    def unsettled(self, entry_id: UUID) -> "Schedule | None":
        """What of an entry waits, or has failed and was not published, withdrawn or replaced since.

        With the revision, and who scheduled it.
        """
        schedules = self.filter(entry_id=entry_id).select_related("revision__label", "by")
        last = schedules.defer("revision__snapshot").order_by("-pk").first()
        return last if last and (last.is_waiting or last.has_failed_for_now) else None


class Schedule(models.Model):
    """One revision to be published, or one entry to be withdrawn, at a time.

    `revision` is what is to be published; of a withdrawal, what was live when it was scheduled.
    `replacement` is NULL unless a withdrawal names one. `next_due` is `due_at`, or later after
    `attempts` at which the database failed; `error` is why the last one did. `finished_at` is NULL
    as long as it waits. `language` is that of the person, for what is told of it.
    """

    entry_type = models.CharField(max_length=60)
    entry_id = models.UUIDField(db_index=True)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    operation = models.CharField(max_length=8, choices=Operation)
    major = models.BooleanField(default=False)
    change_note_zh = models.TextField(blank=True)
    change_note_en = models.TextField(blank=True)
    replacement = models.UUIDField(null=True, blank=True)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=ScheduleState, default=ScheduleState.WAITING)
    error = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_due = models.DateTimeField()
    language = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["next_due"],
                condition=Q(state=ScheduleState.WAITING),
                name="schedule_waiting_by_due",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["entry_id"],
                condition=Q(state=ScheduleState.WAITING),
                name="schedule_one_waits_per_entry",
            ),
            one_of("state", ScheduleState, "schedule_state_known"),
            one_of("operation", Operation, "schedule_operation_known"),
            models.CheckConstraint(
                condition=Q(state=ScheduleState.WAITING, finished_at__isnull=True)
                | (~Q(state=ScheduleState.WAITING) & Q(finished_at__isnull=False)),
                name="schedule_waits_or_is_finished",
            ),
            models.CheckConstraint(
                condition=~Q(state=ScheduleState.FAILED) | ~Q(error=""),
                name="schedule_failed_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(operation=Operation.WITHDRAW) | Q(replacement__isnull=True),
                name="schedule_only_withdrawal_replaces",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("made_at"), next_due__gte=F("due_at")),
                name="schedule_due_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.revision} {self.due_at.isoformat()}"

    @property
    def is_withdrawal(self) -> bool:
        """Whether the entry is to be withdrawn, and not a revision published."""
        return self.operation == Operation.WITHDRAW

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be done."""
        return self.state == ScheduleState.WAITING

    @property
    def has_failed_for_now(self) -> bool:
        """Whether it has failed, and nobody has published or withdrawn the entry since."""
        if self.state != ScheduleState.FAILED:
            return False
        verbs = (Verb.PUBLISH, Verb.FORCE, Verb.WITHDRAW, Verb.FAIL)
        last = Event.objects.filter(entry_id=self.entry_id, verb__in=verbs).first()
        return last is not None and last.verb == Verb.FAIL
