"""The quantified promises that initiatives make, and what became of them."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.serializers import DateField, UUIDField

from districts.filters import CommitmentFilter
from districts.models import Commitment, Outcome, SupportKind
from inet3site.api.listing import Order
from inet3site.api.representations.citations import CitedSourceSerializer
from inet3site.api.representations.fields import CodeField, OptionalTextField, ReferenceField
from inet3site.api.representations.items import PartSerializer
from inet3site.api.representations.promises import PromiseSerializer, SpanSerializer
from inet3site.api.representations.translations import TranslatedSerializer
from inet3site.api.viewsets import PartViewSet


class ReportSerializer(TranslatedSerializer, SpanSerializer):
    """What became of a commitment in a period, and the evidence for it.

    `searched_on` says when nothing was found, and is null with every other outcome.
    """

    id = UUIDField(read_only=True)
    outcome = CodeField(Outcome)
    searched_on = DateField(read_only=True, allow_null=True)
    evidence = OptionalTextField()
    sources = CitedSourceSerializer(source="citations", many=True, read_only=True)


class CommitmentSerializer(PartSerializer, PromiseSerializer):
    """A quantified promise that an initiative makes, with its sources.

    `support` says what it offers to firms, and `open_to` which of them can apply.
    """

    support = CodeField(SupportKind, optional=True)
    open_to = OptionalTextField()
    initiative = ReferenceField()
    district = ReferenceField(source="initiative.district")
    reports = ReportSerializer(many=True, read_only=True)
    sources = CitedSourceSerializer(source="citations", many=True, read_only=True)


class CommitmentViewSet(PartViewSet):
    model = Commitment
    about = _("Quantified promises, with the words that were used, and what became of them.")
    serializer_class = CommitmentSerializer
    filterset_class = CommitmentFilter
    order = Order(
        columns={
            "district": "initiative__district__slug",
            "initiative": "initiative__slug",
            "position": "position",
            "period_from": "period_from",
            "period_to": "period_to",
        },
        default="district,initiative,position",
    )

    def get_queryset(self) -> QuerySet:
        return Commitment.objects.select_related("initiative__district").prefetch_related(
            "citations__source", "reports__citations__source"
        )
