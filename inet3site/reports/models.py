"""What readers report; it stands in the workspace alone, and is never published."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.fields import one_of

LONGEST_PATH = 300
LONGEST_TEXT = 4000


class ReportState(models.TextChoices):
    OPEN = "open", _("Open")
    DEALT_WITH = "dealt-with", _("Dealt with")


class Report(models.Model):
    """An error that a reader found; `section` is empty where the report is of the whole page.

    `email` serves to ask about the report, and is deleted when that is dealt with. `dealt_by` is
    NULL, and so is `dealt_at`, as long as it is open.
    """

    page = models.CharField(_("page"), max_length=LONGEST_PATH)
    section = models.CharField(_("section"), max_length=100, blank=True)
    text = models.TextField(_("what is wrong"), max_length=LONGEST_TEXT)
    email = models.EmailField(_("e-mail address"), blank=True)
    reported_at = models.DateTimeField(_("reported on"), auto_now_add=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ReportState, default=ReportState.OPEN
    )
    note = models.TextField(_("editors' note"), blank=True)
    dealt_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("dealt with by"),
    )
    dealt_at = models.DateTimeField(_("dealt with on"), null=True, blank=True)

    class Meta:
        verbose_name = _("reported error")
        verbose_name_plural = _("reported errors")
        ordering = ["-reported_at", "-id"]
        constraints = [
            one_of("state", ReportState, "report_state_known"),
            models.CheckConstraint(
                condition=Q(state=ReportState.OPEN, dealt_at__isnull=True)
                | Q(state=ReportState.DEALT_WITH, dealt_at__isnull=False, email=""),
                name="report_dealt_with_keeps_no_email",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page}#{self.section}" if self.section else self.page

    def deal_with(self, *, by: User, at: datetime) -> None:
        """Close the report, and forget who sent it."""
        self.state, self.dealt_by, self.dealt_at = ReportState.DEALT_WITH, by, at
        self.email = ""
        self.save()

    def reopen(self) -> None:
        """Open the report again."""
        self.state, self.dealt_by, self.dealt_at = ReportState.OPEN, None, None
        self.save()
