"""Files that come with an entry."""

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework.serializers import (
    CharField,
    IntegerField,
    ListSerializer,
    Serializer,
    UUIDField,
)

from inet3site.publishing.registry import parent_field
from policies.files import MediaType
from policies.models import Attachment

from .fields import CodeField, OptionalTextField, ReadOnlyField, TextField


@extend_schema_field({"type": "string", "format": "uri"})
class FileAddressField(ReadOnlyField):
    """The permanent address of the file; of the past, of the file as it was then."""

    def to_representation(self, row: Attachment) -> str:
        path = row.get_absolute_url()
        if self.context["past"]:
            entry = getattr(row, parent_field(type(row)))
            path = reverse("file-of-edition", args=[row.pk, entry.edition])
        return self.context["addresses"].absolute(path)


class AttachmentSerializer(Serializer):
    """A file; `size` is in bytes, `alt` says what an image shows, and is null of any other file."""

    id = UUIDField(read_only=True)
    url = FileAddressField(source="*")
    title = TextField()
    alt = OptionalTextField()
    name = CharField(read_only=True)
    media_type = CodeField(MediaType)
    size = IntegerField(read_only=True)
    sha256 = CharField(read_only=True)


class KnownAttachments(ListSerializer):
    """The files of an entry; null where nothing is known of them."""

    def to_representation(self, data: Any) -> Any:
        return None if self.context.get("named") else super().to_representation(data)


class NullableAttachmentSerializer(AttachmentSerializer):
    """A file of an entry that others may name."""

    class Meta:
        list_serializer_class = KnownAttachments
