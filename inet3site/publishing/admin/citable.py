"""What a citation may name: a field of the entry or of one of its parts, under its label."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.db.models.utils import get_blank_choice_label
from django.utils.text import capfirst

from ..references import sibling_fields
from ..registry import EntryType

LANGUAGE = re.compile(r"\s*[(（][^()（）]*[)）]$")
"""The end of a label that says which language a field is in."""

UNCITED = {"position", "slug", "translation"}
"""What no source says."""


@dataclass(frozen=True)
class Citable:
    """What may be cited of one part of an entry (`part` is its field in the citation) or of itself.

    `options` are labels by what the citation's `field` then holds.
    """

    part: str
    label: str
    options: Mapping[str, str]


def citable_fields(entry_type: EntryType, model: type[models.Model]) -> dict[str, str]:
    """The fields of an entry's model, or of a part's, that a source may support, with their labels.

    A pair of languages stands under its common name, and each of the two, which may have a source
    of its own, also by itself.
    """
    siblings = {field.name for field in sibling_fields(entry_type, model)}
    left_out = UNCITED | siblings | {entry_type.parent_field(model)}
    options: dict[str, str] = {}
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        if field.editable and field.name not in left_out:
            label = str(capfirst(field.verbose_name))
            name = field.name.removesuffix("_zh")
            options[name] = LANGUAGE.sub("", label) if name != field.name else label
            options[field.name] = label
    return options


class CitedField(forms.ChoiceField):
    """The choice of what is cited; what is stored already stays, whatever it is."""

    def __init__(self, groups: Collection[Citable], **kwargs: Any) -> None:
        self.groups = groups
        choices = [(group.label, [*group.options.items()]) for group in groups]
        super().__init__(choices=[("", get_blank_choice_label()), *choices], **kwargs)
        self.widget.attrs["data-parts"] = ",".join(group.part for group in groups)

    def valid_value(self, value: Any) -> bool:
        """The form knows of which part, and what was stored."""
        return True

    def of(self, part: str) -> dict[str, str]:
        """All that may be cited of a part."""
        options: dict[str, str] = {}
        for group in self.groups:
            options |= group.options if group.part == part else {}
        return options

    def offer(self, part: str, present: Iterable[str]) -> None:
        """Offer the fields of a part alone, and what is present; a script adds the rest."""
        first = next(group for group in self.groups if group.part == part)
        known = self.of(part)
        others = {value: known.get(value, value) for value in present if value}
        choices = {"": get_blank_choice_label(), **first.options, **others}
        self.choices = list(choices.items())
