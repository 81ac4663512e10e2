"""The glossary."""

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.serializers import Serializer

from inet3site.api.entries import EntryViewSet
from inet3site.api.listing import Order
from inet3site.api.representations.citations import CitationSerializer
from inet3site.api.representations.fields import CodeField, ReferenceField, TextField
from inet3site.api.representations.items import EntrySerializer
from inet3site.api.representations.relations import InverseReferencesField
from inet3site.api.representations.translations import TranslatedSerializer
from policies.filters import TermFilter
from policies.models import Term, TermRelation, TermRelationKind


class TermRelationSerializer(Serializer):
    """How a term stands to another: that one is broader, or related."""

    kind = CodeField(TermRelationKind)
    term = ReferenceField(source="related_term")


class TermSerializer(EntrySerializer, TranslatedSerializer):
    """A term; `narrower` are the terms that name this one as broader, and null of the past."""

    name = TextField()
    definition = TextField()
    relations = TermRelationSerializer(many=True, read_only=True)
    narrower = InverseReferencesField(source="inverse_relations", owner="term")
    citations = CitationSerializer(many=True, read_only=True)


class TermViewSet(EntryViewSet):
    model = Term
    about = _("Terms of the field in both languages, with their definitions and relations.")
    serializer_class = TermSerializer
    filterset_class = TermFilter
    order = Order(columns={"slug": "slug"}, default="slug")

    def get_queryset(self) -> QuerySet:
        narrower = TermRelation.objects.filter(kind=TermRelationKind.BROADER)
        return Term.objects.prefetch_related(
            "relations__related_term",
            Prefetch("inverse_relations", narrower.select_related("term").order_by("term__slug")),
            "citations__source",
        )
