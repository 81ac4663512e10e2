"""The questions that pages ask of districts and their initiatives."""

from datetime import date
from typing import Self

from django.db.models import Case, Q, QuerySet, Value, When

ENDED, RUNS, UNENDED = "ended", "runs", "unended"
"""What is known of the end of a support: it is past, it is to come, or none is named."""


class DistrictQuerySet(QuerySet):
    def for_list(self) -> Self:
        """With the initiatives of each district, which lists count."""
        return self.prefetch_related("initiatives")

    def for_reader(self) -> Self:
        """With all that the district's page shows."""
        return self.prefetch_related(
            "initiatives__layers",
            "initiatives__citations__source",
            "initiatives__commitments__citations__source",
            "initiatives__commitments__reports__citations__source",
            "initiatives__milestones__part_of",
            "citations__source",
        )


class InitiativeQuerySet(QuerySet):
    def for_list(self) -> Self:
        """With the district, layers and commitments of each initiative."""
        return self.select_related("district").prefetch_related("layers", "commitments")

    def for_reader(self) -> Self:
        """With all that the initiative's page shows."""
        return self.select_related("district").prefetch_related(
            "layers",
            "technologies__layers",
            "policies__issuances__organisation",
            "lead_organisations",
            "commitments__citations__source",
            "commitments__reports__citations__source",
            "milestones__part_of",
            "citations__source",
        )


class CommitmentQuerySet(QuerySet):
    def for_list(self) -> Self:
        """With the initiative of each commitment, its reports, and the sources of both."""
        return self.select_related("initiative__district").prefetch_related(
            "reports", "citations__source", "initiative__citations__source"
        )

    def offered(self, *, today: date) -> Self:
        """Those that offer something to firms, each with its `end` and what that is as of today.

        The end is that of the commitment, or else of its initiative; empty where neither names
        one. `stage` is RUNS, UNENDED or ENDED; a year or a month runs until its last day.
        """
        day = today.isoformat()
        to_come = Q(end__gte=day) | Q(end__in=[day[:4], day[:7]])
        end = Case(When(period_to="", then="initiative__period_to"), default="period_to")
        stage = Case(
            When(end="", then=Value(UNENDED)), When(to_come, then=Value(RUNS)), default=Value(ENDED)
        )
        return self.exclude(support="").annotate(end=end).annotate(stage=stage)

    def ended(self, *, today: date) -> Self:
        """Those whose own period is over; an EDTF date is over once today is beyond it."""
        day = today.isoformat()
        to_come = Q(period_to__gte=day) | Q(period_to__in=["", day[:4], day[:7]])
        return self.exclude(to_come)

    def for_figures(self) -> Self:
        """With the district of each commitment and its reports."""
        return self.select_related("initiative__district").prefetch_related("reports")


class MilestoneQuerySet(QuerySet):
    def for_list(self) -> Self:
        """With what each milestone is of."""
        return self.select_related("policy", "initiative__district", "part_of")

    def for_reader(self) -> Self:
        """With all that the milestone's page shows."""
        return self.for_list().prefetch_related(
            "parts__policy", "parts__initiative", "hosts", "citations__source"
        )
