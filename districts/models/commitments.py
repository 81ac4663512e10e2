"""What districts promised, and what became of it."""

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from districts.querysets import CommitmentQuerySet
from inet3site.publishing.bilingual import Bilingual
from inet3site.publishing.fields import (
    EdtfField,
    edtf_constraint,
    edtf_period_constraint,
    one_of,
)
from inet3site.publishing.models import OrderedPart, Translated, translated_constraints
from policies.models import Citation, Promise, chosen_once, promise_constraints

from .initiatives import Initiative


class SupportKind(models.TextChoices):
    """What a firm can get by a commitment."""

    MONEY = "money", _("Money")
    SPACE = "space", _("Space and rent")
    INVESTMENT = "investment", _("Investment")


class Commitment(Promise):
    """A quantified promise that an initiative makes.

    `support` says what it offers to firms, and is empty where it offers them nothing; an empty
    `open_to` means that no source says who can apply.
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="commitments")
    support = models.CharField(
        _("support for firms"),
        max_length=10,
        choices=SupportKind,
        blank=True,
        help_text=_("What firms can get; empty where nothing is offered to them."),
    )
    open_to_zh = models.CharField(_("open to (Chinese)"), max_length=200, blank=True)
    open_to_en = models.CharField(_("open to (English)"), max_length=200, blank=True)

    open_to = Bilingual()

    objects = CommitmentQuerySet.as_manager()

    class Meta(Promise.Meta):
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = [
            *promise_constraints("commitment"),
            one_of("support", SupportKind, "commitment_support_known", blank=True),
            models.CheckConstraint(
                condition=~Q(support="") | Q(open_to_zh="", open_to_en=""),
                name="commitment_open_to_goes_with_support",
                violation_error_message=_("Say who can apply only where support is offered."),
            ),
        ]

    @property
    def latest_report(self) -> "CommitmentReport | None":
        """The report on the latest period; one on the whole period comes last. None without any."""
        return max(self.reports.all(), key=CommitmentReport.until, default=None)


class Outcome(models.TextChoices):
    """What became of a commitment; that nothing was found is not that nobody looked."""

    MET = "met", _("Met")
    PARTLY = "partly", _("Partly met")
    MISSED = "missed", _("Missed")
    NONE_FOUND = "none-found", _("Searched, none found")
    NOT_CHECKED = "not-checked", _("Not checked")


class CommitmentReport(Translated, OrderedPart):
    """What became of a commitment in a period, and the evidence for it.

    An empty period means the whole of the commitment's own. `searched_on` says when nothing was
    found, and is NULL with every other outcome.
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="reports")
    commitment = models.ForeignKey(
        Commitment, models.CASCADE, verbose_name=_("commitment"), related_name="reports"
    )
    period_from = EdtfField(_("from"))
    period_to = EdtfField(_("to"))
    outcome = models.CharField(
        _("outcome"), max_length=12, choices=Outcome, default=Outcome.NOT_CHECKED
    )
    searched_on = models.DateField(_("searched on"), null=True, blank=True)
    evidence_zh = models.TextField(_("evidence (Chinese)"), blank=True)
    evidence_en = models.TextField(_("evidence (English)"), blank=True)

    evidence = Bilingual()

    class Meta(OrderedPart.Meta):
        verbose_name = _("report on a commitment")
        verbose_name_plural = _("reports on commitments")
        constraints = [
            *translated_constraints("report"),
            one_of("outcome", Outcome, "report_outcome_known"),
            edtf_constraint("period_from", "report_period_from_edtf"),
            edtf_constraint("period_to", "report_period_to_edtf"),
            edtf_period_constraint("period_from", "period_to", "report_period_in_order"),
            models.UniqueConstraint(
                fields=["commitment", "period_from", "period_to"],
                name="report_unique",
                violation_error_message=_("There is a report on this period already."),
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.NONE_FOUND, searched_on__isnull=False)
                | (~Q(outcome=Outcome.NONE_FOUND) & Q(searched_on__isnull=True)),
                name="report_searched_on_goes_with_none_found",
                violation_error_message=_(
                    "Say when it was searched where nothing was found, and only there."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.get_outcome_display()}"

    def until(self) -> tuple[str, UUID]:
        """What puts reports on one commitment in the order of their periods."""
        return self.period_to or self.period_from or "9999", self.pk


class InitiativeCitation(Citation):
    """A source of an initiative, or of the one commitment or report that is given."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="citations")
    commitment = models.ForeignKey(
        Commitment,
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("commitment"),
        related_name="citations",
    )
    report = models.ForeignKey(
        CommitmentReport,
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("report"),
        related_name="citations",
    )

    class Meta(Citation.Meta):
        constraints = chosen_once(
            "initiative", "initiative_citation_chosen_once", parts=("commitment", "report")
        )
