"""What districts set out to do."""

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.serializers import Serializer, UUIDField

from districts.filters import InitiativeFilter
from districts.models import Initiative, InitiativeCitation, InitiativeStatus
from inet3site.api.entries import EntryViewSet
from inet3site.api.listing import Order
from inet3site.api.representations.citations import CitationSerializer
from inet3site.api.representations.fields import (
    CodeField,
    ReferenceField,
    ReferencesField,
    TextField,
)
from inet3site.api.representations.items import AddressField, EntrySerializer
from inet3site.api.representations.promises import SpanSerializer
from inet3site.api.representations.translations import TranslatedSerializer

from .commitments import CommitmentViewSet


class CommitmentReferenceSerializer(Serializer):
    """A commitment of an initiative."""

    id = UUIDField(read_only=True)
    title = TextField()
    url = AddressField(source="*")


class InitiativeSerializer(EntrySerializer, TranslatedSerializer):
    """Something that a district set out to do."""

    district = ReferenceField()
    title = TextField()
    summary = TextField()
    status = CodeField(InitiativeStatus)
    period = SpanSerializer(source="*", read_only=True)
    policies = ReferencesField()
    layers = ReferencesField()
    technologies = ReferencesField()
    lead_organisations = ReferencesField()
    commitments = CommitmentReferenceSerializer(many=True, read_only=True)
    citations = CitationSerializer(many=True, read_only=True)


class InitiativeViewSet(EntryViewSet):
    model = Initiative
    about = _("What districts set out to do.")
    serializer_class = InitiativeSerializer
    filterset_class = InitiativeFilter
    parts = (CommitmentViewSet,)
    order = Order(
        columns={
            "district": "district__slug",
            "status": "status",
            "period_from": "period_from",
            "slug": "slug",
        },
        default="district,slug",
    )

    def get_queryset(self) -> QuerySet:
        own = InitiativeCitation.objects.filter(commitment=None, report=None)
        return Initiative.objects.select_related("district").prefetch_related(
            "policies",
            "layers",
            "technologies",
            "lead_organisations",
            "commitments",
            Prefetch("citations", own.select_related("source")),
        )
