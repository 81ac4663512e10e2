"""The four layers of Internet 3.0, and what stands on them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inet3site.publishing.bilingual import Bilingual
from inet3site.publishing.fields import one_of
from inet3site.publishing.models import Entry, Translated, translated_constraints
from policies.querysets import LayerQuerySet, TechnologyQuerySet

from .citations import Citation, chosen_once


class Layer(Translated, Entry):
    """One of the four layers of the architecture, numbered from the ground up."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    name_zh = models.CharField(_("name (Chinese)"), max_length=100, blank=True)
    name_en = models.CharField(_("name (English)"), max_length=100, blank=True)
    role_zh = models.TextField(_("role (Chinese)"), blank=True)
    role_en = models.TextField(_("role (English)"), blank=True)

    name = Bilingual()
    role = Bilingual()

    objects = LayerQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = _("layer")
        verbose_name_plural = _("layers")
        ordering = ["number"]
        constraints = [
            *Entry.Meta.constraints,
            *translated_constraints("layer"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1, number__lte=4), name="layer_number_1_to_4"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.slug


class LayerCitation(Citation):
    layer = models.ForeignKey(Layer, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = chosen_once("layer", "layer_citation_chosen_once")


class TechnologyKind(models.TextChoices):
    TECHNOLOGY = "technology", pgettext_lazy("kind of technology", "Technology")
    FIELD = "field", _("Field of application")
    CARRIER = "carrier", _("Application carrier")


class Technology(Translated, Entry):
    """A technology, a field of application or an application carrier."""

    kind = models.CharField(_("kind"), max_length=20, choices=TechnologyKind)
    name_zh = models.CharField(_("name (Chinese)"), max_length=100, blank=True)
    name_en = models.CharField(_("name (English)"), max_length=100, blank=True)
    description_zh = models.TextField(_("description (Chinese)"), blank=True)
    description_en = models.TextField(_("description (English)"), blank=True)
    layers = models.ManyToManyField(
        Layer, verbose_name=_("layers"), blank=True, related_name="technologies"
    )

    name = Bilingual()
    description = Bilingual()

    objects = TechnologyQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = _("technology")
        verbose_name_plural = _("technologies")
        ordering = ["kind", "slug"]
        constraints = [
            *Entry.Meta.constraints,
            *translated_constraints("technology"),
            one_of("kind", TechnologyKind, "technology_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name or self.slug


class TechnologyCitation(Citation):
    technology = models.ForeignKey(Technology, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = chosen_once("technology", "technology_citation_chosen_once")
