"""Sources in full."""

from typing import Any

from rest_framework.serializers import DateField

from policies.models import SourceKind, SourceLanguage

from .attachments import NullableAttachmentSerializer
from .fields import CodeField, EdtfField, StringField
from .items import EntrySerializer


class SourceSerializer(EntrySerializer):
    """A source; `title` is in its own language, `original_url` is where it is published.

    Included beside an item that cites it, its attachments are null: its own item tells them.
    """

    kind = CodeField(SourceKind)
    title = StringField()
    language = CodeField(SourceLanguage)
    publisher = StringField()
    published_on = EdtfField()
    original_url = StringField(source="url")
    retrieved_on = DateField(read_only=True, allow_null=True)
    archive_url = StringField()
    sha256 = StringField()
    attachments: Any = NullableAttachmentSerializer(many=True, read_only=True, allow_null=True)
