"""Values as the API writes them: texts in pairs, dates as EDTF, amounts as plain decimals.

An empty value is null. `SCHEMAS` describes what several resources share.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Choices, Manager, Model
from drf_spectacular.utils import extend_schema_field
from rest_framework.serializers import Field

from inet3site.publishing.fields import EDTF_PATTERN

JSON = dict[str, Any]
NULLABLE_STRING = {"type": ["string", "null"]}
NULLABLE_DECIMAL = {"type": ["string", "null"], "pattern": r"^\d+(\.\d+)?$"}

SCHEMAS: dict[str, JSON] = {
    "Text": {
        "description": "A text in both languages; a single text, or null, where `lang` is given.",
        "oneOf": [
            {
                "type": "object",
                "properties": {"zh": NULLABLE_STRING, "en": NULLABLE_STRING},
                "required": ["zh", "en"],
            },
            {"type": "string"},
            {"type": "null"},
        ],
    },
    "Reference": {
        "description": "Another entry. Join by `id`; `slug` and `name` are conveniences.",
        "type": "object",
        "properties": {
            "id": {"type": "string", "format": "uuid"},
            "slug": {"type": "string"},
            "name": {"$ref": "#/components/schemas/Text"},
        },
        "required": ["id", "slug", "name"],
    },
    "Addresses": {
        "description": "The HTML page, by language.",
        "type": "object",
        "properties": {
            "zh": {"type": "string", "format": "uri"},
            "en": {"type": "string", "format": "uri"},
        },
        "required": ["zh", "en"],
    },
}


def schema(name: str) -> JSON:
    """A pointer to one of SCHEMAS."""
    return {"$ref": f"#/components/schemas/{name}"}


def text(row: Model, name: str, lang: str | None) -> JSON | str | None:
    """`name_zh` and `name_en` of a row as a pair, or the one of `lang`; nothing replaces it."""
    if lang:
        return getattr(row, f"{name}_{lang}") or None
    return {
        "zh": getattr(row, f"{name}_zh") or None,
        "en": getattr(row, f"{name}_en") or None,
    }


class ReadOnlyField(Field):
    """A field that is only ever written out."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)


@extend_schema_field(schema("Text"))
class TextField(ReadOnlyField):
    """The pair of texts that the model keeps as `<name>_zh` and `<name>_en`."""

    def __init__(self, name: str = "") -> None:
        self.name = name
        super().__init__(source="*")

    def to_representation(self, row: Model) -> JSON | str | None:
        return text(row, self.name or str(self.field_name), self.context["lang"])


class OptionalTextField(TextField):
    """A pair of texts, or null where the row has neither."""

    def to_representation(self, row: Model) -> JSON | str | None:
        name = self.name or str(self.field_name)
        has_any = getattr(row, f"{name}_zh") or getattr(row, f"{name}_en")
        return super().to_representation(row) if has_any else None


@extend_schema_field(NULLABLE_STRING)
class StringField(ReadOnlyField):
    """A string that is the same in both languages."""

    def to_representation(self, value: str) -> str | None:
        return value or None


@extend_schema_field({"type": ["string", "null"], "pattern": EDTF_PATTERN})
class EdtfField(ReadOnlyField):
    """A date as precisely as it is known (EDTF level 0), or a year."""

    def to_representation(self, value: str | int) -> str | None:
        return str(value) if value else None


@extend_schema_field({"type": "string", "format": "date-time"})
class MomentField(ReadOnlyField):
    """A moment in UTC, in the form of RFC 3339."""

    def to_representation(self, value: datetime) -> str:
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def plain(value: Decimal) -> str:
    """A decimal without an exponent and without trailing zeros: `100000000`, `0.5`."""
    return f"{value.normalize():f}"


@extend_schema_field(NULLABLE_DECIMAL)
class DecimalStringField(ReadOnlyField):
    """A decimal number as a string, so that no client rounds it."""

    def to_representation(self, value: Decimal) -> str:
        return plain(value)


class CodeField(ReadOnlyField):
    """One of the codes of a field's choices; `optional` where the field may be empty."""

    def __init__(self, choices: type[Choices], *, optional: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.codes = choices.values
        self.optional = optional

    def to_representation(self, value: str) -> str | None:
        return value or None


def reference(row: Model, lang: str | None) -> JSON:
    """An entry by its key, with its address and name for people."""
    name = "name" if hasattr(row, "name_zh") else "title"
    return {"id": row.pk, "slug": row.slug, "name": text(row, name, lang)}  # type: ignore[attr-defined]


@extend_schema_field(schema("Reference"))
class ReferenceField(ReadOnlyField):
    """The one entry that a row refers to."""

    def to_representation(self, row: Model) -> JSON:
        return reference(row, self.context["lang"])


@extend_schema_field({"oneOf": [schema("Reference"), {"type": "null"}]})
class OptionalReferenceField(ReferenceField):
    """The one entry that a row refers to, or null."""


@extend_schema_field({"type": "array", "items": schema("Reference")})
class ReferencesField(ReadOnlyField):
    """The entries that a row refers to."""

    def to_representation(self, rows: Manager) -> list[JSON]:
        related: Iterable[Model] = rows.all()
        return [reference(row, self.context["lang"]) for row in related]
