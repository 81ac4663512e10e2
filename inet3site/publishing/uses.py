"""Where an entry is used: what in the workspace refers to it, by itself or by one of its parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, Model

from .models import Entry, LiveEntry
from .references import reference_fields, target_of
from .registry import EntryType, all_types


@dataclass(frozen=True)
class Use:
    """An entry that refers to another, by how many rows of its own or of one part, and how.

    `kind` names the rows, `field` what they say of the other; `is_live` is of the referrer.
    """

    entry: Entry
    kind: str
    field: str
    rows: int
    is_live: bool


def uses_of(entry: Entry) -> list[Use]:
    """All uses of an entry by others, type by type; a query for each field that may refer to it."""
    found: dict[tuple[Any, type[Model], Field], list[Entry]] = {}
    for entry_type in all_types():
        for model in entry_type.models:
            for field in reference_fields(entry_type, model):
                if target_of(field) is type(entry):
                    for owner in _owners(entry_type, model, field, entry):
                        found.setdefault((owner.pk, model, field), []).append(owner)
    keys = {owner for owner, _model, _field in found}
    live = set(LiveEntry.objects.filter(pk__in=keys).values_list("pk", flat=True))
    return [
        Use(
            owners[0],
            str(model._meta.verbose_name),
            str(field.verbose_name),
            len(owners),
            key in live,
        )
        for (key, model, field), owners in found.items()
    ]


def _owners(
    entry_type: EntryType, model: type[Model], field: Field, entry: Entry
) -> Iterator[Entry]:
    """The entry to which each row belongs that refers to this one by the field; not itself."""
    parent = entry_type.parent_field(model)
    rows: Any = model._base_manager.filter(**{field.name: entry.pk})
    for row in rows.select_related(parent) if parent else rows:
        owner = getattr(row, parent) if parent else row
        if owner.pk != entry.pk:
            yield owner
