"""The keys of rows: made from natural keys, so that installations agree, or written out as `id`."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import models

from inet3site.publishing.models import content_key

from .places import Place, Problems

KEYS = ("key", "id")
"""The names in a mapping that give the row's key and are no fields of it."""


def natural_key(data: Mapping[str, Any], others: Iterable[str]) -> str:
    """The `id` or the `key` of a mapping, or the first of its `others` that it has; or nothing."""
    names = ("id", "key", *others)
    return next((str(data[name]) for name in names if data.get(name)), "")


def permanent_key(model: type[models.Model], data: Mapping[str, Any], path: str) -> UUID:
    """The UUID of a row: its `id`, or else made from `path`, its natural key within those above."""
    return as_uuid(data.get("id")) or content_key(model._meta.label_lower, path)


def as_uuid(value: Any) -> UUID | None:
    """The UUID that a text is in its one canonical form; None for any other value."""
    try:
        found = UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if str(found) == value else None


def check_keys(data: Mapping[str, Any], place: Place, problems: Problems) -> None:
    """Check that a mapping has one key at most, and an `id` of the right form."""
    given = [name for name in KEYS if data.get(name) is not None]
    if len(given) == len(KEYS):
        problems.add(place.at("id"), "There is a “key” already: one of the two is enough.")
    if "id" in given and not as_uuid(data["id"]):
        problems.add(place.at("id"), "This must be a UUID in lower case, with its hyphens.")
    if "key" in given and not isinstance(data["key"], str):
        problems.add(place.at("key"), "This must be a single value.")
