"""What was found when the links of sources were asked; the workspace's own, never published."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.fields import matches, one_of, validate_sha256
from policies.models import Source

from .outcomes import FAILURES, Outcome, Reason, Status

GONE = (404, 410)
APART = timedelta(hours=12)
"""Two failures this far apart make a broken link; a host that says GONE is believed at once."""


class LinkKind(models.TextChoices):
    """The fields of a source that hold its links."""

    URL = "url", _("Web address")
    ARCHIVE = "archive_url", _("Archived copy")


PRESENT = Q(
    *(Q(kind=kind, address=F(f"source__{kind}")) for kind in LinkKind.values), _connector=Q.OR
)
BROKEN = Q(status__in=FAILURES) & (
    Q(code__in=GONE) | Q(failures__gte=2, checked_at__gte=F("first_failed_at") + APART)
)
CHANGED = ~Q(sha256="") & ~Q(source__sha256="") & ~Q(source__sha256=F("sha256"))


class LinkQuerySet(models.QuerySet["Link"]):
    """The links of sources that were asked."""

    def present(self) -> "LinkQuerySet":
        """Those that still are their source's."""
        return self.filter(PRESENT)

    def former(self) -> "LinkQuerySet":
        """Those that their source no longer has."""
        return self.exclude(PRESENT)

    def broken(self) -> "LinkQuerySet":
        """Those that failed twice, a while apart, or whose host says that there is nothing."""
        return self.filter(BROKEN)

    def changed(self) -> "LinkQuerySet":
        """Those that give something else than the copy whose SHA-256 the source has."""
        return self.filter(CHANGED)


class Link(models.Model):
    """A link of a source, and what came of asking it the last time.

    `code` NULL means that there was no answer, for a `reason`; `first_failed_at` NULL, that the
    last time it did not fail. `failures` counts those in a row. `is_due`: somebody wants it asked
    again at once.
    """

    source = models.ForeignKey(Source, models.CASCADE, related_name="+", verbose_name=_("source"))
    kind = models.CharField(_("kind"), max_length=20, choices=LinkKind)
    address = models.CharField(_("web address"), max_length=500)
    checked_at = models.DateTimeField(_("checked at"))
    status = models.CharField(_("finding"), max_length=20, choices=Status)
    reason = models.CharField(_("cause"), max_length=20, choices=Reason, blank=True)
    code = models.PositiveSmallIntegerField(_("HTTP status code"), null=True)
    final_address = models.TextField(_("address at the end"))
    media_type = models.CharField(_("media type"), max_length=130, blank=True)
    sha256 = models.CharField(_("SHA-256 of the answer"), max_length=64, blank=True)
    first_failed_at = models.DateTimeField(_("fails since"), null=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    is_due = models.BooleanField(_("to be checked again"), default=False)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link of a source")
        verbose_name_plural = _("links of sources")
        ordering = ["source__title", "kind", "pk"]
        default_permissions = ("view", "recheck")
        constraints = [
            models.UniqueConstraint(fields=["source", "kind"], name="link_once_per_source"),
            one_of("kind", LinkKind, "link_kind_known"),
            one_of("status", Status, "link_status_known"),
            one_of("reason", Reason, "link_reason_known", blank=True),
            matches("sha256", validate_sha256, "link_sha256_hex", blank=True),
            models.CheckConstraint(
                condition=Q(failures=0, first_failed_at=None)
                | Q(failures__gt=0, first_failed_at__isnull=False),
                name="link_failures_have_a_beginning",
            ),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def has_failed(self) -> bool:
        """Whether a reader who follows it gets nothing, as far as was seen."""
        return self.status in FAILURES

    @property
    def has_changed(self) -> bool:
        """Whether it gives something else than the copy whose SHA-256 the source has."""
        return bool(self.sha256 and self.source.sha256) and self.sha256 != self.source.sha256

    def take(self, outcome: Outcome, *, address: str, at: datetime) -> None:
        """Note what became of asking this address, and save it."""
        if address != self.address:
            self.failures, self.first_failed_at = 0, None
        self._count(outcome.status, at)
        self.address, self.checked_at, self.is_due = address, at, False
        self.status, self.reason, self.code = outcome.status, outcome.reason or "", outcome.code
        self.final_address = outcome.address
        self.media_type, self.sha256 = outcome.media_type, outcome.sha256
        self.save()

    def _count(self, status: Status, at: datetime) -> None:
        """One failure more, or none; a host that asks to come later says neither."""
        if status in FAILURES:
            self.failures += 1
            self.first_failed_at = self.first_failed_at or at
        elif status != Status.BUSY:
            self.failures, self.first_failed_at = 0, None
