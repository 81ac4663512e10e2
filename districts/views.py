"""The pages of districts and their initiatives."""

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from inet3site.listing import Listing
from inet3site.publishing.public import find

from .cartogram import cartogram
from .filters import DistrictFilter, InitiativeFilter
from .models import District, Initiative


@require_safe
def district_list(request: HttpRequest) -> TemplateResponse:
    districts = District.objects.for_list()
    listing = Listing(request, DistrictFilter, districts)
    return TemplateResponse(
        request,
        "districts/district_list.html",
        {"listing": listing, "tiles": cartogram(districts)},
        status=listing.status,
    )


@require_safe
def district(request: HttpRequest, slug: str) -> TemplateResponse:
    district = find(District.objects.for_reader(), slug=slug)
    commitments = [
        commitment
        for initiative in district.initiatives.all()
        for commitment in initiative.commitments.all()
    ]
    return TemplateResponse(
        request, "districts/district.html", {"district": district, "commitments": commitments}
    )


@require_safe
def initiative_list(request: HttpRequest) -> TemplateResponse:
    listing = Listing(request, InitiativeFilter, Initiative.objects.for_list())
    return TemplateResponse(
        request, "districts/initiative_list.html", {"listing": listing}, status=listing.status
    )


@require_safe
def initiative(request: HttpRequest, slug: str) -> TemplateResponse:
    initiative = find(Initiative.objects.for_reader(), slug=slug)
    return TemplateResponse(request, "districts/initiative.html", {"initiative": initiative})
