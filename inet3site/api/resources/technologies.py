"""The four layers of Internet 3.0, and the technologies that stand on them."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.serializers import IntegerField

from inet3site.api.entries import EntryViewSet
from inet3site.api.listing import Order
from inet3site.api.representations.citations import CitationSerializer
from inet3site.api.representations.fields import CodeField, ReferencesField, TextField
from inet3site.api.representations.items import EntrySerializer
from inet3site.api.representations.translations import TranslatedSerializer
from policies.filters import LayerFilter, TechnologyFilter
from policies.models import Layer, Technology, TechnologyKind


class LayerSerializer(EntrySerializer, TranslatedSerializer):
    """A layer of the architecture, numbered from the ground up."""

    number = IntegerField(read_only=True)
    name = TextField()
    role = TextField()
    citations = CitationSerializer(many=True, read_only=True)


class LayerViewSet(EntryViewSet):
    model = Layer
    about = _("The layers of the architecture, numbered from the ground up.")
    serializer_class = LayerSerializer
    filterset_class = LayerFilter
    order = Order(columns={"number": "number", "slug": "slug"}, default="number")

    def get_queryset(self) -> QuerySet:
        return Layer.objects.prefetch_related("citations__source")


class TechnologySerializer(EntrySerializer, TranslatedSerializer):
    """A technology, a field of application or an application carrier."""

    kind = CodeField(TechnologyKind)
    name = TextField()
    description = TextField()
    layers = ReferencesField()
    citations = CitationSerializer(many=True, read_only=True)


class TechnologyViewSet(EntryViewSet):
    model = Technology
    about = _("Technologies, fields of application and application carriers.")
    serializer_class = TechnologySerializer
    filterset_class = TechnologyFilter
    order = Order(columns={"kind": "kind", "slug": "slug"}, default="slug")

    def get_queryset(self) -> QuerySet:
        return Technology.objects.prefetch_related("layers", "citations__source")
