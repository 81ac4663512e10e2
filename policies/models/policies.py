"""Policy documents and who issued them."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inet3site.bibliography import Genre, Work
from inet3site.publishing.bilingual import Bilingual
from inet3site.publishing.fields import EdtfField, edtf_constraint, matches, one_of
from inet3site.publishing.models import (
    Entry,
    OrderedPart,
    Translated,
    translated_constraints,
)
from policies.querysets import PolicyQuerySet

from .organisations import Organisation

YEAR_RANGE = (1000, 9999)
"""Years have four digits, as in every date of the site."""

validate_years = [MinValueValidator(YEAR_RANGE[0]), MaxValueValidator(YEAR_RANGE[1])]
validate_area_code = RegexValidator(r"\A[0-9]{6}\Z", _("Enter the six digits of GB/T 2260."))


class PolicyKind(models.TextChoices):
    WHITE_PAPER = "white-paper", _("White paper")
    PLAN = "plan", _("Plan")
    WORK_PLAN = "work-plan", _("Work plan")
    ACTION_PLAN = "action-plan", _("Action plan")
    IMPLEMENTATION_PLAN = "implementation-plan", _("Implementation plan")
    MEASURES = "measures", pgettext_lazy("kind of policy", "Measures")
    REGULATION = "regulation", _("Regulation")
    DEPARTMENTAL_RULES = "departmental-rules", _("Departmental rules")


class Level(models.TextChoices):
    NATIONAL = "national", _("National")
    MUNICIPAL = "municipal", _("Municipal")
    DISTRICT = "district", pgettext_lazy("level of a policy", "District")


class LegalStatus(models.TextChoices):
    """What is known of a document's force; not its editorial state."""

    UNKNOWN = "unknown", _("Not checked")
    IN_FORCE = "in-force", _("In force when last checked")
    EXPIRED = "expired", _("Period has ended")
    REPEALED = "repealed", _("Repealed")


class TextKind(models.TextChoices):
    FULL = "full", _("Full text")
    SUMMARY = "summary", _("Summary, not the text")


class Policy(Translated, Entry):
    """A policy document. `period_from` and `period_to` are years; NULL where it names none."""

    kind = models.CharField(_("kind"), max_length=20, choices=PolicyKind)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    area_code = models.CharField(
        _("area code"),
        max_length=6,
        default="110000",
        validators=[validate_area_code],
        help_text=_("GB/T 2260: 100000 for the country, 110000 for Beijing, 110105 for Chaoyang."),
    )
    title_zh = models.CharField(_("title (Chinese)"), max_length=300, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=300, blank=True)
    document_number = models.CharField(_("document number"), max_length=100, blank=True)
    written_on = EdtfField(_("written on"))
    published_on = EdtfField(_("published on"))
    effective_on = EdtfField(_("effective on"))
    repealed_on = EdtfField(_("repealed on"))
    period_from = models.PositiveSmallIntegerField(
        _("period from (year)"), null=True, blank=True, validators=validate_years
    )
    period_to = models.PositiveSmallIntegerField(
        _("period to (year)"), null=True, blank=True, validators=validate_years
    )
    legal_status = models.CharField(
        _("legal status"), max_length=10, choices=LegalStatus, default=LegalStatus.UNKNOWN
    )
    summary_zh = models.TextField(_("summary (Chinese)"), blank=True)
    summary_en = models.TextField(_("summary (English)"), blank=True)
    official_url = models.URLField(_("official web address"), max_length=500, blank=True)
    text_kind = models.CharField(
        _("text"), max_length=10, choices=TextKind, default=TextKind.SUMMARY
    )

    title = Bilingual()
    summary = Bilingual()

    objects = PolicyQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
        ordering = ["-published_on", "slug"]
        constraints = [
            *Entry.Meta.constraints,
            *translated_constraints("policy"),
            one_of("kind", PolicyKind, "policy_kind_known"),
            one_of("level", Level, "policy_level_known"),
            one_of("legal_status", LegalStatus, "policy_legal_status_known"),
            one_of("text_kind", TextKind, "policy_text_kind_known"),
            matches("area_code", validate_area_code, "policy_area_code_form"),
            edtf_constraint("written_on", "policy_written_on_edtf"),
            edtf_constraint("published_on", "policy_published_on_edtf"),
            edtf_constraint("effective_on", "policy_effective_on_edtf"),
            edtf_constraint("repealed_on", "policy_repealed_on_edtf"),
            models.CheckConstraint(
                condition=Q(period_from__isnull=True) | Q(period_from__range=YEAR_RANGE),
                name="policy_period_from_is_year",
            ),
            models.CheckConstraint(
                condition=Q(period_to__isnull=True) | Q(period_to__range=YEAR_RANGE),
                name="policy_period_to_is_year",
            ),
            models.CheckConstraint(
                condition=Q(period_to__isnull=True)
                | Q(period_from__isnull=True)
                | Q(period_to__gte=F("period_from")),
                name="policy_period_in_order",
                violation_error_message=_("The period ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.slug

    def as_work(self, *, accessed: date) -> Work:
        """The document itself, by the bodies that issued it, in the active language."""
        return Work(
            key=self.slug,
            genre=Genre.REPORT if self.kind == PolicyKind.WHITE_PAPER else Genre.DOCUMENT,
            title=str(self),
            language=self.title.lang,
            accessed=accessed,
            authors=tuple(str(issuance.organisation) for issuance in self._responsible()),
            issued=self.published_on or self.written_on,
            number=self.document_number,
            url=self.official_url,
        )

    def _responsible(self) -> list["Issuance"]:
        """Those that issued it; where none is recorded, those that led or published it."""
        rows = list(self.issuances.all())
        roles = (IssuanceRole.ISSUER, IssuanceRole.LEAD, IssuanceRole.PUBLISHER)
        by_role = ([row for row in rows if row.role == role] for role in roles)
        return next(filter(None, by_role), [])


class IssuanceRole(models.TextChoices):
    ISSUER = "issuer", _("Issued by")
    LEAD = "lead", _("Lead body")
    APPROVER = "approver", _("With the consent of")
    PUBLISHER = "publisher", _("Published by")
    HOST = "host", _("Host of the release")


class Issuance(OrderedPart):
    """The part that one organisation had in a document, in the document's own order."""

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="issuances")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="issuances"
    )
    role = models.CharField(
        _("role"), max_length=10, choices=IssuanceRole, default=IssuanceRole.ISSUER
    )

    class Meta(OrderedPart.Meta):
        verbose_name = _("issuing body")
        verbose_name_plural = _("issuing bodies")
        constraints = [
            one_of("role", IssuanceRole, "issuance_role_known"),
            models.UniqueConstraint(
                fields=["policy", "organisation", "role"], name="issuance_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.organisation}"
