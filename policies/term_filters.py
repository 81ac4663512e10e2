"""The filters of terms by their relations to other terms."""

from collections import Counter
from collections.abc import Iterable
from operator import itemgetter
from uuid import UUID

from django.db.models import Q, QuerySet

from .filter_types import EntryFilter
from .models import Term, TermRelation, TermRelationKind


class BroaderFilter(EntryFilter):
    """A filter of terms by a term that is broader."""

    def filter(self, qs: QuerySet, value: Term | None) -> QuerySet:
        """The terms of which this one is a broader term."""
        broader = TermRelationKind.BROADER
        return qs.filter(relations__kind=broader, relations__related_term=value) if value else qs

    def with_values(self, rows: QuerySet) -> QuerySet:
        """The terms, each as often as it has a broader one."""
        return super().with_values(rows.filter(relations__kind=TermRelationKind.BROADER))


class RelatedFilter(EntryFilter):
    """A filter of terms by a term that is related, whichever of the two says so."""

    def filter(self, qs: QuerySet, value: Term | None) -> QuerySet:
        """The terms that this one is related to."""
        related = TermRelationKind.RELATED
        said = Q(relations__kind=related, relations__related_term=value)
        told = Q(inverse_relations__kind=related, inverse_relations__term=value)
        return qs.filter(said | told).distinct() if value else qs

    def pairs(self, rows: QuerySet) -> Iterable[tuple[UUID, str]]:
        """The key of each term with the address of each related one, in their order."""
        related = TermRelation.objects.filter(kind=TermRelationKind.RELATED).order_by()
        terms = rows.order_by().values("pk")
        said = related.filter(term__in=terms).values_list("term_id", "related_term__slug")
        told = related.filter(related_term__in=terms).values_list("related_term_id", "term__slug")
        return sorted(said.union(told).order_by(), key=itemgetter(1))

    def tally(self, rows: QuerySet) -> dict[str, int]:
        """How many of the terms each one is related to."""
        return Counter(slug for _term, slug in self.pairs(rows))
