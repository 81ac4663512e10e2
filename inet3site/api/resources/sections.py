"""What policy documents say: their sections, and their provisions by kind."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.serializers import CharField, Serializer, UUIDField

from inet3site.api.listing import Order
from inet3site.api.representations.citations import CitationSerializer
from inet3site.api.representations.fields import (
    CodeField,
    ReferenceField,
    ReferencesField,
    TextField,
)
from inet3site.api.representations.items import PartSerializer
from inet3site.api.representations.translations import TranslatedSerializer
from inet3site.api.viewsets import PartViewSet
from policies.filters import ProvisionFilter, SectionFilter
from policies.models import Provision, ProvisionKind, Section


class SectionReferenceSerializer(Serializer):
    """A section of the same document."""

    id = UUIDField(read_only=True)
    identifier = CharField(read_only=True)


class SectionSerializer(PartSerializer, TranslatedSerializer):
    """A section; `identifier` is its permanent address within its policy."""

    policy = ReferenceField()
    parent = SectionReferenceSerializer(read_only=True, allow_null=True)
    identifier = CharField(read_only=True)
    heading = TextField()
    text = TextField()


class SectionViewSet(PartViewSet):
    model = Section
    about = _("Sections of policy documents, with their texts.")
    serializer_class = SectionSerializer
    filterset_class = SectionFilter
    cites = False
    order = Order(
        columns={"policy": "policy__slug", "position": "position", "identifier": "identifier"},
        default="policy,position",
    )

    def get_queryset(self) -> QuerySet:
        return Section.objects.select_related("policy", "parent")


class ProvisionSerializer(PartSerializer, TranslatedSerializer):
    """One thing that a document says."""

    policy = ReferenceField()
    kind = CodeField(ProvisionKind)
    section = SectionReferenceSerializer(read_only=True, allow_null=True)
    text = TextField()
    technologies = ReferencesField()
    organisations = ReferencesField()
    citations = CitationSerializer(many=True, read_only=True)


class ProvisionViewSet(PartViewSet):
    model = Provision
    about = _("What policy documents say, one statement at a time, by kind.")
    serializer_class = ProvisionSerializer
    filterset_class = ProvisionFilter
    order = Order(
        columns={"policy": "policy__slug", "kind": "kind", "position": "position"},
        default="policy,position",
    )

    def get_queryset(self) -> QuerySet:
        return Provision.objects.select_related("policy", "section").prefetch_related(
            "technologies", "organisations", "citations__source"
        )
