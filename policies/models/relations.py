"""How documents stand to each other, and where each document's record comes from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.fields import another, one_of
from inet3site.publishing.models import OrderedPart

from .citations import Citation, chosen_once
from .policies import Policy
from .sections import Provision
from .targets import Target


class RelationKind(models.TextChoices):
    """The verbs of ELI (European Legislation Identifier), and one of the site's own."""

    IMPLEMENTS = "implements", _("Implements")
    AMENDS = "amends", _("Amends")
    SUPERSEDES = "supersedes", _("Supersedes")
    CITES = "cites", _("Cites")
    ANNOUNCES = "announces", _("Announces")


class PolicyRelation(OrderedPart):
    """What a document does to another, or says of it."""

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="relations")
    kind = models.CharField(_("kind"), max_length=10, choices=RelationKind)
    related_policy = models.ForeignKey(
        Policy,
        models.PROTECT,
        verbose_name=_("related document"),
        related_name="inverse_relations",
    )

    class Meta(OrderedPart.Meta):
        verbose_name = _("related document")
        verbose_name_plural = _("related documents")
        constraints = [
            one_of("kind", RelationKind, "policy_relation_kind_known"),
            another("related_policy", "policy_relation_to_another", than="policy"),
            models.UniqueConstraint(
                fields=["policy", "kind", "related_policy"], name="policy_relation_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.related_policy}"


class PolicyCitation(Citation):
    """A source of a document's record, or of the one provision or target that is given."""

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="citations")
    provision = models.ForeignKey(
        Provision,
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("provision"),
        related_name="citations",
    )
    target = models.ForeignKey(
        Target,
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("target"),
        related_name="citations",
    )

    class Meta(Citation.Meta):
        constraints = chosen_once(
            "policy", "policy_citation_chosen_once", parts=("provision", "target")
        )
