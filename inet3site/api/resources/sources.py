"""Where each fact comes from."""

from django.utils.translation import gettext_lazy as _
from rest_framework.serializers import DateField

from inet3site.api.listing import Order
from inet3site.api.representations.fields import CodeField, EdtfField, StringField
from inet3site.api.representations.items import EntrySerializer
from inet3site.api.viewsets import EntryViewSet
from policies.filters import SourceFilter
from policies.models import Source, SourceKind, SourceLanguage


class SourceSerializer(EntrySerializer):
    """A source; `title` is in its own language, `original_url` is where it is published."""

    kind = CodeField(SourceKind)
    title = StringField()
    language = CodeField(SourceLanguage)
    publisher = StringField()
    published_on = EdtfField()
    original_url = StringField(source="url")
    retrieved_on = DateField(read_only=True, allow_null=True)
    archive_url = StringField()
    sha256 = StringField()


class SourceViewSet(EntryViewSet):
    model = Source
    about = _("Documents and pages that facts are taken from.")
    serializer_class = SourceSerializer
    filterset_class = SourceFilter
    order = Order(
        columns={"published_on": "published_on", "kind": "kind", "slug": "slug"},
        default="-published_on",
    )
