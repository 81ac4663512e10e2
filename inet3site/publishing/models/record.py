"""The record of who did what at the desk, from which state to which, and when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .ledger import AppendOnly, Revision


class Verb(models.TextChoices):
    """What can be done to an entry."""

    SAVE = "save", _("Saved")
    MERGE = "merge", _("Merged with what somebody else had saved")
    OVERWRITE = "overwrite", _("Saved over what somebody else had saved")
    SUBMIT = "submit", _("Submitted for review")
    APPROVE = "approve", _("Approved")
    REJECT = "reject", _("Rejected")
    PUBLISH = "publish", _("Published")
    FORCE = "force", _("Published without review")
    REISSUE = "reissue", _("Published again, as another entry came or went")
    WITHDRAW = "withdraw", _("Withdrawn")
    SCHEDULE = "schedule", _("Scheduled")
    CANCEL = "cancel", _("Cancelled what was scheduled")
    FAIL = "fail", _("Failed at its time")
    NOTE = "note", _("Note written")
    RESOLVE = "resolve", _("Note resolved")
    REOPEN = "reopen", _("Note reopened")
    ASSIGN = "assign", _("Assigned")
    NAME = "name", _("Revision named")
    RECHECK = "recheck", _("Date set to look again")
    LOOK = "look", _("Looked at again")
    DELETE = "delete", _("Deleted")


REVIEWS = (Verb.SUBMIT, Verb.APPROVE, Verb.REJECT)
"""What moves a revision from one state of review to another."""

OF_ENTRY = (
    *(Verb.NOTE, Verb.RESOLVE, Verb.REOPEN, Verb.ASSIGN, Verb.RECHECK, Verb.LOOK, Verb.DELETE),
)
"""What is done to an entry whether any revision of it is recorded or not."""


class Event(AppendOnly):
    """One line of the record; it is written in the transaction of what it tells.

    `before` and `after` are states of review for what is done in a review, else editorial states;
    one of them is empty where the entry was not there. `by` is NULL for commands. `revision` is
    NULL where none is concerned or recorded.
    """

    entry_type = models.CharField(max_length=60)
    entry_id = models.UUIDField(db_index=True)
    revision = models.ForeignKey(
        Revision, models.PROTECT, null=True, blank=True, related_name="events"
    )
    verb = models.CharField(_("what was done"), max_length=9, choices=Verb)
    before = models.CharField(_("state before"), max_length=10, blank=True)
    after = models.CharField(_("state after"), max_length=10, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("by")
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(verb__in=[Verb.REJECT, Verb.FORCE]) | ~Q(reason=""),
                name="event_has_its_reason",
            ),
            models.CheckConstraint(
                condition=~Q(verb__in=[*REVIEWS, Verb.FORCE]) | Q(by__isnull=False),
                name="event_of_review_has_its_person",
            ),
            models.CheckConstraint(
                condition=Q(verb__in=OF_ENTRY) | Q(revision__isnull=False),
                name="event_has_its_revision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.entry_type} {self.entry_id}"
