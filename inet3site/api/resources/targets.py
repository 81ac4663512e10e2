"""The quantified targets of policy documents."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from inet3site.api.listing import Order
from inet3site.api.representations.citations import CitedSourceSerializer
from inet3site.api.representations.fields import ReferenceField
from inet3site.api.representations.items import PartSerializer
from inet3site.api.representations.promises import PromiseSerializer
from inet3site.api.viewsets import PartViewSet
from policies.filters import TargetFilter
from policies.models import Target

from .sections import SectionReferenceSerializer


class TargetSerializer(PartSerializer, PromiseSerializer):
    """A quantified target that a document sets, with its sources."""

    policy = ReferenceField()
    section = SectionReferenceSerializer(read_only=True, allow_null=True)
    sources = CitedSourceSerializer(source="citations", many=True, read_only=True)


class TargetViewSet(PartViewSet):
    model = Target
    about = _("Quantified targets of policy documents, each with its words and their source.")
    serializer_class = TargetSerializer
    filterset_class = TargetFilter
    order = Order(
        columns={
            "policy": "policy__slug",
            "position": "position",
            "period_from": "period_from",
            "period_to": "period_to",
        },
        default="policy,position",
    )

    def get_queryset(self) -> QuerySet:
        return Target.objects.select_related("policy", "section").prefetch_related(
            "citations__source"
        )
