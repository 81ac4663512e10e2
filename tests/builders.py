"""Build an entry of any registered type with every field filled, from the models alone."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from inet3site.publishing.fields import EdtfField
from inet3site.publishing.models import Entry, Part, Translated
from inet3site.publishing.registry import EntryType, all_types, entry_models, type_of
from tests.attached import PDF, SHA256, stored

Targets = Mapping[type[models.Model], models.Model]
"""For each type of entry, the one that references point at."""


def build(entry_type: EntryType, text: str, *, number: int, targets: Targets) -> Entry:
    """A saved entry with a row of each part; every free text of them contains `text`.

    `number`, from 1 to 4, keeps what must be unique apart. Links to its own type need a target.
    """
    entry = fill(entry_type.model(), text, number=number, targets=targets)
    add_parts(entry, text, number=number, targets=targets)
    return entry


def add_parts(entry: Entry, text: str, *, number: int, targets: Targets) -> None:
    """Give an entry a row of each part; `targets` may not have the entry itself."""
    entry_type = type_of(entry)
    known: dict[type[models.Model], models.Model] = dict(targets)
    for part in entry_type.parts:
        if part in entry_type.links and entry_type.model not in targets:
            continue
        row = part(**{entry_type.parent_field(part): entry})
        known[part] = fill(row, text, number=number, targets=known)


def build_all(text: str, *, number: int, targets: Targets | None = None) -> dict[type, Entry]:
    """One entry of each type; without `targets`, they refer to each other."""
    built: dict[type, Entry] = {}
    for entry_type in all_types():
        known = built if targets is None else targets
        built[entry_type.model] = build(entry_type, text, number=number, targets=known)
    return built


def fill[M: models.Model](row: M, text: str, *, number: int, targets: Targets) -> M:
    """Give every field of the row a value, and save it with its links."""
    for field in row._meta.concrete_fields:
        if is_open(row, field):
            setattr(row, field.name, value_for(field, text, number, targets))
    if isinstance(row, Translated):
        row.mark_translated()
    row.save()
    for field in row._meta.many_to_many:
        target = targets.get(field.remote_field.model)
        getattr(row, field.name).set([target] if target else [])
    return row


def is_open(row: models.Model, field: models.Field) -> bool:
    """Whether the field awaits a value; what can't stand beside another stays empty."""
    if field.remote_field and getattr(row, field.attname):
        return False
    if (row._meta.label_lower, field.name) in NOT_BESIDE_OTHERS:
        return False
    return field.editable or field.name == "position"


def value_for(field: models.Field, text: str, number: int, targets: Targets) -> Any:
    """A value that the field accepts, with `text` in it where it takes free text."""
    if field.name in SPECIAL:
        return SPECIAL[field.name](text, number)
    if field.remote_field:
        model = field.remote_field.model
        target = targets.get(model)
        return target if issubclass(model, Part) or model in entry_models() else None
    if field.choices:
        return field.choices[0][0]
    if isinstance(field, EdtfField):
        return "2023-05"
    if isinstance(field, models.URLField):
        return f"https://{text.lower()}.example/{field.name}"
    if isinstance(field, models.CharField | models.TextField):
        return f"{text} {field.name}"[: field.max_length]
    if isinstance(field, models.BooleanField):
        return True
    return "2023-05-27" if isinstance(field, models.DateField) else number


NOT_BESIDE_OTHERS = {
    ("districts.milestone", "initiative"),
    ("districts.initiativecitation", "report"),
    ("policies.policycitation", "target"),
}
"""Fields that are empty where another of their kind has a value."""

SPECIAL: dict[str, Any] = {
    "slug": lambda text, number: f"{text.lower()}-{number}",
    "area_code": lambda text, number: "110000",
    "code": lambda text, number: f"1101{number:02}",
    "amount_max": lambda text, number: None,
    "searched_on": lambda text, number: None,
    "identifier": lambda text, number: f"s-{number}",
    "sha256": lambda text, number: SHA256,
    "file": lambda text, number: stored(f"{number:032}.pdf"),
    "name": lambda text, number: f"{text}.pdf",
    "size": lambda text, number: len(PDF),
    "currency": lambda text, number: text[:3].upper(),
    "converted_currency": lambda text, number: text[:3].upper(),
    "period_from": lambda text, number: "2023",
    "period_to": lambda text, number: "2023",
    "unit_zh": lambda text, number: "",
    "unit_en": lambda text, number: "",
}
"""Fields whose values have a form of their own, by name."""
