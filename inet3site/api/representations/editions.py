"""Editions: what the ledger publicly says of each publication and withdrawal."""

from typing import Any

from django.urls import reverse
from django.utils.http import quote_etag
from drf_spectacular.utils import extend_schema_field
from rest_framework.serializers import (
    BooleanField,
    CharField,
    IntegerField,
    Serializer,
    UUIDField,
)

from inet3site.api.addresses import RESOURCES, Resource
from inet3site.publishing.differences import changed
from inet3site.publishing.models import Operation, PublicEdition
from inet3site.publishing.registry import type_named

from .fields import CodeField, MomentField, ReadOnlyField, TextField

PUBLIC_NAMES = {
    "period_from": "period",
    "period_to": "period",
    "translated_from": "translation",
    "is_stale": "translation",
    "url": "original_url",
    "reports": "commitments",
}
"""What the API calls a field of an entry, or a relation of its parts, where it differs."""


def resource_named(entry_type: str) -> Resource:
    """How the API names a type of entry."""
    return RESOURCES[type_named(entry_type).model]


def public_name(name: str) -> str:
    """What the API calls a field of an entry, or the relation of its parts."""
    stem = name.removesuffix("_zh").removesuffix("_en")
    return PUBLIC_NAMES.get(stem, stem)


@extend_schema_field({"type": "string", "enum": sorted(each.type for each in RESOURCES.values())})
class EntryTypeField(ReadOnlyField):
    """The type of the entry, in the singular."""

    def to_representation(self, name: str) -> str:
        return resource_named(name).type


@extend_schema_field({"type": ["string", "null"]})
class ContentTagField(ReadOnlyField):
    """A strong entity tag of what the edition says; null of a withdrawal."""

    def to_representation(self, edition: PublicEdition) -> str | None:
        published = edition.operation == Operation.PUBLISH
        return quote_etag(edition.digest) if published else None


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class ChangedField(ReadOnlyField):
    """The properties, and the collections of parts, that differ from the edition before.

    Where nothing was public before, these are all that have a value; of a withdrawal, none.
    """

    def to_representation(self, edition: PublicEdition) -> list[str]:
        return sorted({public_name(name) for name in changed(edition)})


@extend_schema_field({"type": ["string", "null"], "format": "uri"})
class EditionAddressField(ReadOnlyField):
    """The address of the entry as the edition has it; null of a withdrawal."""

    def to_representation(self, edition: PublicEdition) -> str | None:
        if edition.operation == Operation.WITHDRAW:
            return None
        name = f"api:{resource_named(edition.entry_type).collection}-edition"
        path = reverse(name, args=[edition.entry_id, edition.number])
        return self.context["addresses"].absolute(path)


class EditionSerializer(Serializer):
    """An edition of one entry; `seq` is its place in the ledger."""

    edition = IntegerField(source="number", read_only=True)
    seq = IntegerField(source="sequence", read_only=True)
    op = CodeField(Operation, source="operation")
    at = MomentField()
    major = BooleanField(read_only=True)
    note = TextField("change_note")
    slug = CharField(read_only=True)
    etag = ContentTagField(source="*")
    changed = ChangedField(source="*")
    url = EditionAddressField(source="*")


class ChangeSerializer(Serializer):
    """An edition in the feed of all changes."""

    seq = IntegerField(source="sequence", read_only=True)
    op = CodeField(Operation, source="operation")
    type: Any = EntryTypeField(source="entry_type")
    id = UUIDField(source="entry_id", read_only=True)
    edition = IntegerField(source="number", read_only=True)
    etag = ContentTagField(source="*")
    changed = ChangedField(source="*")
    at = MomentField()
