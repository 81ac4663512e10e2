"""What may stand in the mapping of an entry or of a part, derived from its model."""

from dataclasses import dataclass, field
from functools import cache

from django.db import models

from inet3site.publishing.models import Part
from inet3site.publishing.registry import EntryType, entry_models

LANGUAGES = ("zh", "en")

FILLED_BY_PLACE = "position"
"""The field that a part's place in its list fills, where its mapping doesn't."""


@dataclass(frozen=True)
class PartList:
    """A list of parts: their model, and the field by which they point at what has the list."""

    model: type[Part]
    pointer: models.ForeignKey


@dataclass(frozen=True)
class Shape:
    """The names that a mapping may have, by what stands there.

    `pairs` are texts in two languages; `columns`, single values; `entries`, slugs; `links`, lists
    of slugs; `parts`, lists of mappings; `siblings`, keys of parts of the same entry.
    """

    pairs: set[str] = field(default_factory=set)
    columns: dict[str, models.Field] = field(default_factory=dict)
    entries: dict[str, models.ForeignKey] = field(default_factory=dict)
    siblings: dict[str, models.ForeignKey] = field(default_factory=dict)
    links: dict[str, models.ManyToManyField] = field(default_factory=dict)
    parts: dict[str, PartList] = field(default_factory=dict)

    @property
    def names(self) -> set[str]:
        """Every name."""
        return self.pairs.union(self.columns, self.entries, self.siblings, self.links, self.parts)

    @property
    def language_columns(self) -> set[str]:
        """The model's fields that the pairs fill."""
        return {f"{base}_{language}" for base in self.pairs for language in LANGUAGES}

    def name_of(self, column: str) -> str:
        """The name in the files of a model's field: `title.zh` of `title_zh`; empty for none."""
        base, _, language = column.rpartition("_")
        if column in self.language_columns:
            return f"{base}.{language}"
        return column if column in self.names else ""

    @property
    def required_entries(self) -> list[str]:
        """The names of references that can't be left out."""
        return [name for name, key in self.entries.items() if not key.null]


@cache
def shape_of(entry_type: EntryType, model: type[models.Model]) -> Shape:
    """The shape of the type's entries, or of one of its parts."""
    shape = Shape()
    own = entry_type.parent_field(model) if issubclass(model, Part) else ""
    names = {each.name for each in model._meta.concrete_fields}
    for each in model._meta.concrete_fields:
        if each.name != own and (each.editable or each.name == "translated_from"):
            _place(shape, each, names)
    shape.links.update({each.name: each for each in model._meta.many_to_many})
    shape.parts.update(_part_lists(entry_type, model))
    return shape


def _place(shape: Shape, each: models.Field, names: set[str]) -> None:
    base, _, language = each.name.rpartition("_")
    if isinstance(each, models.ForeignKey):
        group = shape.entries if each.related_model in entry_models() else shape.siblings
        group[each.name] = each
    elif language in LANGUAGES and {f"{base}_zh", f"{base}_en"} <= names:
        shape.pairs.add(base)
    else:
        shape.columns[each.name] = each


def _part_lists(entry_type: EntryType, model: type[models.Model]) -> dict[str, PartList]:
    """The lists under an entry, and those under a part of what belongs to that part."""
    return {
        each.remote_field.get_accessor_name(): PartList(part, each)
        for part in entry_type.parts
        for each in part._meta.concrete_fields
        if part is not model and isinstance(each, models.ForeignKey) and each.related_model is model
        if model is not entry_type.model or each.name == entry_type.parent_field(part)
    }
