"""What concerns a layer or a technology: the documents, the initiatives, and its neighbours."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Model, QuerySet

from .belonging import INITIATIVE_TO_LAYER, belongs_to, initiative_model
from .excerpts import Excerpt
from .models import Layer, Policy, Provision, Technology
from .outline import newest_first


@dataclass
class Concern:
    """A document that concerns a subject: by what it says, and by the initiatives that follow it.

    At least one of the two lists has rows.
    """

    policy: Policy
    provisions: Excerpt[Provision] = field(default_factory=Excerpt)
    initiatives: list[Model] = field(default_factory=list)


def concerns(provisions: Iterable[Provision], initiatives: Iterable[Any]) -> list[Concern]:
    """The documents of the provisions, and those that the initiatives follow, newest first."""
    found: dict[Policy, Concern] = {}
    for provision in provisions:
        concern = found.setdefault(provision.policy, Concern(provision.policy))
        concern.provisions.rows.append(provision)
    for initiative in initiatives:
        for policy in initiative.policies.all():
            found.setdefault(policy, Concern(policy)).initiatives.append(initiative)
    return [found[policy] for policy in newest_first(found)]


def initiatives_of(layer: Layer) -> list[Any]:
    """The initiatives that belong to a layer, by district."""
    initiative = initiative_model()
    rows = initiative.objects.for_list().prefetch_related("policies")
    return by_district(rows.filter(belongs_to(layer, initiative, INITIATIVE_TO_LAYER)))


def initiatives_on(technology: Any) -> list[Any]:
    """The initiatives that name a Technology, by district."""
    return by_district(technology.initiatives.all())


def by_district(initiatives: Iterable[Any]) -> list[Any]:
    """The initiatives, each once, in the order of the districts' codes."""
    return sorted(
        dict.fromkeys(initiatives), key=lambda row: (row.district.code, row.district.slug, row.slug)
    )


def provisions_of(layer: Layer) -> list[Provision]:
    """The provisions that name a technology of the layer, each once."""
    found = Provision.objects.filter(technologies__in=Technology.objects.filter(layers=layer))
    rows = Provision.objects.filter(pk__in=found.values("pk"))
    return list(rows.select_related("policy").order_by("position", "pk"))


def named_with(technology: Technology) -> QuerySet[Technology]:
    """The technologies that the same provisions name, the most often first, as `times`."""
    return (
        Technology.objects.filter(provisions__technologies=technology)
        .exclude(pk=technology.pk)
        .annotate(times=Count("provisions", distinct=True))
        .order_by("-times", "slug")
    )
