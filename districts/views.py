"""The pages of districts, of what they set out to do, and of what happened."""

from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from inet3site.listing import list_page
from inet3site.publishing.public import find
from policies.models import Policy

from .cartogram import cartogram
from .figures import by_district, by_end, comparisons
from .filters import DistrictFilter, InitiativeFilter
from .lists import BY_DISTRICT, CommitmentListFilter, MilestoneListFilter
from .models import Commitment, District, Initiative, Milestone


@require_safe
def district_list(request: HttpRequest) -> HttpResponseBase:
    districts = District.objects.for_list()
    return list_page(
        request,
        "districts/district_list.html",
        DistrictFilter,
        districts,
        cartogram=cartogram(districts),
    )


@require_safe
def district(request: HttpRequest, slug: str) -> TemplateResponse:
    district = find(District.objects.for_reader(), slug=slug)
    initiatives = district.initiatives.all()
    commitments = [row for each in initiatives for row in each.commitments.all()]
    return TemplateResponse(
        request,
        "districts/district.html",
        {
            "district": district,
            "policies": Policy.objects.for_list().of_area(district.code),
            "commitments": commitments,
            "has_support": any(row.support for row in commitments),
            "milestones": [row for each in initiatives for row in each.milestones.all()],
        },
    )


@require_safe
def initiative_list(request: HttpRequest) -> HttpResponseBase:
    initiatives = Initiative.objects.for_list()
    return list_page(request, "districts/initiative_list.html", InitiativeFilter, initiatives)


@require_safe
def initiative(request: HttpRequest, slug: str) -> TemplateResponse:
    initiative = find(Initiative.objects.for_reader(), slug=slug)
    return TemplateResponse(request, "districts/initiative.html", {"initiative": initiative})


@require_safe
def commitment_list(request: HttpRequest) -> HttpResponseBase:
    commitments = Commitment.objects.for_list().order_by(*BY_DISTRICT)
    return list_page(request, "districts/commitment_list.html", CommitmentListFilter, commitments)


@require_safe
def commitment_figures(request: HttpRequest) -> TemplateResponse:
    commitments = list(Commitment.objects.for_figures())
    return TemplateResponse(
        request,
        "districts/commitment_figures.html",
        {
            "by_district": by_district(commitments, District.objects.all()),
            "by_end": by_end(commitments),
            "comparisons": comparisons(commitments),
        },
    )


@require_safe
def milestone_list(request: HttpRequest) -> HttpResponseBase:
    milestones = Milestone.objects.for_list()
    return list_page(request, "districts/milestone_list.html", MilestoneListFilter, milestones)


@require_safe
def milestone(request: HttpRequest, slug: str) -> TemplateResponse:
    milestone = find(Milestone.objects.for_reader(), slug=slug)
    return TemplateResponse(request, "districts/milestone.html", {"milestone": milestone})
