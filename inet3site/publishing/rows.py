"""Writing the rows of an entry into the store of the present context, in the place of its old ones.

Parts are deleted and inserted again with the same keys: updating them in place would break the
unique constraints of their order.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models

from . import snapshots
from .models import Entry
from .registry import EntryType, SnapshotObject


def replace(entry_type: EntryType, objects: Iterable[SnapshotObject], **fields: Any) -> Entry:
    """Write an entry and its parts, the entry with these other fields; return the entry as stored.

    Raise SnapshotError, before anything is written, if the present models can't hold the rows.
    """
    entry, *parts = snapshots.instances(objects)
    key = entry.object.pk
    delete_parts(entry_type, key)
    vars(entry.object).update(fields)
    rows = entry_type.model._base_manager
    entry.save(using=rows.db)
    for part in parts:
        part.save(using=rows.db, force_insert=True)
    return rows.get(pk=key)


def delete_parts(entry_type: EntryType, entry_id: UUID) -> None:
    """Delete the parts of an entry, those that point at others first."""
    for part in reversed(entry_type.parts):
        parent = entry_type.parent_field(part)
        delete(part._base_manager.filter(**{parent: entry_id}))


def delete(rows: models.QuerySet) -> None:
    """Delete rows and their links in as many statements, with no look at what refers to them."""
    for field in rows.model._meta.many_to_many:
        through = field.remote_field.through
        links = {f"{field.m2m_field_name()}__in": rows.values("pk")}
        through._base_manager.filter(**links)._raw_delete(rows.db)
    rows._raw_delete(rows.db)
