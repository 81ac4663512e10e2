"""What pages say to machines in the terms of schema.org: only what the data says, left out else.

One function describes each type of page; WHOLES and SUBJECTS declare which. The terms that are
used, and what they belong to, are listed in `tests/schema_org.py`.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from districts.models import District
from inet3site.publishing.bilingual import EN, ZH
from inet3site.publishing.models import Entry
from policies.models import Organisation, Policy, Source, Term

Node = dict[str, Any]
Context = Mapping[Any, Any]

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
AREAS = {"100000": _("China"), "110000": _("Beijing")}
"""The names of the areas that are no district, by their GB/T 2260 code."""

FORCE = {"in-force": "https://schema.org/InForce", "repealed": "https://schema.org/NotInForce"}
"""What is known of a document's force; that its period has ended says nothing of it."""

UNSAFE = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})
"""What could end the element that JSON stands in, as JSON may write it too."""


def script(node: Node | None) -> SafeString:
    """The node as a block of data in a page; nothing for None."""
    if node is None:
        return SafeString("")
    data = {"@context": "https://schema.org", **node}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308  (escaped above)


def describe(context: Context) -> Node | None:
    """What the page with this context is about."""
    request: HttpRequest = context["request"]
    match = request.resolver_match
    if match is None:
        return None
    if whole := WHOLES.get(match.view_name):
        return whole(request)
    subject, entry = SUBJECTS.get(match.view_name), context.get(match.url_name)
    return subject(request, entry) if subject and isinstance(entry, Entry) else None


def crumbs(context: Context) -> Node:
    """The way from the home page to this one, as its breadcrumbs show it, and the page itself."""
    request: HttpRequest = context["request"]
    steps = [(gettext("Home"), reverse("pages:home"))]
    if context.get("list_url"):
        steps.append((context["list_label"], context["list_url"]))
    if parent := context.get("parent"):
        steps.append((str(parent), parent.get_absolute_url()))
    if name := _name_of_page(context):
        steps.append((name, request.path))
    items = [
        node("ListItem", position=place, name=name, item=request.build_absolute_uri(path))
        for place, (name, path) in enumerate(steps, start=1)
    ]
    return node("BreadcrumbList", itemListElement=items)


def _name_of_page(context: Context) -> str:
    """The name of the entry that a page shows, or else its title; empty of what is no page."""
    match = context["request"].resolver_match
    if match is None:
        return ""
    entry = context.get(match.url_name) or context.get("page")
    return str(entry) if isinstance(entry, Entry) else context.get("page_title", "")


def node(kind: str, **properties: Any) -> Node:
    """A node of this type, without the properties that have no value."""
    return {"@type": kind, **{name: value for name, value in properties.items() if value}}


# The subjects of pages


def website(request: HttpRequest) -> Node:
    """The site itself, and how to search it."""
    home = request.build_absolute_uri(reverse("pages:home"))
    target = node("EntryPoint", urlTemplate=f"{home}search/?q={{search_term_string}}")
    search = node("SearchAction", target=target)
    search["query-input"] = "required name=search_term_string"
    return node(
        "WebSite",
        name=gettext("Beijing Internet 3.0 Policy Observatory"),
        url=home,
        inLanguage=_tag(),
        license=LICENCE,
        potentialAction=search,
    )


def dataset(request: HttpRequest) -> Node:
    """All that the site publishes, as the API gives it."""
    api = request.build_absolute_uri(reverse("api:index"))
    return node(
        "Dataset",
        name=gettext("Beijing Internet 3.0 Policy Observatory"),
        description=gettext(
            "Policy documents on Internet 3.0 of Beijing, its districts and the state, the amounts "
            "and targets that they promise, what became of them, and the source of every fact, in "
            "Chinese and English."
        ),
        url=request.build_absolute_uri(reverse("api:docs")),
        license=LICENCE,
        isAccessibleForFree=True,
        inLanguage=[ZH, EN],
        spatialCoverage=_area("110000"),
        distribution=[_download(name, api) for name in DISTRIBUTIONS],
    )


DISTRIBUTIONS = (
    *("policies", "targets", "initiatives", "commitments", "milestones", "districts"),
    *("layers", "technologies", "organisations", "terms", "sources", "changes"),
)
"""The parts of the data, as the API names them."""


def _download(name: str, api: str) -> Node:
    address = f"{api}{name}/"
    return node("DataDownload", name=name, contentUrl=address, encodingFormat="application/json")


def document(request: HttpRequest, policy: Policy) -> Node:
    """A white paper is a report; every other document is legislation in the sense of ELI."""
    is_report = policy.kind == "white-paper"
    shared = _entry(
        request,
        "Report" if is_report else "Legislation",
        policy,
        name="title",
        abstract=policy.summary,
        datePublished=policy.published_on,
        publisher=_bodies(request, policy, "publisher"),
        sameAs=policy.official_url,
        inLanguage=ZH,
        temporalCoverage=_years(policy),
    )
    if is_report:
        issuers = _bodies(request, policy, "issuer")
        own = {"reportNumber": policy.document_number, "author": issuers}
        return shared | _given(own | {"spatialCoverage": _area(policy.area_code)})
    return shared | _given(_legislation(request, policy))


def _legislation(request: HttpRequest, policy: Policy) -> Node:
    return {
        "legislationIdentifier": policy.document_number,
        "legislationType": policy.get_kind_display(),
        "legislationDate": policy.written_on,
        "legislationDateOfApplicability": policy.effective_on,
        "legislationJurisdiction": _area(policy.area_code),
        "legislationLegalForce": FORCE.get(policy.legal_status),
        "legislationPassedBy": _bodies(request, policy, "issuer"),
    }


def organisation(request: HttpRequest, body: Organisation) -> Node:
    """An organisation, with what it is."""
    found = _body(request, body)
    return found | _given({"description": body.description, "sameAs": body.official_url})


def place(request: HttpRequest, district: District) -> Node:
    """A district is an administrative area of Beijing; a zone is a place in it."""
    kind = "AdministrativeArea" if district.code else "Place"
    return _entry(
        request,
        kind,
        district,
        name="name",
        description=district.role,
        identifier=_code(district.code) if district.code else None,
        containedInPlace=_area("110000"),
    )


def term(request: HttpRequest, term: Term) -> Node:
    """A term of the glossary."""
    glossary = node("DefinedTermSet", **_glossary(request))
    return _entry(
        request,
        "DefinedTerm",
        term,
        name="name",
        description=term.definition,
        inDefinedTermSet=glossary,
    )


def glossary(request: HttpRequest) -> Node:
    """The glossary as a whole."""
    return node("DefinedTermSet", **_glossary(request), inLanguage=[ZH, EN], license=LICENCE)


def source(request: HttpRequest, source: Source) -> Node:
    """What facts are taken from."""
    return node(
        "CreativeWork",
        name=source.title,
        url=source.url,
        datePublished=source.published_on,
        inLanguage=source.language,
        publisher=node("Organization", name=source.publisher) if source.publisher else None,
    )


WHOLES: dict[str, Callable[[HttpRequest], Node]] = {
    "pages:home": website,
    "pages:data": dataset,
    "api:docs": dataset,
    "policies:term-list": glossary,
}
"""How each view is described that is about no one entry."""

SUBJECTS: dict[str, Callable[[HttpRequest, Any], Node]] = {
    "policies:policy": document,
    "policies:organisation": organisation,
    "policies:term": term,
    "policies:source": source,
    "districts:district": place,
}
"""How the entry of each view is described; it is in the context by the view's own name."""


# What they share


def _given(properties: Node) -> Node:
    return {name: value for name, value in properties.items() if value}


def _entry(request: HttpRequest, kind: str, entry: Entry, *, name: str, **rest: Any) -> Node:
    """An entry under its permanent address, with its name in both languages."""
    own = getattr(entry, name)
    names = {getattr(entry, f"{name}_zh"), getattr(entry, f"{name}_en")} - {own, ""}
    found = node(
        kind,
        name=str(own),
        alternateName=next(iter(names), ""),
        url=request.build_absolute_uri(entry.get_absolute_url()),
        **rest,
    )
    return {"@id": request.build_absolute_uri(reverse("id", args=[entry.pk])), **found}


def _body(request: HttpRequest, body: Organisation) -> Node:
    """A public body, or another organisation."""
    kind = "GovernmentOrganization" if body.kind == "public-body" else "Organization"
    return _entry(request, kind, body, name="name")


def _bodies(request: HttpRequest, policy: Policy, role: str) -> list[Node]:
    return [_body(request, each) for each in _in_role(policy.issuances.all(), role)]


def _in_role(issuances: Iterable[Any], role: str) -> Iterable[Organisation]:
    return (each.organisation for each in issuances if each.role == role)


def _area(code: str) -> Node:
    name = AREAS.get(code)
    return node("AdministrativeArea", name=str(name) if name else "", identifier=_code(code))


def _code(code: str) -> Node:
    return node("PropertyValue", propertyID="GB/T 2260", value=code)


def _years(policy: Policy) -> str:
    """The period as ISO 8601 writes an interval; empty unless both its ends are known."""
    years = policy.period_from, policy.period_to
    return "{}/{}".format(*years) if all(years) else ""


def _glossary(request: HttpRequest) -> Node:
    address = request.build_absolute_uri(reverse("policies:term-list"))
    return {"name": gettext("Glossary"), "url": address}


def _tag() -> str:
    return ZH if (get_language() or settings.LANGUAGE_CODE).startswith("zh") else EN
