"""Policy documents."""

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.serializers import CharField, Serializer, UUIDField

from inet3site.api.entries import EntryViewSet
from inet3site.api.listing import Order
from inet3site.api.representations.attachments import AttachmentSerializer
from inet3site.api.representations.citations import CitationSerializer
from inet3site.api.representations.fields import (
    CodeField,
    EdtfField,
    ReferenceField,
    StringField,
    TextField,
)
from inet3site.api.representations.items import AddressField, EntrySerializer
from inet3site.api.representations.promises import SpanSerializer
from inet3site.api.representations.translations import TranslatedSerializer
from policies.filters import PolicyFilter
from policies.models import (
    IssuanceRole,
    LegalStatus,
    Level,
    Policy,
    PolicyCitation,
    PolicyKind,
    RelationKind,
    Section,
    TextKind,
)

from .sections import ProvisionViewSet, SectionViewSet
from .targets import TargetViewSet


class IssuanceSerializer(Serializer):
    """The part that an organisation had in a document."""

    role = CodeField(IssuanceRole)
    organisation = ReferenceField()


class HeadingSerializer(Serializer):
    """A section in a document's outline."""

    id = UUIDField(read_only=True)
    identifier = CharField(read_only=True)
    heading = TextField()


class TargetReferenceSerializer(Serializer):
    """A target of a document."""

    id = UUIDField(read_only=True)
    title = TextField()
    url = AddressField(source="*")


class PolicyRelationSerializer(Serializer):
    """What a document does to another, or says of it."""

    kind = CodeField(RelationKind)
    policy = ReferenceField(source="related_policy")


class PolicySerializer(EntrySerializer, TranslatedSerializer):
    """A policy document; its period is in years, `null` where it names none."""

    kind = CodeField(PolicyKind)
    level = CodeField(Level)
    area_code = StringField()
    title = TextField()
    document_number = StringField()
    issuances = IssuanceSerializer(many=True, read_only=True)
    written_on = EdtfField()
    published_on = EdtfField()
    effective_on = EdtfField()
    repealed_on = EdtfField()
    period = SpanSerializer(source="*", read_only=True)
    legal_status = CodeField(LegalStatus)
    summary = TextField()
    official_url = StringField()
    text_kind = CodeField(TextKind)
    sections = HeadingSerializer(many=True, read_only=True)
    targets = TargetReferenceSerializer(many=True, read_only=True)
    relations = PolicyRelationSerializer(many=True, read_only=True)
    citations = CitationSerializer(many=True, read_only=True)
    attachments = AttachmentSerializer(many=True, read_only=True)


class PolicyViewSet(EntryViewSet):
    model = Policy
    about = _("Policy documents, with who issued them, their outline and their sources.")
    serializer_class = PolicySerializer
    filterset_class = PolicyFilter
    parts = (SectionViewSet, ProvisionViewSet, TargetViewSet)
    order = Order(
        columns={
            "published_on": "published_on",
            "effective_on": "effective_on",
            "written_on": "written_on",
            "kind": "kind",
            "slug": "slug",
        },
        default="-published_on",
    )

    def get_queryset(self) -> QuerySet:
        own = PolicyCitation.objects.filter(provision=None, target=None).select_related("source")
        return Policy.objects.prefetch_related(
            "issuances__organisation",
            Prefetch("sections", Section.objects.defer("text_zh", "text_en")),
            "targets",
            "relations__related_policy",
            Prefetch("citations", own),
            "attachments",
        )
