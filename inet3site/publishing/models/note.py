"""What editors write to each other about an entry."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.fields import both_or_neither


class NoteQuerySet(models.QuerySet["Note"]):
    """Notes."""

    def open(self) -> "NoteQuerySet":
        """Those that nobody has resolved."""
        return self.filter(resolved_at=None)

    def of_entry(self, entry_id: UUID) -> "NoteQuerySet":
        """Those on one entry, with their people, the oldest first."""
        return self.filter(entry_id=entry_id).select_related("by", "resolved_by").order_by("pk")


class Note(models.Model):
    """A note on an entry, or on one field of it; it is resolved, and never deleted.

    `field` names a field of the entry's form, and is empty in a note on the whole. `resolved_by`
    and `resolved_at` are NULL as long as the note is open.
    """

    entry_type = models.CharField(max_length=60)
    entry_id = models.UUIDField(db_index=True)
    field = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
            both_or_neither("resolved_by", "resolved_at", "note_resolved_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_type} {self.entry_id} #{self.pk}"
