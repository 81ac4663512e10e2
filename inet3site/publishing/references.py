"""The references that a snapshot makes to other entries."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.db import models

from .registry import EntryType, SnapshotObject, all_types, entry_models


@dataclass(frozen=True)
class OutgoingReference:
    """One reference, made by the field `field` of the row `row_id` of a snapshot."""

    target_type: str
    target_id: UUID
    required: bool
    row_id: UUID
    field: str


def outgoing(entry_type: EntryType, objects: Iterable[SnapshotObject]) -> list[OutgoingReference]:
    """All references of a snapshot's rows to entries other than its own."""
    return [reference for row in objects for reference in _of_row(entry_type, row)]


def only_live(
    entry_type: EntryType, objects: Iterable[SnapshotObject], live: Container[UUID]
) -> list[SnapshotObject]:
    """The rows without their optional references to entries that are not in `live`."""
    return [
        {**row, "fields": _live_fields(entry_type, row, live)}
        for row in objects
        if apps.get_model(row["model"]) not in entry_type.links
        or all(reference.target_id in live for reference in _of_row(entry_type, row))
    ]


def reference_fields(entry_type: EntryType, model: type[models.Model]) -> list[models.Field]:
    """The fields of one of the type's models that point at entries, its own entry left out."""
    own = entry_type.parent_field(model)
    targets = entry_models()
    return [
        field
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if field.name != own and target_of(field) in targets
    ]


def sibling_fields(entry_type: EntryType, model: type[models.Model]) -> list[models.Field]:
    """The fields of one of the type's models that point at parts of the same entry."""
    return [field for field in model._meta.concrete_fields if target_of(field) in entry_type.parts]


def mentions(entry: models.Model) -> list[models.Model]:
    """The rows of the workspace, parts among them, that link to an entry many-to-many."""
    return [
        row
        for entry_type in all_types()
        for model in entry_type.models
        for field in reference_fields(entry_type, model)
        if field.many_to_many and target_of(field) is type(entry)
        for row in model._base_manager.filter(**{field.name: entry.pk})
    ]


def target_of(field: models.Field) -> type[models.Model] | None:
    """The model that a field points at; None for a field that points at nothing."""
    return field.remote_field.model if field.remote_field else None


def is_required(entry_type: EntryType, field: models.Field) -> bool:
    """Whether the entry can't be published without what this field points at."""
    return not field.many_to_many and not field.null and field.model not in entry_type.links


def _of_row(entry_type: EntryType, row: SnapshotObject) -> Iterator[OutgoingReference]:
    for field in reference_fields(entry_type, apps.get_model(row["model"])):
        target, value = target_of(field), row["fields"].get(field.name)
        for key in value if field.many_to_many else [value]:
            if key and target:
                yield OutgoingReference(
                    target_type=target._meta.label_lower,
                    target_id=UUID(key),
                    required=is_required(entry_type, field),
                    row_id=UUID(row["pk"]),
                    field=field.name,
                )


def _live_fields(entry_type: EntryType, row: SnapshotObject, live: Container[UUID]) -> dict:
    fields = dict(row["fields"])
    for field in reference_fields(entry_type, apps.get_model(row["model"])):
        value = fields.get(field.name)
        if field.many_to_many:
            fields[field.name] = [key for key in value or [] if UUID(key) in live]
        elif value and field.null and UUID(value) not in live:
            fields[field.name] = None
    return fields
