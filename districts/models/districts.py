"""Beijing's districts and functional zones."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from districts.querysets import DistrictQuerySet
from inet3site.publishing.bilingual import Bilingual
from inet3site.publishing.models import Entry, Translated, translated_constraints
from policies.models import Citation, chosen_once


class DistrictKind(models.TextChoices):
    DISTRICT = "district", _("District")
    ZONE = "zone", _("Functional zone")


class District(Translated, Entry):
    """A district of Beijing, or a zone; `code` is GB/T 2260, and empty for a zone."""

    kind = models.CharField(
        _("kind"), max_length=10, choices=DistrictKind, default=DistrictKind.DISTRICT
    )
    code = models.CharField(_("GB/T 2260 code"), max_length=6, blank=True)
    name_zh = models.CharField(_("name (Chinese)"), max_length=80, blank=True)
    name_en = models.CharField(_("name (English)"), max_length=80, blank=True)
    pinyin = models.CharField(_("pinyin"), max_length=50, blank=True)
    role_zh = models.TextField(_("role (Chinese)"), blank=True)
    role_en = models.TextField(_("role (English)"), blank=True)

    name = Bilingual()
    role = Bilingual()

    objects = DistrictQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering = ["code", "slug"]
        constraints = [
            *Entry.Meta.constraints,
            *translated_constraints("district"),
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code=""), name="district_code_unique"
            ),
            models.CheckConstraint(
                condition=Q(kind=DistrictKind.ZONE, code="")
                | Q(kind=DistrictKind.DISTRICT, code__regex=r"\A1101[0-9]{2}\Z"),
                name="district_code_of_beijing",
                violation_error_message=_(
                    "A district has its six-digit code (1101..); a functional zone has none."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.slug


class DistrictCitation(Citation):
    district = models.ForeignKey(District, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = chosen_once("district", "district_citation_chosen_once")
