"""What the live store holds beside the content: how far it is, and the public history."""

from django.db import models
from django.db.models import Q

from .ledger import Operation


class Applied(models.Model):
    """The one row that the projector locks; `sequence` is the last edition applied."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="applied_is_one_row")]


class PublicEdition(models.Model):
    """The public part of an edition: everything but who made it."""

    sequence = models.PositiveBigIntegerField(primary_key=True)
    entry_type = models.CharField(max_length=60)
    entry_id = models.UUIDField()
    number = models.PositiveIntegerField()
    operation = models.CharField(max_length=8, choices=Operation)
    major = models.BooleanField()
    change_note_zh = models.TextField(blank=True)
    change_note_en = models.TextField(blank=True)
    schema = models.PositiveIntegerField()
    snapshot = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    slug = models.CharField(max_length=100)
    replacement = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["sequence"]
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
