"""Where each fact comes from."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from inet3site.api.entries import EntryViewSet
from inet3site.api.listing import Order
from inet3site.api.representations.sources import SourceSerializer
from policies.filters import SourceFilter
from policies.models import Source


class SourceViewSet(EntryViewSet):
    model = Source
    about = _("Documents and pages that facts are taken from.")
    serializer_class = SourceSerializer
    filterset_class = SourceFilter
    cites = False
    order = Order(
        columns={"published_on": "published_on", "kind": "kind", "slug": "slug"},
        default="-published_on",
    )

    def get_queryset(self) -> QuerySet:
        return Source.objects.for_reader()
