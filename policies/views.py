"""The pages of policies, of their targets, and of what they refer to."""

from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from inet3site.listing import list_page
from inet3site.publishing.bilingual import EN
from inet3site.publishing.public import find

from .architecture import architecture
from .citing import citations_by_type
from .concerns import concerns, initiatives_of, initiatives_on, named_with, provisions_of
from .filters import PolicyListFilter, SourceFilter, TechnologyFilter, TermFilter
from .lists import BY_DOCUMENT, OrganisationListFilter, TargetListFilter
from .models import Layer, Organisation, Policy, Source, Target, Technology, Term
from .outline import TECHNOLOGIES, by_kind, parts_in
from .reader import reader
from .reading import View
from .succession import chain_of
from .usage import uses


@require_safe
def policy_list(request: HttpRequest) -> HttpResponseBase:
    return list_page(
        request, "policies/policy_list.html", PolicyListFilter, Policy.objects.for_list()
    )


@require_safe
def policy(request: HttpRequest, slug: str) -> TemplateResponse:
    policy = find(Policy.objects.for_reader(), slug=slug)
    language = get_language() or EN
    try:
        view = View.asked(request.GET.get("view", ""), language)
    except ValueError:
        context = {"policy": policy, "views": View, "usual_view": View.of_language(language)}
        return TemplateResponse(request, "policies/unknown_view.html", context, status=400)
    context = reader(policy, view, Term.objects.all())
    return TemplateResponse(request, "policies/policy.html", context)


@require_safe
def target_list(request: HttpRequest) -> HttpResponseBase:
    targets = Target.objects.for_list().order_by(*BY_DOCUMENT)
    return list_page(request, "policies/target_list.html", TargetListFilter, targets)


@require_safe
def layer_list(request: HttpRequest) -> TemplateResponse:
    return TemplateResponse(
        request,
        "policies/layer_list.html",
        {"architecture": architecture()},
    )


@require_safe
def layer(request: HttpRequest, slug: str) -> TemplateResponse:
    layer = find(Layer.objects.for_reader(), slug=slug)
    initiatives = initiatives_of(layer)
    return TemplateResponse(
        request,
        "policies/layer.html",
        {
            "layer": layer,
            "architecture": architecture([layer]),
            "technologies": by_kind(layer.technologies.all(), TECHNOLOGIES),
            "concerns": concerns(provisions_of(layer), initiatives),
            "initiatives": initiatives,
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
    initiatives = initiatives_on(technology)
    return TemplateResponse(
        request,
        "policies/technology.html",
        {
            "technology": technology,
            "architecture": architecture(technology.layers.all()),
            "concerns": concerns(technology.provisions.all(), initiatives),
            "initiatives": initiatives,
            "named_with": named_with(technology),
        },
    )


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponseBase:
    return list_page(
        request,
        "policies/organisation_list.html",
        OrganisationListFilter,
        Organisation.objects.by_kind(),
    )


@require_safe
def organisation(request: HttpRequest, slug: str) -> TemplateResponse:
    organisation = find(Organisation.objects.for_reader(), slug=slug)
    return TemplateResponse(
        request,
        "policies/organisation.html",
        {
            "organisation": organisation,
            "parts": parts_in(organisation.issuances.all()),
            "chain": chain_of(organisation),
        },
    )


@require_safe
def source_list(request: HttpRequest) -> HttpResponseBase:
    return list_page(
        request, "policies/source_list.html", SourceFilter, Source.objects.latest_first()
    )


@require_safe
def source(request: HttpRequest, slug: str) -> TemplateResponse:
    source = find(Source.objects.for_reader(), slug=slug)
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
    return TemplateResponse(request, "policies/term.html", {"term": term, "uses": uses(term)})
