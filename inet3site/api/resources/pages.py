"""The site's own pages, whose texts editors own."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.serializers import UUIDField

from inet3site.api.entries import EntryViewSet
from inet3site.api.listing import Order
from inet3site.api.representations.citations import CitationSerializer, CitedSourceSerializer
from inet3site.api.representations.fields import EdtfField, OptionalReferenceField, TextField
from inet3site.api.representations.items import EntrySerializer
from inet3site.api.representations.quantities import QuantitySerializer
from inet3site.api.representations.translations import TranslatedSerializer
from inet3site.pages.models import SitePage


class FigureSerializer(QuantitySerializer):
    """A figure that the page shows, the time that it speaks of, and where more about it is."""

    id = UUIDField(read_only=True)
    as_of = EdtfField()
    policy = OptionalReferenceField()
    initiative = OptionalReferenceField()
    sources = CitedSourceSerializer(source="citations", many=True, read_only=True)


class PageSerializer(EntrySerializer, TranslatedSerializer):
    """A page; `body` is Markdown."""

    title = TextField()
    summary = TextField()
    body = TextField()
    figures = FigureSerializer(many=True, read_only=True)
    citations = CitationSerializer(many=True, read_only=True)


class PageViewSet(EntryViewSet):
    model = SitePage
    about = _("Texts of the site itself, and the figures that they show.")
    serializer_class = PageSerializer
    order = Order(columns={"slug": "slug"}, default="slug")

    def get_queryset(self) -> QuerySet:
        return SitePage.objects.prefetch_related(
            "figures__policy",
            "figures__initiative",
            "figures__citations__source",
            "citations__source",
        )
