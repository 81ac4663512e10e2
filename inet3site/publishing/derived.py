"""What is derived from live entries and kept beside them in `live`, such as the index of search.

Its models are those of the apps whose config says `is_derived`; each has `entry_id`. What is kept
of an entry depends on its own rows alone, so it is made anew with each edition of that entry.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model

from .models import Applied, Entry
from .registry import all_types, type_of
from .stores import LIVE, is_derived


def rules() -> str:
    """The rules by which this code derives rows: other ones mean that all must be made anew."""
    return " ".join(
        f"{config.label}:{getattr(config, 'rules', 0)}"
        for config in apps.get_app_configs()
        if is_derived(config.label)
    )


def write(entry: Entry) -> None:
    """Derive the rows of an entry that has none yet, from what `live` has of it."""
    found = _rows_of(entry)
    for model in _models():
        model._base_manager.bulk_create([row for row in found if isinstance(row, model)])


def remove(entry_id: Any) -> None:
    """Delete what was derived from an entry."""
    for model in _models():
        model._base_manager.filter(entry_id=entry_id)._raw_delete(LIVE)


def clear() -> None:
    """Delete all that was derived."""
    for model in _models():
        model._base_manager.all()._raw_delete(LIVE)


def renew(applied: Applied) -> None:
    """Derive everything again if it was derived by other rules, within a transaction on `live`."""
    if applied.rules != rules():
        clear()
        for entry in _live_entries():
            write(entry)
        applied.rules = rules()
        applied.save(update_fields=["rules"])


def differences() -> list[str]:
    """What is kept otherwise than it would be derived now, read in the present store context."""
    kept = _contents(row for model in _models() for row in model._base_manager.all())
    due = _contents(row for entry in _live_entries() for row in _rows_of(entry))
    lacking = [f"{_name(row)}: missing beside its entry" for row in (due - kept).elements()]
    return lacking + [f"{_name(row)}: not derived" for row in (kept - due).elements()]


def _models() -> list[type[Any]]:
    return [model for model in apps.get_models() if is_derived(model._meta.app_label)]


def _live_entries() -> Iterator[Entry]:
    for entry_type in all_types():
        yield from entry_type.model._base_manager.all()


def _rows_of(entry: Entry) -> list[Model]:
    indexer = type_of(entry).indexer
    return list(indexer(entry)) if indexer else []


def _contents(rows: Iterable[Model]) -> Counter[tuple[Any, ...]]:
    return Counter(
        (row._meta.label_lower, *(getattr(row, name) for name in _columns(row))) for row in rows
    )


def _columns(row: Model) -> list[str]:
    return [field.attname for field in row._meta.concrete_fields if not field.primary_key]


def _name(row: tuple[Any, ...]) -> str:
    return " ".join(str(value) for value in row[:3])
