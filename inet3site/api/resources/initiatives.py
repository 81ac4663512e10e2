"""What districts set out to do, and the commitments they made for it."""

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.serializers import Serializer, UUIDField

from districts.filters import CommitmentFilter, InitiativeFilter
from districts.models import Commitment, Initiative, InitiativeCitation, InitiativeStatus
from inet3site.api.listing import Order
from inet3site.api.representations.citations import CitationSerializer, CitedSourceSerializer
from inet3site.api.representations.fields import (
    CodeField,
    ReferenceField,
    ReferencesField,
    TextField,
)
from inet3site.api.representations.items import AddressField, EntrySerializer, PartSerializer
from inet3site.api.representations.promises import PromiseSerializer, SpanSerializer
from inet3site.api.viewsets import EntryViewSet, PartViewSet


class CommitmentReferenceSerializer(Serializer):
    """A commitment of an initiative."""

    id = UUIDField(read_only=True)
    title = TextField()
    url = AddressField(source="*")


class InitiativeSerializer(EntrySerializer):
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
        own = InitiativeCitation.objects.filter(commitment=None).select_related("source")
        return Initiative.objects.select_related("district").prefetch_related(
            "policies",
            "layers",
            "technologies",
            "lead_organisations",
            "commitments",
            Prefetch("citations", own),
        )


class CommitmentSerializer(PartSerializer, PromiseSerializer):
    """A quantified promise that an initiative makes, with its sources."""

    initiative = ReferenceField()
    district = ReferenceField(source="initiative.district")
    sources = CitedSourceSerializer(source="citations", many=True, read_only=True)


class CommitmentViewSet(PartViewSet):
    model = Commitment
    about = _("Quantified promises, each with the words that were used and their source.")
    serializer_class = CommitmentSerializer
    filterset_class = CommitmentFilter
    order = Order(
        columns={
            "district": "initiative__district__slug",
            "initiative": "initiative__slug",
            "position": "position",
            "period_from": "period_from",
        },
        default="district,initiative,position",
    )

    def get_queryset(self) -> QuerySet:
        return Commitment.objects.select_related("initiative__district").prefetch_related(
            "citations__source"
        )
