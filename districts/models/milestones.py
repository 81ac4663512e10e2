"""What happened or is planned, and when."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from districts.querysets import MilestoneQuerySet
from inet3site.publishing.bilingual import Bilingual
from inet3site.publishing.fields import EdtfField, another, edtf_constraint, one_of
from inet3site.publishing.models import Entry, Translated, translated_constraints
from policies.models import Citation, Organisation, Policy, chosen_once

from .initiatives import Initiative


class MilestoneState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    DONE = "done", _("Done")


class Milestone(Translated, Entry):
    """A step of a policy or of an initiative, or an event of its own, which may be part of another.

    `date` is as precise as it is known. An empty venue or no hosts mean that no source names them.
    """

    date = EdtfField(_("date"), blank=False)
    state = models.CharField(
        _("state"), max_length=10, choices=MilestoneState, default=MilestoneState.DONE
    )
    title_zh = models.CharField(_("title (Chinese)"), max_length=200, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    summary_zh = models.TextField(_("summary (Chinese)"), blank=True)
    summary_en = models.TextField(_("summary (English)"), blank=True)
    policy = models.ForeignKey(
        Policy,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("policy"),
        related_name="milestones",
    )
    initiative = models.ForeignKey(
        Initiative,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("initiative"),
        related_name="milestones",
    )
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("part of"),
        related_name="parts",
    )
    venue_zh = models.CharField(_("venue (Chinese)"), max_length=200, blank=True)
    venue_en = models.CharField(_("venue (English)"), max_length=200, blank=True)
    hosts = models.ManyToManyField(
        Organisation, verbose_name=_("hosts"), blank=True, related_name="hosted_milestones"
    )

    title = Bilingual()
    summary = Bilingual()
    venue = Bilingual()

    objects = MilestoneQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["-date", "slug"]
        constraints = [
            *Entry.Meta.constraints,
            *translated_constraints("milestone"),
            edtf_constraint("date", "milestone_date_edtf", blank=False),
            one_of("state", MilestoneState, "milestone_state_known"),
            another("part_of", "milestone_part_of_another", than="id"),
            models.CheckConstraint(
                condition=Q(policy__isnull=True) | Q(initiative__isnull=True),
                name="milestone_of_policy_or_initiative",
                violation_error_message=_(
                    "A milestone is of a policy or of an initiative, not of both."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.slug


class MilestoneCitation(Citation):
    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = chosen_once("milestone", "milestone_citation_chosen_once")
