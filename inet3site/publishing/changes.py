"""Which of the fields that a type lists as major differ between two snapshots."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.utils.translation import gettext

from .registry import EntryType, SnapshotObject


def changed_major_fields(
    entry_type: EntryType, before: Sequence[SnapshotObject], after: Sequence[SnapshotObject]
) -> list[str]:
    """The names, for people, of the major fields that differ; a part added or removed differs."""
    return [
        _label(entry_type, name)
        for name in entry_type.major
        if _values(before, entry_type, name) != _values(after, entry_type, name)
    ]


def _split(entry_type: EntryType, name: str) -> tuple[str, str]:
    part, _, field = name.rpartition(".")
    return f"{entry_type.model._meta.app_label}.{part}" if part else entry_type.name, field


def _values(objects: Sequence[SnapshotObject], entry_type: EntryType, name: str) -> dict[str, Any]:
    model, field = _split(entry_type, name)
    return {row["pk"]: row["fields"].get(field) for row in objects if row["model"] == model}


def _label(entry_type: EntryType, name: str) -> str:
    model, field = _split(entry_type, name)
    options = apps.get_model(model)._meta
    label = str(options.get_field(field).verbose_name)
    if model == entry_type.name:
        return label
    return gettext("%(label)s: %(value)s") % {"label": options.verbose_name, "value": label}
