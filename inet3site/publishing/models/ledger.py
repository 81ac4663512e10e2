"""The ledger of what was published, and the workspace's own picture of what is live."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class AppendOnlyQuerySet(models.QuerySet):
    """Rows that are only read; changing or deleting them raises TypeError."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError(f"{self.model._meta.label} is append-only.")

    def delete(self) -> NoReturn:
        raise TypeError(f"{self.model._meta.label} is append-only.")


class AppendOnly(models.Model):
    """Rows that are written once: saving one again or deleting it raises TypeError."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(f"{self._meta.label} is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(f"{self._meta.label} is append-only.")


class Counter(models.Model):
    """The one row that publishing locks first; `head` is the last sequence given out."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    head = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="counter_is_one_row")]


class RevisionKind(models.TextChoices):
    """How a revision came about."""

    SAVE = "save", _("Saved")
    IMPORT = "import", _("Imported")
    RESTORE = "restore", _("Restored")


class Revision(AppendOnly):
    """One saved state of an entry with its parts and links; it never changes.

    `snapshot` holds every reference, whether its target is live or not.
    """

    entry_type = models.CharField(max_length=60)
    entry_id = models.UUIDField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=7, choices=RevisionKind, default=RevisionKind.SAVE)
    schema = models.PositiveIntegerField()
    snapshot = models.TextField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(fields=["entry_id", "number"], name="revision_number_unique")
        ]

    def __str__(self) -> str:
        return f"{self.entry_type} {self.entry_id} r{self.number}"


class Operation(models.TextChoices):
    PUBLISH = "publish", _("Published")
    WITHDRAW = "withdraw", _("Withdrawn")


class EditionRecord(models.Model):
    """The public part of an edition: everything but who made it.

    `sequence` counts all editions from 1 without a gap, `number` those of one entry. `snapshot` is
    empty in a withdrawal; `replacement` is NULL unless a withdrawal names one.
    """

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
        abstract = True
        ordering = ["sequence"]


class Edition(AppendOnly, EditionRecord):
    """One line of the ledger: an entry was published, or withdrawn.

    `revision` is what was published; of a withdrawal, what was live before. `by` is NULL for
    commands.
    """

    revision = models.ForeignKey(Revision, models.PROTECT)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True)

    class Meta(EditionRecord.Meta):
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(fields=["entry_id", "number"], name="edition_number_unique"),
            models.CheckConstraint(
                condition=Q(operation=Operation.PUBLISH) | Q(snapshot=""),
                name="withdrawal_has_no_snapshot",
            ),
            models.CheckConstraint(
                condition=Q(operation=Operation.WITHDRAW) | Q(replacement__isnull=True),
                name="only_withdrawal_has_replacement",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.sequence} {self.operation} {self.entry_type} {self.entry_id}"


class LiveEntry(models.Model):
    """An entry that is live at the head of the ledger, as its last edition has it."""

    entry_id = models.UUIDField(primary_key=True)
    entry_type = models.CharField(max_length=60)
    slug = models.CharField(max_length=100)
    edition = models.OneToOneField(Edition, models.PROTECT, related_name="+")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry_type", "slug"], name="live_slug_unique")
        ]


class Reference(models.Model):
    """A reference from a live entry's published revision, whether its target is live or not."""

    entry = models.ForeignKey(LiveEntry, models.CASCADE, related_name="references")
    target_id = models.UUIDField(db_index=True)
    target_type = models.CharField(max_length=60)
    required = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "target_id"], name="reference_unique"),
            models.CheckConstraint(condition=~Q(entry=F("target_id")), name="reference_to_another"),
        ]
