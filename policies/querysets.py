"""The questions that pages ask of policies and of what they refer to.

A question names what a page shows, so that every page costs a constant number of queries.
"""

from typing import Self

from django.db.models import Case, Count, F, QuerySet, When, Window

from inet3site.publishing.bilingual import in_language

from .alphabet import place

INITIATIVES = tuple(
    f"initiatives__{each}" for each in ("district", "layers", "policies", "commitments")
)
"""What lists of the initiatives that concern something show of each."""


class PolicyQuerySet(QuerySet):
    def for_list(self) -> Self:
        """With the bodies that issued each policy."""
        return self.prefetch_related("issuances__organisation")

    def of_area(self, code: str) -> Self:
        """Those of one area by its GB/T 2260 code; none where it has no code."""
        return self.filter(area_code=code) if code else self.none()

    def for_reader(self) -> Self:
        """With all that the policy's page shows."""
        return self.for_list().prefetch_related(
            "sections",
            "provisions__section",
            "provisions__technologies__layers",
            "provisions__organisations",
            "provisions__citations__source",
            "targets__section",
            "targets__citations__source",
            "relations__related_policy",
            "inverse_relations__policy",
            "citations__source",
            "initiatives__district",
            "initiatives__layers",
            "initiatives__commitments",
            "initiatives__citations__source",
            "milestones__part_of",
            "attachments",
        )


class TargetQuerySet(QuerySet):
    def for_list(self) -> Self:
        """With the document of each target, and the sources of both."""
        return self.select_related("policy").prefetch_related(
            "citations__source", "policy__citations__source"
        )


class LayerQuerySet(QuerySet):
    def for_reader(self) -> Self:
        """With all that the layer's page shows."""
        return self.prefetch_related("technologies__layers", "citations__source")


class TechnologyQuerySet(QuerySet):
    def for_list(self) -> Self:
        """With the layers of each technology."""
        return self.prefetch_related("layers")

    def for_reader(self) -> Self:
        """With all that the technology's page shows."""
        return self.prefetch_related(
            *INITIATIVES,
            "layers__technologies__layers",
            "provisions__policy",
            "citations__source",
        )


class OrganisationQuerySet(QuerySet):
    def by_kind(self) -> Self:
        """Public bodies before parks, companies and associations; each with how many `alike`."""
        alike = Window(Count("pk"), partition_by=F("kind"))
        return self.annotate(alike=alike).order_by("-kind", "slug")

    def for_reader(self) -> Self:
        """With all that the organisation's page shows."""
        return self.prefetch_related(
            "issuances__policy",
            "initiatives__district",
            "initiatives__layers",
            "provisions__policy",
            "provisions__technologies",
            "hosted_milestones__part_of",
            "hosted_milestones__policy",
            "hosted_milestones__initiative",
            "citations__source",
        )


class SourceQuerySet(QuerySet):
    def for_reader(self) -> Self:
        """With all that the source's page shows of itself."""
        return self.prefetch_related("attachments")

    def latest_first(self) -> Self:
        """By the date of publication, as precisely as it is known; undated ones at the end."""
        return self.order_by("-published_on", "title", "id")


class TermQuerySet(QuerySet):
    def alphabetical(self, language: str) -> Self:
        """In the order of a reader of `language` (a Django code); reads all names at once."""
        names = self.order_by("slug").values_list("pk", "name_zh", "name_en")
        ranked = sorted(names, key=lambda row: place(in_language(row[1], row[2], language)))
        if not ranked:
            return self
        return self.order_by(Case(*(When(pk=row[0], then=at) for at, row in enumerate(ranked))))

    def for_reader(self) -> Self:
        """With all that the term's page shows."""
        return self.prefetch_related(
            "relations__related_term", "inverse_relations__term", "citations__source"
        )
