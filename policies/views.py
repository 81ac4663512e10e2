"""The pages of policies, of their targets, and of what they refer to."""

from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from inet3site.listing import list_page
from inet3site.publishing.bilingual import EN
from inet3site.publishing.public import find

from .citing import citations_by_type
from .filters import (
    OrganisationFilter,
    PolicyListFilter,
    SourceFilter,
    TechnologyFilter,
    TermFilter,
)
from .lists import BY_DOCUMENT, TargetListFilter
from .models import Layer, Organisation, Policy, Source, Target, Technology, Term
from .outline import PROVISIONS, TECHNOLOGIES, by_kind, citations_beside, outline, related


@require_safe
def policy_list(request: HttpRequest) -> HttpResponseBase:
    return list_page(
        request, "policies/policy_list.html", PolicyListFilter, Policy.objects.for_list()
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
            "relations": related(policy),
            "citations": citations_beside(sections, policy),
        },
    )


@require_safe
def target_list(request: HttpRequest) -> HttpResponseBase:
    targets = Target.objects.for_list().order_by(*BY_DOCUMENT)
    return list_page(request, "policies/target_list.html", TargetListFilter, targets)


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
def technology_list(request: HttpRequest) -> HttpResponseBase:
    return list_page(
        request, "policies/technology_list.html", TechnologyFilter, Technology.objects.for_list()
    )


@require_safe
def technology(request: HttpRequest, slug: str) -> TemplateResponse:
    technology = find(Technology.objects.for_reader(), slug=slug)
    return TemplateResponse(request, "policies/technology.html", {"technology": technology})


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponseBase:
    return list_page(
        request,
        "policies/organisation_list.html",
        OrganisationFilter,
        Organisation.objects.by_kind(),
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
def source_list(request: HttpRequest) -> HttpResponseBase:
    return list_page(
        request, "policies/source_list.html", SourceFilter, Source.objects.latest_first()
    )


@require_safe
def source(request: HttpRequest, slug: str) -> TemplateResponse:
    source = find(Source.objects.all(), slug=slug)
    return TemplateResponse(
        request, "policies/source.html", {"source": source, "cited_by": citations_by_type(source)}
    )


@require_safe
def term_list(request: HttpRequest) -> HttpResponseBase:
    terms = Term.objects.for_reader().alphabetical(get_language() or EN)
    return list_page(request, "policies/term_list.html", TermFilter, terms)


@require_safe
def term(request: HttpRequest, slug: str) -> TemplateResponse:
    term = find(Term.objects.for_reader(), slug=slug)
    return TemplateResponse(request, "policies/term.html", {"term": term})
