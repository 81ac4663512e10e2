"""Assigning entries to those who look after them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from . import ledger
from .blockers import Blocked, Blocker
from .models import Assignment, Entry, Verb
from .record import note_entry


def assignable(model: type[Entry]) -> QuerySet[User]:
    """Whoever may look after entries of a type: active people of the desk who may change them."""
    name = f"{model._meta.app_label}.change_{model._meta.model_name}"
    return User.objects.with_perm(name).filter(is_staff=True).order_by("username")


@transaction.atomic
def assign(
    entries: Iterable[Entry], *, to: User | None, by: User, at: datetime | None = None
) -> None:
    """Assign each entry to a person, or to nobody; raise Blocked if that person may not have it.

    What is as it shall be stays as it is, and the record says nothing of it.
    """
    ledger.lock()
    for entry in entries:
        if to and not assignable(type(entry)).filter(pk=to.pk).exists():
            message = _("“%(name)s” may not change these entries.") % {"name": to}
            raise Blocked([Blocker("not-assignable", message, "person")])
        _assign(entry, to, by, at or timezone.now())


def with_owner(entries: QuerySet[Any]) -> QuerySet[Any]:
    """The entries of the workspace, each with the name of its `owner`; None where it has none."""
    assigned = Assignment.objects.filter(pk=OuterRef("pk"))
    return entries.annotate(owner=Subquery(assigned.values("person__username")))


def _assign(entry: Entry, to: User | None, by: User, at: datetime) -> None:
    name = entry._meta.label_lower
    current = Assignment.objects.filter(pk=entry.pk).first()
    if (current.person_id if current else None) == (to.pk if to else None):
        return
    if to:
        values = {"entry_type": name, "person": to, "by": by, "at": at}
        Assignment.objects.update_or_create(entry_id=entry.pk, defaults=values)
    elif current:
        current.delete()
    reason = to.get_username() if to else _("Nobody")
    note_entry(Verb.ASSIGN, name, entry.pk, by=by, at=at, reason=reason)
