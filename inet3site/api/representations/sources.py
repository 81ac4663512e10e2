"""Sources in full."""

from typing import Any

from rest_framework.serializers import DateField

from policies.models import SourceKind, SourceLanguage

from .attachments import NullableAttachmentSerializer
from .fields import CodeField, EdtfField, StringField
from .items import EntrySerializer


class SourceSerializer(EntrySerializer):
    """A source; `title` is in its own language, `original_url` is where it is published.

    Beside an item of the past, where another entry only names it, its attachments are null.
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
