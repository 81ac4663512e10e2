"""The editorial state of the desk's entries, under a name that no entry's own field has."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from ..models import Entry
from ..states import State, with_state


def with_editorial_state(entries: QuerySet[Any]) -> QuerySet[Any]:
    """The entries, each with its `editorial_state`."""
    same = entries.model._base_manager.filter(pk=OuterRef("pk"))
    # Only the keys: a milestone has a `state` of its own, with which the ledger's would collide.
    states = with_state(same.values("pk")).values("state")
    return entries.annotate(editorial_state=Subquery(states))


def editorial_state(entry: Entry) -> State:
    """The editorial state of one entry."""
    entries = with_editorial_state(type(entry)._base_manager.filter(pk=entry.pk))
    return State(entries.get().editorial_state)
