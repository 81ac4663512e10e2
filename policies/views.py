"""The pages of policies, layers, technologies, organisations and sources."""

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from inet3site.listing import Listing
from inet3site.publishing.public import find

from .citing import citations_by_type
from .filters import OrganisationFilter, PolicyListFilter, SourceFilter, TechnologyFilter
from .models import Layer, Organisation, Policy, Source, Technology
from .outline import PROVISIONS, TECHNOLOGIES, by_kind, citations_beside, outline


@require_safe
def policy_list(request: HttpRequest) -> TemplateResponse:
    listing = Listing(request, PolicyListFilter, Policy.objects.for_list())
    return TemplateResponse(
        request, "policies/policy_list.html", {"listing": listing}, status=listing.status
    )


@require_safe
def policy(request: HttpRequest, slug: str) -> TemplateResponse:
    policy = find(Policy.objects.for_reader(), slug=slug)
    sections = outline(policy)
    return TemplateResponse(
        request,
        "policies/policy.html",
        {
            "policy": policy,
            "sections": sections,
            "provisions": by_kind(policy.provisions.all(), PROVISIONS),
            "citations": citations_beside(sections, policy),
        },
    )


@require_safe
def layer_list(request: HttpRequest) -> TemplateResponse:
    return TemplateResponse(
        request, "policies/layer_list.html", {"layers": Layer.objects.stacked()}
    )


@require_safe
def layer(request: HttpRequest, slug: str) -> TemplateResponse:
    layer = find(Layer.objects.for_reader(), slug=slug)
    return TemplateResponse(
        request,
        "policies/layer.html",
        {
            "layer": layer,
            "layers": Layer.objects.order_by("-number"),
            "technologies": by_kind(layer.technologies.all(), TECHNOLOGIES),
        },
    )


@require_safe
def technology_list(request: HttpRequest) -> TemplateResponse:
    listing = Listing(request, TechnologyFilter, Technology.objects.for_list())
    return TemplateResponse(
        request, "policies/technology_list.html", {"listing": listing}, status=listing.status
    )


@require_safe
def technology(request: HttpRequest, slug: str) -> TemplateResponse:
    technology = find(Technology.objects.for_reader(), slug=slug)
    return TemplateResponse(request, "policies/technology.html", {"technology": technology})


@require_safe
def organisation_list(request: HttpRequest) -> TemplateResponse:
    listing = Listing(request, OrganisationFilter, Organisation.objects.by_kind())
    return TemplateResponse(
        request, "policies/organisation_list.html", {"listing": listing}, status=listing.status
    )


@require_safe
def organisation(request: HttpRequest, slug: str) -> TemplateResponse:
    organisation = find(Organisation.objects.for_reader(), slug=slug)
    policies = Policy.objects.for_list().issued_by(organisation)
    return TemplateResponse(
        request,
        "policies/organisation.html",
        {"organisation": organisation, "policies": policies},
    )


@require_safe
def source_list(request: HttpRequest) -> TemplateResponse:
    listing = Listing(request, SourceFilter, Source.objects.latest_first())
    return TemplateResponse(
        request, "policies/source_list.html", {"listing": listing}, status=listing.status
    )


@require_safe
def source(request: HttpRequest, slug: str) -> TemplateResponse:
    source = find(Source.objects.all(), slug=slug)
    return TemplateResponse(
        request, "policies/source.html", {"source": source, "cited_by": citations_by_type(source)}
    )
