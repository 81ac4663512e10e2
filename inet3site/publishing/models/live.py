"""What the live store holds beside the content: how far it is, and the public history."""

from django.db import models
from django.db.models import Q

from .ledger import EditionRecord


class Applied(models.Model):
    """The one row that the projector locks; `sequence` is the last edition applied.

    `rules` are those by which rows were derived from the live entries; empty before there were any.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.PositiveBigIntegerField(default=0)
    rules = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="applied_is_one_row")]


class PublicEdition(EditionRecord):
    """An edition as the public may read it."""

    class Meta(EditionRecord.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["entry_id", "number"], name="public_edition_number_unique"
            )
        ]


class PublicSlug(models.Model):
    """Every address that was ever published, and the entry that used it last."""

    entry_type = models.CharField(max_length=60)
    slug = models.CharField(max_length=100)
    entry_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry_type", "slug"], name="public_slug_unique")
        ]
