"""Snapshots: an entry with its parts and links, in the format of Django's own serializers.

A snapshot is a list of rows, the entry's first. As text it is canonical JSON, so that equal content
has an equal digest. Reading one is strict: a model or field that is not known raises
SnapshotError, and an older schema passes through its app's upcasts first.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.serializers import deserialize
from django.core.serializers.base import DeserializationError, DeserializedObject
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.encoding import is_protected_type

from .models import Entry
from .registry import EntryType, SnapshotObject, type_of

NOT_IN_SNAPSHOTS = frozenset({"edition", "updated_at"})
"""Fields that the projector fills in from the edition itself."""


class SnapshotError(ValueError):
    """A snapshot can't be read with the present models."""


def take(entry: Entry) -> list[SnapshotObject]:
    """The rows of an entry as they are in the present store."""
    entry_type = type_of(entry)
    rows = [*_with_links(type(entry)._base_manager.filter(pk=entry.pk))]
    for part in entry_type.parts:
        parent = entry_type.parent_field(part)
        rows += _with_links(part._base_manager.filter(**{parent: entry.pk}).order_by("pk"))
    return [as_row(instance, _links(instance)) for instance in rows]


def encode(objects: Iterable[SnapshotObject]) -> str:
    """The canonical text of a snapshot."""
    return json.dumps(
        list(objects),
        cls=DjangoJSONEncoder,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def digest(text: str) -> str:
    """The SHA-256 of a snapshot's text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def read(entry_type: EntryType, schema: int, text: str) -> list[SnapshotObject]:
    """The rows of a stored snapshot in the present schema; raise SnapshotError if it is newer."""
    if schema > entry_type.schema:
        raise SnapshotError(f"Schema {schema} of {entry_type.name} is newer than this code.")
    objects = json.loads(text)
    for upcast in entry_type.upcasts[schema - 1 :]:
        objects = upcast(objects)
    return objects


def instances(objects: Iterable[SnapshotObject]) -> list[DeserializedObject]:
    """Unsaved instances of the rows; raise SnapshotError for what the models do not have."""
    try:
        return list(deserialize("python", objects, ignorenonexistent=False))
    except (DeserializationError, FieldDoesNotExist, ValidationError) as error:
        raise SnapshotError(str(error)) from error


def normalised(objects: Iterable[SnapshotObject]) -> Iterator[tuple[Any, SnapshotObject]]:
    """Each row as an unsaved instance, and as it would be taken now; raise SnapshotError."""
    for row in instances(objects):
        none: dict[str, list[Any]] = {f.name: [] for f in row.object._meta.many_to_many}
        links = none | (row.m2m_data or {})
        yield row.object, as_row(row.object, links)


def as_row(instance: models.Model, links: Mapping[str, Iterable[Any]]) -> SnapshotObject:
    """One row of a snapshot; `links` gives the keys of each many-to-many field."""
    fields = {
        field.name: _value(instance, field)
        for field in instance._meta.concrete_fields
        if not field.primary_key and field.name not in NOT_IN_SNAPSHOTS
    }
    fields |= {name: sorted(str(key) for key in keys) for name, keys in links.items()}
    return {"model": instance._meta.label_lower, "pk": str(instance.pk), "fields": fields}


def _value(instance: models.Model, field: models.Field) -> Any:
    value = field.value_from_object(instance)
    return value if is_protected_type(value) else field.value_to_string(instance)


def _with_links(rows: models.QuerySet) -> models.QuerySet:
    return rows.prefetch_related(*(field.name for field in rows.model._meta.many_to_many))


def _links(instance: models.Model) -> dict[str, list[UUID]]:
    return {
        field.name: [target.pk for target in getattr(instance, field.name).all()]
        for field in instance._meta.many_to_many
    }
