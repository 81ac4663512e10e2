"""The home page and the site's own pages."""

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from districts.cartogram import cartogram
from districts.models import Commitment, District, Initiative, Milestone
from inet3site.publishing.public import Moved, find
from policies.architecture import architecture
from policies.models import Policy, Source

from .changes import latest_changes
from .models import SitePage

NEWEST = 3


@require_safe
def home(request: HttpRequest) -> TemplateResponse:
    return TemplateResponse(
        request,
        "pages/home.html",
        {
            "page": SitePage.objects.for_reader().filter(slug="home").first(),
            "architecture": architecture(),
            "cartogram": cartogram(District.objects.for_list()),
            "milestones": Milestone.objects.for_list()[:NEWEST],
            "changes": latest_changes(),
            "policies": Policy.objects.for_list()[:NEWEST],
            "counts": _counts(),
        },
    )


def _counts() -> dict[str, int]:
    """How much of each kind is published, by the name that the page has for it."""
    return {
        "policies": Policy.objects.count(),
        "initiatives": Initiative.objects.count(),
        "commitments": Commitment.objects.count(),
        "sources": Source.objects.count(),
    }


@require_safe
def page(request: HttpRequest, slug: str) -> TemplateResponse:
    page = find(SitePage.objects.for_reader(), slug=slug)
    if not page.is_past and request.path != page.get_absolute_url():
        raise Moved(page)
    return TemplateResponse(request, "pages/page.html", {"page": page})
