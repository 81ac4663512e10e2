"""Public bodies, companies, parks and associations."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.serializers import Serializer

from inet3site.api.entries import EntryViewSet
from inet3site.api.listing import Order
from inet3site.api.representations.citations import CitationSerializer
from inet3site.api.representations.fields import (
    CodeField,
    EdtfField,
    ReferenceField,
    StringField,
    TextField,
)
from inet3site.api.representations.items import EntrySerializer
from inet3site.api.representations.relations import SaidByOthers
from inet3site.api.representations.translations import TranslatedSerializer
from policies.filters import OrganisationFilter
from policies.models import Organisation, OrganisationKind


class PredecessorSerializer(Serializer):
    """An organisation that this one took over from; `date` null where it is not known."""

    date = EdtfField()
    organisation = ReferenceField(source="predecessor")


class SuccessorSerializer(Serializer):
    """An organisation that took over from this one; `date` null where it is not known."""

    date = EdtfField()
    organisation = ReferenceField()

    class Meta:
        list_serializer_class = SaidByOthers


class OrganisationSerializer(EntrySerializer, TranslatedSerializer):
    """A public body, company, park or association."""

    kind = CodeField(OrganisationKind)
    name = TextField()
    description = TextField()
    official_url = StringField()
    predecessors = PredecessorSerializer(many=True, read_only=True)
    successors = SuccessorSerializer(many=True, read_only=True, allow_null=True)
    citations = CitationSerializer(many=True, read_only=True)


class OrganisationViewSet(EntryViewSet):
    model = Organisation
    about = _("Bodies that issue, lead or are named, and from which of them others took over.")
    serializer_class = OrganisationSerializer
    filterset_class = OrganisationFilter
    order = Order(columns={"kind": "kind", "slug": "slug"}, default="slug")

    def get_queryset(self) -> QuerySet:
        return Organisation.objects.prefetch_related(
            "predecessors__predecessor", "successors__organisation", "citations__source"
        )
