"""Who looks after an entry."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Assignment(models.Model):
    """The one person who looks after an entry; an entry that nobody does has no row."""

    entry_id = models.UUIDField(primary_key=True)
    entry_type = models.CharField(max_length=60)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.entry_type} {self.entry_id}: {self.person}"
