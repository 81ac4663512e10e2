"""Building unsaved rows from the mapping of an entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models

from inet3site.publishing.models import Translated
from inet3site.publishing.registry import EntryType, SnapshotObject
from inet3site.publishing.snapshots import as_row

from .keys import KEYS, check_keys, natural_key, permanent_key
from .places import Place, Problems, nearest
from .shapes import FILLED_BY_PLACE, LANGUAGES, PartList, Shape, shape_of
from .translations import settle

type EntryKeys = Mapping[type[models.Model], Mapping[str, UUID]]
"""The keys of all entries of the files, by model and slug."""


@dataclass
class Row:
    """An unsaved row; `key` is its natural key, after those of what it stands under.

    `given` are the names that its mapping has (`title` and `title.en`), `names` those by which
    other parts of the entry may refer to it; `links` has the keys of many-to-many targets.
    """

    place: Place
    key: str
    instance: Any
    shape: Shape
    given: set[str]
    names: set[str]
    links: dict[str, list[UUID]] = field(default_factory=dict)

    @property
    def model(self) -> type[models.Model]:
        return type(self.instance)

    def as_snapshot(self) -> SnapshotObject:
        """The row as a snapshot will have it."""
        names = [field.name for field in self.model._meta.many_to_many]
        return as_row(self.instance, {name: set(self.links.get(name, ())) for name in names})


class EntryBuilder:
    """Builds the rows of one entry: its own first, then those of its parts."""

    def __init__(self, entry_type: EntryType, entries: EntryKeys, problems: Problems) -> None:
        self.entry_type = entry_type
        self.entries = entries
        self.problems = problems
        self.rows: list[Row] = []
        self.siblings: list[tuple[Row, models.ForeignKey, str, Place]] = []

    def build(self, key: str, data: Mapping[str, Any], place: Place) -> list[Row]:
        """The rows, in the order in which they are inserted; `key` is the entry's natural key."""
        self._row(self.entry_type.model, key, data, place, {})
        self._set_siblings()
        self._check_circles()
        order = self.entry_type.models
        return sorted(self.rows, key=lambda row: order.index(row.model))

    def _row(
        self,
        model: type[models.Model],
        key: str,
        data: Mapping[str, Any],
        place: Place,
        given: Mapping[str, Any],
    ) -> None:
        shape = shape_of(self.entry_type, model)
        check_keys(data, place, self.problems)
        row = Row(
            place,
            key,
            model(pk=permanent_key(model, data, key), **given),
            shape,
            given={str(name) for name, value in data.items() if value is not None},
            names={str(data[name]) for name in (*KEYS, "identifier") if data.get(name)},
        )
        self.rows.append(row)
        for name, value in data.items():
            if name not in KEYS and value is not None:
                self._fill(row, str(name), value)
        if isinstance(row.instance, Translated) and not settle(row.instance, row.given):
            self.problems.add(place.at("translation"), "There is no English here.")

    def _fill(self, row: Row, name: str, value: Any) -> None:
        shape, place = row.shape, row.place.at(name)
        if name in shape.columns:
            self._set_column(row, shape.columns[name], value, place)
        elif name in shape.pairs:
            self._set_pair(row, name, value, place)
        elif name in shape.entries:
            target = self._find(shape.entries[name].related_model, value, place)
            setattr(row.instance, shape.entries[name].attname, target)
        elif name in shape.siblings:
            self.siblings.append((row, shape.siblings[name], str(value), place))
        elif name in shape.links:
            row.links[name] = self._find_all(shape.links[name].related_model, value, place)
        elif name in shape.parts:
            self._add_parts(row, shape.parts[name], value, place)
        else:
            self.problems.add(place, f"There is no such field.{nearest(name, shape.names)}")

    def _set_column(self, row: Row, column: models.Field, value: Any, place: Place) -> None:
        if isinstance(value, bool) and not isinstance(column, models.BooleanField):
            self.problems.add(place, "This must be text: put it in quotes.")
        elif isinstance(value, (str, bool)):
            setattr(row.instance, column.name, None if column.null and value == "" else value)
        else:
            self.problems.add(place, "This must be a single value.")

    def _set_pair(self, row: Row, name: str, value: Any, place: Place) -> None:
        if not isinstance(value, dict):
            self.problems.add(place, "This must be a mapping of “zh” and “en”.")
            return
        for language, text in value.items():
            if language not in LANGUAGES:
                self.problems.add(place.at(language), "A text is in “zh” or “en”.")
            elif text is not None:
                column = row.instance._meta.get_field(f"{name}_{language}")
                self._set_column(row, column, text, place.at(language))
                row.given.add(f"{name}.{language}")

    def _find(self, model: type[models.Model], slug: Any, place: Place) -> UUID | None:
        known = self.entries.get(model, {})
        if not isinstance(slug, str):
            self.problems.add(place, "This must be the slug of an entry.")
        elif slug not in known:
            kind = model._meta.model_name
            self.problems.add(place, f"No {kind} has the slug “{slug}”.{nearest(slug, known)}")
        else:
            return known[slug]
        return None

    def _find_all(self, model: type[models.Model], slugs: Any, place: Place) -> list[UUID]:
        if not isinstance(slugs, list):
            self.problems.add(place, "This must be a list of slugs.")
            return []
        found = [self._find(model, slug, place.at(number)) for number, slug in enumerate(slugs, 1)]
        return [key for key in found if key]

    def _add_parts(self, row: Row, parts: PartList, value: Any, place: Place) -> None:
        if not isinstance(value, list) or not all(isinstance(data, dict) for data in value):
            self.problems.add(place, "This must be a list of mappings.")
            return
        for position, data in enumerate(value):
            names = ("identifier", *shape_of(self.entry_type, parts.model).required_entries)
            if key := natural_key(data, names):
                self._add_part(row, parts, key, data, position, place.at(key))
            else:
                self.problems.add(place.at(position + 1), "A part needs a “key”.")

    def _add_part(
        self, row: Row, parts: PartList, key: str, data: dict, position: int, place: Place
    ) -> None:
        given = {
            f"{self.entry_type.parent_field(parts.model)}_id": self.rows[0].instance.pk,
            parts.pointer.attname: row.instance.pk,
        }
        if any(column.name == FILLED_BY_PLACE for column in parts.model._meta.concrete_fields):
            given[FILLED_BY_PLACE] = position
        self._row(parts.model, f"{row.key}/{key}", data, place, given)

    def _set_siblings(self) -> None:
        known = {(row.model, name): row.instance.pk for row in self.rows for name in row.names}
        for row, pointer, name, place in self.siblings:
            target = known.get((pointer.related_model, name))
            if target is None:
                self.problems.add(place, "No part of this entry has this key.")
            setattr(row.instance, pointer.attname, target)

    def _check_circles(self) -> None:
        """Check that no part is within itself, through whatever stands between."""
        for row, pointer, _name, place in self.siblings:
            if pointer.related_model is row.model and self._is_circular(row, pointer):
                self.problems.add(place, "A part can't be within itself.")

    def _is_circular(self, row: Row, pointer: models.ForeignKey) -> bool:
        above = {
            each.instance.pk: getattr(each.instance, pointer.attname)
            for each in self.rows
            if each.model is row.model
        }
        key = above[row.instance.pk]
        while key is not None and key != row.instance.pk:
            key = above.pop(key, None)
        return key is not None
