"""What editors call a revision."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .ledger import Revision


class RevisionLabel(models.Model):
    """The name of a revision and a note on it: beside the revision, which itself never changes."""

    revision = models.OneToOneField(
        Revision, models.PROTECT, primary_key=True, related_name="label"
    )
    name = models.CharField(max_length=100, blank=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("name of a revision")
        verbose_name_plural = _("names of revisions")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") | ~Q(note=""), name="revision_label_says_something"
            )
        ]

    def __str__(self) -> str:
        return self.name
