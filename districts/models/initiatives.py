"""What districts set out to do."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from districts.querysets import InitiativeQuerySet
from inet3site.publishing.bilingual import Bilingual
from inet3site.publishing.fields import (
    EdtfField,
    edtf_constraint,
    edtf_period_constraint,
    one_of,
)
from inet3site.publishing.models import Entry, Translated, translated_constraints
from policies.models import Layer, Organisation, Policy, Technology

from .districts import District


class InitiativeStatus(models.TextChoices):
    UNKNOWN = "unknown", _("Not checked")
    ANNOUNCED = "announced", _("Announced")
    UNDER_WAY = "under-way", _("Under way")
    COMPLETED = "completed", _("Completed")


class Initiative(Translated, Entry):
    """Something that a district set out to do; an empty period means that none is named."""

    district = models.ForeignKey(
        District, models.PROTECT, verbose_name=_("district"), related_name="initiatives"
    )
    title_zh = models.CharField(_("title (Chinese)"), max_length=200, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    summary_zh = models.TextField(_("summary (Chinese)"), blank=True)
    summary_en = models.TextField(_("summary (English)"), blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=InitiativeStatus, default=InitiativeStatus.UNKNOWN
    )
    period_from = EdtfField(_("from"))
    period_to = EdtfField(_("to"))
    policies = models.ManyToManyField(
        Policy, verbose_name=_("policies"), blank=True, related_name="initiatives"
    )
    layers = models.ManyToManyField(
        Layer, verbose_name=_("layers"), blank=True, related_name="initiatives"
    )
    technologies = models.ManyToManyField(
        Technology, verbose_name=_("technologies"), blank=True, related_name="initiatives"
    )
    lead_organisations = models.ManyToManyField(
        Organisation, verbose_name=_("lead organisations"), blank=True, related_name="initiatives"
    )

    title = Bilingual()
    summary = Bilingual()

    objects = InitiativeQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        ordering = ["district__code", "slug"]
        constraints = [
            *Entry.Meta.constraints,
            *translated_constraints("initiative"),
            one_of("status", InitiativeStatus, "initiative_status_known"),
            edtf_constraint("period_from", "initiative_period_from_edtf"),
            edtf_constraint("period_to", "initiative_period_to_edtf"),
            edtf_period_constraint("period_from", "period_to", "initiative_period_in_order"),
        ]

    def __str__(self) -> str:
        return self.title or self.slug
