"""Public bodies, companies, parks and associations."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.bilingual import Bilingual
from inet3site.publishing.fields import EdtfField, another, edtf_constraint, one_of
from inet3site.publishing.models import (
    Entry,
    OrderedPart,
    Translated,
    translated_constraints,
)
from policies.querysets import OrganisationQuerySet

from .citations import Citation, chosen_once


class OrganisationKind(models.TextChoices):
    PUBLIC_BODY = "public-body", _("Public body")
    COMPANY = "company", _("Company")
    PARK = "park", _("Park")
    ASSOCIATION = "association", _("Association")


class Organisation(Translated, Entry):
    """A body that issues, leads or is named: a commission and a company alike."""

    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    name_zh = models.CharField(_("name (Chinese)"), max_length=200, blank=True)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    description_zh = models.TextField(_("description (Chinese)"), blank=True)
    description_en = models.TextField(_("description (English)"), blank=True)
    official_url = models.URLField(_("official website"), max_length=500, blank=True)

    name = Bilingual()
    description = Bilingual()

    objects = OrganisationQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["slug"]
        constraints = [
            *Entry.Meta.constraints,
            *translated_constraints("organisation"),
            one_of("kind", OrganisationKind, "organisation_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name or self.slug


class Succession(OrderedPart):
    """That an organisation took over from another; an empty `date` means that it is not known."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="predecessors")
    predecessor = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("predecessor"), related_name="successors"
    )
    date = EdtfField(_("date"))

    class Meta(OrderedPart.Meta):
        verbose_name = _("predecessor")
        verbose_name_plural = _("predecessors")
        constraints = [
            another("predecessor", "succession_of_another", than="organisation"),
            edtf_constraint("date", "succession_date_edtf"),
            models.UniqueConstraint(
                fields=["organisation", "predecessor"], name="succession_unique"
            ),
        ]

    def __str__(self) -> str:
        return str(self.predecessor)


class OrganisationCitation(Citation):
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = chosen_once("organisation", "organisation_citation_chosen_once")
