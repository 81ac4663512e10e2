"""What happened or is planned, and when."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from districts.filters import MilestoneFilter
from districts.models import Milestone, MilestoneState
from inet3site.api.entries import EntryViewSet
from inet3site.api.listing import Order
from inet3site.api.representations.citations import CitationSerializer
from inet3site.api.representations.fields import (
    CodeField,
    EdtfField,
    OptionalReferenceField,
    OptionalTextField,
    ReferencesField,
    TextField,
)
from inet3site.api.representations.items import EntrySerializer
from inet3site.api.representations.translations import TranslatedSerializer


class MilestoneSerializer(EntrySerializer, TranslatedSerializer):
    """A step of a policy or of an initiative, or an event of its own."""

    date = EdtfField()
    state = CodeField(MilestoneState)
    title = TextField()
    summary = TextField()
    policy = OptionalReferenceField()
    initiative = OptionalReferenceField()
    part_of = OptionalReferenceField()
    venue = OptionalTextField()
    hosts = ReferencesField()
    citations = CitationSerializer(many=True, read_only=True)


class MilestoneViewSet(EntryViewSet):
    model = Milestone
    about = _("Steps of policies and initiatives, and events, planned or done.")
    serializer_class = MilestoneSerializer
    filterset_class = MilestoneFilter
    order = Order(columns={"date": "date", "state": "state", "slug": "slug"}, default="-date")

    def get_queryset(self) -> QuerySet:
        return Milestone.objects.select_related("policy", "initiative", "part_of").prefetch_related(
            "hosts", "citations__source"
        )
