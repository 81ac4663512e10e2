"""The page that explains the API to people, made from the OpenAPI document."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from . import answers
from .addresses import LANGUAGES, RESOURCES, TAGS, Addresses
from .problems import PROBLEMS, Problem
from .schema import document
from .schema_parameters import DESCRIPTIONS

JSON = dict[str, Any]

EXAMPLES = {
    "policies": "?kind=white-paper&sort=-published_on",
    "sections": "?limit=10&lang=en",
    "provisions": "?kind=challenge&lang=zh",
    "targets": "?currency=CNY&year=2025&include=sources",
    "technologies": "?kind=carrier&count=exact",
    "organisations": "?kind=company&fields=slug,name",
    "initiatives": "?sort=district,-period_from",
    "commitments": "?district=chaoyang",
    "milestones": "?state=done&year=2023",
    "terms": "?fields=slug,name,definition",
    "sources": "?kind=official",
}
"""A query to begin with, by collection."""


@dataclass(frozen=True)
class Parameter:
    """A parameter of a list or an item; `values` is empty where any text may be given."""

    name: str
    description: str
    values: list[str]


@dataclass(frozen=True)
class Property:
    """A property of an item, and what it holds in a few words."""

    name: str
    holds: str


@dataclass(frozen=True)
class ProblemType:
    """What the page says of a type of problem."""

    code: str
    status: int
    title: str
    detail: str

    @classmethod
    def of(cls, problem: type[Problem]) -> "ProblemType":
        return cls(problem.code, problem.status, str(problem.title), str(problem.detail))


@dataclass(frozen=True)
class Section:
    """All that the page says of one resource."""

    name: str
    title: str
    about: str
    address: str
    example: str
    parameters: list[Parameter]
    properties: list[Property]

    @property
    def filters(self) -> list[Parameter]:
        """Those parameters that only this resource has."""
        return [each for each in self.parameters if each.name not in DESCRIPTIONS]


@dataclass(frozen=True)
class History:
    """What the page says of changes and editions."""

    feed: str
    parameters: list[Parameter]
    change: list[Property]
    edition: list[Property]


@dataclass(frozen=True)
class Search:
    """All that the page says of search."""

    about: str
    address: str
    parameters: list[Parameter]
    properties: list[Property]


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The page in the language of `lang`, else of the Accept-Language header."""
    with override(_language(request)):
        response = TemplateResponse(
            request,
            "api/docs.html",
            {
                "sections": sections(Addresses(request)),
                "facets": Addresses(request).absolute(reverse("api:facets")),
                "history": history(Addresses(request)),
                "search": search(Addresses(request)),
                "problems": [ProblemType.of(problem) for problem in PROBLEMS],
                "languages_of_page": TAGS,
            },
        ).render()
    patch_vary_headers(response, ["Accept-Language"])
    response["Cache-Control"] = answers.FRESH
    return response


def sections(addresses: Addresses) -> list[Section]:
    """The resources in the order of the API, in the active language."""
    described = document(get_language() or LANGUAGES["en"])
    return [_section(resource.collection, described, addresses) for resource in RESOURCES.values()]


def history(addresses: Addresses) -> History:
    """The feed of changes and the editions of entries, in the active language."""
    described = document(get_language() or LANGUAGES["en"])
    path = reverse("api:changes")
    schemas = described["components"]["schemas"]
    return History(
        feed=addresses.absolute(path),
        parameters=[_parameter(each) for each in described["paths"][path]["get"]["parameters"]],
        change=_properties(schemas["Change"]),
        edition=_properties(schemas["Edition"]),
    )


def search(addresses: Addresses) -> Search:
    """What search takes and gives, in the active language."""
    described = document(get_language() or LANGUAGES["en"])
    path = reverse("api:search")
    operation = described["paths"][path]["get"]
    return Search(
        about=operation["description"],
        address=addresses.absolute(path),
        parameters=[_parameter(each) for each in operation["parameters"]],
        properties=_properties(described["components"]["schemas"]["Hit"]),
    )


def _section(name: str, described: JSON, addresses: Addresses) -> Section:
    path = reverse(f"api:{name}-list")
    operation = described["paths"][path]["get"]
    return Section(
        name=name,
        title=operation["summary"],
        about=operation["description"],
        address=addresses.absolute(path),
        example=addresses.absolute(path) + EXAMPLES.get(name, ""),
        parameters=[_parameter(parameter) for parameter in operation["parameters"]],
        properties=_properties(_item(described, operation)),
    )


def _parameter(parameter: JSON) -> Parameter:
    schema = parameter["schema"]
    values = schema.get("enum") or schema.get("items", {}).get("enum") or _range(schema)
    return Parameter(parameter["name"], parameter.get("description", ""), values)


def _range(schema: JSON) -> list[str]:
    if "minimum" not in schema:
        return []
    low, high = schema["minimum"], schema.get("maximum")
    return [f"≥ {low}" if high is None else f"{low}–{high}"]


def _item(described: JSON, operation: JSON) -> JSON:
    envelope = _resolved(described, operation["responses"]["200"]["content"]["application/json"])
    return _resolved(described, {"schema": envelope["properties"]["items"]["items"]})


def _properties(item: JSON) -> list[Property]:
    return [Property(name, _holds(schema)) for name, schema in item["properties"].items()]


def _resolved(described: JSON, content: JSON) -> JSON:
    name = content["schema"]["$ref"].rsplit("/", 1)[1]
    return described["components"]["schemas"][name]


def _holds(schema: JSON) -> str:
    """A schema in a few words: `Text`, `string | null`, `Citation[]`."""
    if "$ref" in schema:
        return schema["$ref"].rsplit("/", 1)[1]
    for group in ("allOf", "oneOf", "anyOf"):
        if group in schema:
            return " | ".join(_holds(part) for part in schema[group])
    if schema.get("type") == "array":
        return f"{_holds(schema['items'])}[]"
    types = schema.get("type", "any")
    return " | ".join(types) if isinstance(types, list) else types


def _language(request: HttpRequest) -> str:
    lang = request.GET.get("lang")
    if lang is None:
        return get_language() or LANGUAGES["en"]
    if lang not in LANGUAGES:
        raise BadRequest("“lang” must be zh or en.")
    return LANGUAGES[lang]
