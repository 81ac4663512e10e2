"""Sources where they are cited: who says so, where, and in which words."""

from typing import Any

from rest_framework.serializers import BooleanField, CharField, Serializer, UUIDField

from policies.models import SourceKind, SourceLanguage

from .fields import CodeField, EdtfField, StringField, TextField
from .items import AddressField


class SourceReferenceSerializer(Serializer):
    """A source, with what a reader needs to find it."""

    id = UUIDField(read_only=True)
    slug = CharField(read_only=True)
    title = StringField()
    kind = CodeField(SourceKind)
    language = CodeField(SourceLanguage)
    publisher = StringField()
    published_on = EdtfField()
    url = AddressField(source="*")
    original_url = StringField(source="url")


class StatementSerializer(Serializer):
    """What a source states; `field` is null where it supports the whole entry.

    Where sources state different values of a field, each has its `stated_value`, at most one is
    `chosen`, and `reason` says why.
    """

    field = StringField()
    quote = StringField()
    locator = StringField()
    stated_value = StringField()
    chosen = BooleanField(read_only=True)
    reason = TextField()


class CitationSerializer(StatementSerializer):
    """A statement and the source that makes it."""

    source: Any = SourceReferenceSerializer(read_only=True)


class CitedSourceSerializer(StatementSerializer):
    """A source together with what it states, as one object."""

    id = UUIDField(source="source.id", read_only=True)
    slug = CharField(source="source.slug", read_only=True)
    title = StringField(source="source.title")
    kind = CodeField(SourceKind, source="source.kind")
    language = CodeField(SourceLanguage, source="source.language")
    publisher = StringField(source="source.publisher")
    published_on = EdtfField(source="source.published_on")
    url = AddressField(source="source")
    original_url = StringField(source="source.url")
