"""Sources where they are cited: who says so, where, and in which words."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Manager, Model
from rest_framework.serializers import (
    BooleanField,
    CharField,
    ListSerializer,
    Serializer,
    UUIDField,
)

from inet3site.publishing.models import Entry, Part
from policies.models import Citation, SourceKind, SourceLanguage

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


class OwnCitations(ListSerializer):
    """The citations of a row; of an entry, those that are of none of its parts."""

    def to_representation(self, data: Any) -> Any:
        return super().to_representation(_own(data))


class StatementSerializer(Serializer):
    """What a source states; `field` is null where it supports the whole of the item.

    Where sources state different values of a field, each has its `stated_value`, at most one is
    `chosen`, and `reason` says why.
    """

    field = StringField()
    quote = StringField()
    locator = StringField()
    stated_value = StringField()
    chosen = BooleanField(read_only=True)
    reason = TextField()

    class Meta:
        list_serializer_class = OwnCitations

    def to_representation(self, citation: Citation) -> Any:
        """Also note the source, in case the client wants it in full."""
        self.context["cited"][citation.source_id] = citation.source
        return super().to_representation(citation)


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


def _own(citations: Manager) -> Iterable[Model]:
    rows: Any = citations.all()
    if not isinstance(citations.instance, Entry):  # type: ignore[attr-defined]
        return rows
    parts = [
        field.attname
        for field in rows.model._meta.concrete_fields
        if field.remote_field and issubclass(field.remote_field.model, Part)
    ]
    return [row for row in rows if not any(getattr(row, name) for name in parts)]
