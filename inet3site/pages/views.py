"""The home page and the site's own pages."""

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from districts.cartogram import cartogram
from districts.models import District, Milestone
from inet3site.publishing.public import Moved, find
from policies.models import Layer, Policy

from .models import SitePage

NEWEST = 4


@require_safe
def home(request: HttpRequest) -> TemplateResponse:
    return TemplateResponse(
        request,
        "pages/home.html",
        {
            "page": SitePage.objects.for_reader().filter(slug="home").first(),
            "layers": Layer.objects.stacked(),
            "tiles": cartogram(District.objects.for_list()),
            "milestones": Milestone.objects.for_list()[:NEWEST],
            "policies": Policy.objects.for_list()[:NEWEST],
        },
    )


@require_safe
def page(request: HttpRequest, slug: str) -> TemplateResponse:
    page = find(SitePage.objects.for_reader(), slug=slug)
    if not page.is_past and request.path != page.get_absolute_url():
        raise Moved(page)
    return TemplateResponse(request, "pages/page.html", {"page": page})
