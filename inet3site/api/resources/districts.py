"""Beijing's districts and functional zones."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from districts.filters import DistrictFilter
from districts.models import District, DistrictKind
from inet3site.api.entries import EntryViewSet
from inet3site.api.listing import Order
from inet3site.api.representations.citations import CitationSerializer
from inet3site.api.representations.fields import CodeField, StringField, TextField
from inet3site.api.representations.items import EntrySerializer
from inet3site.api.representations.translations import TranslatedSerializer


class DistrictSerializer(EntrySerializer, TranslatedSerializer):
    """A district; `code` is GB/T 2260, and null for a functional zone."""

    kind = CodeField(DistrictKind)
    code = StringField()
    name = TextField()
    pinyin = StringField()
    role = TextField()
    citations = CitationSerializer(many=True, read_only=True)


class DistrictViewSet(EntryViewSet):
    model = District
    about = _("Districts and functional zones of Beijing, and their roles.")
    serializer_class = DistrictSerializer
    filterset_class = DistrictFilter
    order = Order(columns={"code": "code", "slug": "slug"}, default="slug")

    def get_queryset(self) -> QuerySet:
        return District.objects.prefetch_related("citations__source")
