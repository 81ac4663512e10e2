"""Public bodies, companies, parks and associations."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.bilingual import Bilingual
from inet3site.publishing.fields import one_of
from inet3site.publishing.models import Entry
from policies.querysets import OrganisationQuerySet


class OrganisationKind(models.TextChoices):
    PUBLIC_BODY = "public-body", _("Public body")
    COMPANY = "company", _("Company")
    PARK = "park", _("Park")
    ASSOCIATION = "association", _("Association")


class Organisation(Entry):
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
            one_of("kind", OrganisationKind, "organisation_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name or self.slug
