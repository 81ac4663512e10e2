"""The parts of an entry, each in its list and under its natural key."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import models

from inet3site.pages.loading.shapes import shape_of
from inet3site.publishing.references import sibling_fields
from inet3site.publishing.registry import EntryType

from .keys import KeyFinder, RowKey


class Parts:
    """The parts of an entry by what they stand under; `keys` has the natural key of each.

    A part that goes when another part goes stands under that, any other under the entry.
    """

    def __init__(self, entry_type: EntryType, rows: Sequence[Any]) -> None:
        self.entry_type = entry_type
        self.keys: dict[UUID, RowKey] = {}
        self.lists: dict[UUID, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for part in sorted(rows, key=lambda part: (getattr(part, "position", 0), str(part.pk))):
            pointer = self.pointer(part)
            name = pointer.remote_field.get_accessor_name()
            self.lists[getattr(part, pointer.attname)][name].append(part)

    def pointer(self, part: models.Model) -> Any:
        """The foreign key by which a part points at what it stands under."""
        model = type(part)
        keys: list[Any] = sibling_fields(self.entry_type, model)
        for key in keys:
            goes_too = key.remote_field.on_delete is models.CASCADE
            if goes_too and key.related_model is not model and getattr(part, key.attname):
                return key
        return model._meta.get_field(self.entry_type.parent_field(model))

    def find_keys(self, above: UUID, path: str, finder: KeyFinder, slugs: Mapping) -> None:
        """Find the natural keys of all that stands under the row `above`, whose own is `path`."""
        for parts in self.lists[above].values():
            for part in parts:
                key = finder.of_part(part, path, self._implied(part, slugs))
                self.keys[part.pk] = key
                self.find_keys(part.pk, key.path, finder, slugs)

    def name(self, key: UUID, identifier: str) -> str:
        """The name by which other parts refer to one."""
        return identifier or next(iter(self.keys[key].given.values()), "")

    def _implied(self, part: models.Model, slugs: Mapping[UUID, str]) -> str:
        """The natural key that a part has without a `key` in its mapping."""
        shape = shape_of(self.entry_type, type(part))
        targets = [getattr(part, shape.entries[name].attname) for name in shape.required_entries]
        names = [getattr(part, "identifier", ""), *(slugs.get(target, "") for target in targets)]
        return next(filter(None, names), "")
