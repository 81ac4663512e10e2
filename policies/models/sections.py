"""What a document says: its sections, and its provisions by kind."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.bilingual import Bilingual
from inet3site.publishing.fields import matches, one_of
from inet3site.publishing.models import OrderedPart, Translated, translated_constraints

from .organisations import Organisation
from .policies import Policy
from .technologies import Technology

validate_identifier = RegexValidator(r"\As(-[0-9]+)+\Z", _("Use s-1, s-2-3 and so on."))


class Section(Translated, OrderedPart):
    """A section of a document; `identifier` is its permanent address within the page."""

    markdown = frozenset({"text"})

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="sections")
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("within"),
        related_name="subsections",
    )
    identifier = models.CharField(_("identifier"), max_length=30, validators=[validate_identifier])
    heading_zh = models.CharField(_("heading (Chinese)"), max_length=300, blank=True)
    heading_en = models.CharField(_("heading (English)"), max_length=300, blank=True)
    text_zh = models.TextField(_("text (Chinese)"), blank=True)
    text_en = models.TextField(_("text (English)"), blank=True)

    heading = Bilingual()
    text = Bilingual()

    class Meta(OrderedPart.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            *translated_constraints("section"),
            matches("identifier", validate_identifier, "section_identifier_form"),
            models.UniqueConstraint(
                fields=["policy", "identifier"], name="section_identifier_unique"
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")),
                name="section_within_another",
                violation_error_message=_("A section can't be within itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.identifier} {self.heading}"


class ProvisionKind(models.TextChoices):
    DEFINITION = "definition", _("Definition")
    CHALLENGE = "challenge", _("Challenge")
    MEASURE = "measure", _("Measure")
    HOTSPOT = "hotspot", _("Research hotspot")
    STRENGTH = "strength", _("Strength")
    GOAL = "goal", _("Goal")


class Provision(Translated, OrderedPart):
    """One thing that a document says, by kind."""

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="provisions")
    kind = models.CharField(_("kind"), max_length=20, choices=ProvisionKind)
    section = models.ForeignKey(
        Section,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("section"),
        related_name="provisions",
    )
    text_zh = models.TextField(_("text (Chinese)"), blank=True)
    text_en = models.TextField(_("text (English)"), blank=True)
    technologies = models.ManyToManyField(
        Technology, verbose_name=_("technologies"), blank=True, related_name="provisions"
    )
    organisations = models.ManyToManyField(
        Organisation, verbose_name=_("organisations"), blank=True, related_name="provisions"
    )

    text = Bilingual()

    class Meta(OrderedPart.Meta):
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")
        constraints = [
            *translated_constraints("provision"),
            one_of("kind", ProvisionKind, "provision_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"
