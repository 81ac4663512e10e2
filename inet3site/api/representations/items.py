"""What every item of the API says of itself."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from drf_spectacular.utils import extend_schema_field
from rest_framework.serializers import CharField, Field, IntegerField, Serializer, UUIDField

from inet3site.api.addresses import entry_of, resource_of

from .fields import MomentField, ReadOnlyField, schema


@extend_schema_field({"type": "string"})
class TypeField(ReadOnlyField):
    """The type of the item, in the singular."""

    def to_representation(self, row: Model) -> str:
        return resource_of(row).type


@extend_schema_field({"type": "string", "format": "uri"})
class AddressField(ReadOnlyField):
    """The item's own absolute address in the API."""

    def to_representation(self, row: Model) -> str:
        return self.context["addresses"].item(row)


@extend_schema_field(schema("Addresses"))
class PagesField(ReadOnlyField):
    """The addresses of the HTML page that shows the item, by language."""

    def to_representation(self, row: Model) -> dict[str, str]:
        return self.context["addresses"].pages(row)


@extend_schema_field({"type": "integer", "minimum": 1})
class EditionField(ReadOnlyField):
    """The number of the entry's edition that is shown; a part has that of its entry."""

    def to_representation(self, row: Model) -> int | None:
        return entry_of(row).edition


class UpdatedAtField(MomentField):
    """When that edition was published."""

    def get_attribute(self, row: Model) -> Any:
        return entry_of(row).updated_at


class ItemSerializer(Serializer):
    """Any item; its `context` is that of `context()`."""

    id = UUIDField(read_only=True)
    type = TypeField(source="*")
    edition = EditionField(source="*")
    url = AddressField(source="*")
    html = PagesField(source="*")
    updated_at = UpdatedAtField()

    def get_fields(self) -> dict[str, Field]:
        fields = super().get_fields()
        chosen = self.context.get("fields")
        if chosen is None:
            return fields
        return {name: field for name, field in fields.items() if name in chosen}


class EntrySerializer(ItemSerializer):
    """An entry, which has an address of its own."""

    slug = CharField(read_only=True)


class PartSerializer(ItemSerializer):
    """A part of an entry, at a place among its kind."""

    position = IntegerField(read_only=True)


def field_names(serializer: type[Serializer]) -> tuple[str, ...]:
    """The names of the fields that items of this kind have."""
    return tuple(serializer().get_fields())


def context(
    *, addresses: Any, lang: str | None, fields: Sequence[str] | None, past: bool = False
) -> dict[str, Any]:
    """What serializers must know of the request, and where they note which sources they `cited`.

    `lang` None means both languages, `fields` None all; `past` that rows were restored, and
    `named` that they only come along with others that name them, without their parts.
    """
    return {"addresses": addresses, "lang": lang, "fields": fields, "past": past, "cited": {}}
