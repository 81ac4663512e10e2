"""The glossary: terms in both languages, and how they stand to each other."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.bilingual import Bilingual
from inet3site.publishing.fields import another, one_of
from inet3site.publishing.models import (
    Entry,
    OrderedPart,
    Translated,
    translated_constraints,
)
from policies.querysets import TermQuerySet

from .citations import Citation, chosen_once


class Term(Translated, Entry):
    """A term of the field; an empty definition means that no source was found to define it."""

    name_zh = models.CharField(_("name (Chinese)"), max_length=100, blank=True)
    name_en = models.CharField(_("name (English)"), max_length=100, blank=True)
    definition_zh = models.TextField(_("definition (Chinese)"), blank=True)
    definition_en = models.TextField(_("definition (English)"), blank=True)

    name = Bilingual()
    definition = Bilingual()

    objects = TermQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["slug"]
        constraints = [*Entry.Meta.constraints, *translated_constraints("term")]

    def __str__(self) -> str:
        return self.name or self.slug


class TermRelationKind(models.TextChoices):
    """The relations of SKOS; “narrower” is “broader” read from the other term."""

    BROADER = "broader", _("Broader term")
    RELATED = "related", _("Related term")


class TermRelation(OrderedPart):
    """How a term stands to another: that one is broader, or related."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="relations")
    kind = models.CharField(_("kind"), max_length=10, choices=TermRelationKind)
    related_term = models.ForeignKey(
        Term, models.PROTECT, verbose_name=_("other term"), related_name="inverse_relations"
    )

    class Meta(OrderedPart.Meta):
        verbose_name = _("related term")
        verbose_name_plural = _("related terms")
        constraints = [
            one_of("kind", TermRelationKind, "term_relation_kind_known"),
            another("related_term", "term_relation_to_another", than="term"),
            models.UniqueConstraint(fields=["term", "related_term"], name="term_relation_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.related_term}"


class TermCitation(Citation):
    term = models.ForeignKey(Term, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = chosen_once("term", "term_citation_chosen_once")
