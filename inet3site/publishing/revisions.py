"""Revisions as entries that can be shown and compared."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from .models import Entry, Revision
from .references import OutgoingReference
from .registry import type_named
from .trees import Tree


def revisions_of(entry: Entry) -> QuerySet[Revision]:
    """All revisions of an entry with their names, the latest first."""
    revisions = Revision.objects.filter(entry_id=entry.pk).select_related("by", "label")
    return revisions.order_by("-number")


def read(revision: Revision) -> Any:
    """The entry as a revision has it, with its parts; what it names is as the workspace has it now.

    A name that the workspace no longer has says so. Raise SnapshotError if the present models
    can't read the revision.
    """
    tree = Tree.of(revision)
    return tree.linked(_named(tree.named()))


def _named(references: Iterable[OutgoingReference]) -> dict[UUID, Model]:
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for reference in references:
        wanted[reference.target_type].add(reference.target_id)
    found: dict[UUID, Model] = {}
    for name, keys in wanted.items():
        rows = type_named(name).model._base_manager.in_bulk(keys)
        found |= {key: rows.get(key) or _deleted(name, key) for key in keys}
    return found


def _deleted(name: str, key: UUID) -> Model:
    """What stands for an entry that was deleted since."""
    entry_type = type_named(name)
    texts = {entry_type.title: _("(deleted)")}
    return entry_type.model(id=key, slug=str(key), **texts)
