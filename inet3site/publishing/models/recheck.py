"""When an entry is to be looked at again."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.fields import EdtfField, both_or_neither, edtf_constraint


class RecheckQuerySet(models.QuerySet["Recheck"]):
    """Dates on which entries are to be looked at again."""

    def open(self) -> "RecheckQuerySet":
        """Those on which nobody has looked yet, the earliest first."""
        return self.filter(done_at=None).order_by("due_on", "pk")

    def of_entry(self, entry_id: UUID) -> "RecheckQuerySet":
        """Those of one entry."""
        return self.filter(entry_id=entry_id)

    def due(self, today: date) -> "RecheckQuerySet":
        """The open ones whose day has come."""
        return self.open().filter(due_on__lte=today)

    def set_by_hand(self) -> "RecheckQuerySet":
        """Those that a person has set."""
        return self.filter(period_of=None)


class Recheck(models.Model):
    """A day on which an entry is to be looked at again, and why.

    A person has set it, or it opened by itself when a period ended: `period_of` is the key of the
    row whose period it was and `period_to` its end; NULL and empty where a person has set it, and
    `by` is NULL where nobody has. `done_by` and `done_at` are NULL until somebody has looked.
    """

    entry_type = models.CharField(max_length=60)
    entry_id = models.UUIDField(db_index=True)
    due_on = models.DateField()
    reason = models.TextField(blank=True)
    period_of = models.UUIDField(null=True, blank=True)
    period_to = EdtfField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    objects = RecheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("date to look again")
        verbose_name_plural = _("dates to look again")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["entry_id"],
                condition=Q(done_at__isnull=True, period_of__isnull=True),
                name="recheck_one_set_per_entry",
            ),
            models.UniqueConstraint(
                fields=["period_of", "period_to"], name="recheck_once_per_end_of_period"
            ),
            edtf_constraint("period_to", "recheck_period_to_edtf"),
            models.CheckConstraint(
                condition=Q(period_of__isnull=True, period_to="", by__isnull=False)
                | (Q(period_of__isnull=False, by__isnull=True) & ~Q(period_to="")),
                name="recheck_of_a_person_or_a_period",
            ),
            both_or_neither("done_by", "done_at", "recheck_done_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_type} {self.entry_id} {self.due_on.isoformat()}"

    @property
    def is_of_period(self) -> bool:
        """Whether it opened by itself, when a period ended."""
        return self.period_of is not None
