"""The OpenAPI document is valid, complete, and true of the answers."""

import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from openapi_spec_validator import validate

from inet3site.api import schema
from inet3site.api.addresses import RESOURCES
from inet3site.api.changes import Changes
from inet3site.api.resources import VIEWSETS
from inet3site.publishing.models import Operation
from inet3site.publishing.registry import all_types
from inet3site.publishing.stores import live_store
from policies.models import Policy
from tests import factories as make

from .conftest import ApiClient
from .content import Content, make_content
from .documented import component_of, errors_of

pytestmark = pytest.mark.public

EDITIONS = "{key}/editions/"
EDITION = "{key}/editions/{number}/"
COLLECTIONS = [viewset().resource.collection for viewset in VIEWSETS]


def test_the_document_is_valid(api: ApiClient) -> None:
    document = api.ask("openapi.json")
    assert document["openapi"] == "3.1.0"
    validate(document)


def test_the_document_is_made_without_warnings() -> None:
    schema.document.cache_clear()
    GENERATOR_STATS.reset()
    schema.document("en")
    assert not GENERATOR_STATS


def test_every_resource_is_documented() -> None:
    paths = schema.document("en")["paths"]
    for name in COLLECTIONS:
        assert {f"/api/v1/{name}/", f"/api/v1/{name}/{{key}}/"} <= set(paths)
    for entry_type in all_types():
        name = RESOURCES[entry_type.model].collection
        editions = f"/api/v1/{name}/{{key}}/editions/"
        assert {editions, f"{editions}{{number}}/"} <= set(paths)
    assert {"/api/v1/changes/", "/api/v1/facets/policies/"} <= set(paths)


@pytest.mark.parametrize("query", ["", "&lang=zh", "&lang=en&count=exact"])
@pytest.mark.parametrize("collection", COLLECTIONS)
def test_answers_are_as_documented(api: ApiClient, collection: str, query: str) -> None:
    make_content(1)
    make_content(2)
    path = f"/api/v1/{collection}/"
    page = api.ask(f"{collection}/?limit=1{query}")
    assert errors_of(page, component_of(path)) == []
    [item] = page["items"]
    again = api.get(f"{item['url']}?{query.removesuffix('&count=exact').removeprefix('&')}").json()
    assert again == item
    assert errors_of(again, component_of(f"{path}{{key}}/")) == []


def test_every_parameter_that_is_taken_is_documented(api: ApiClient, content: Content) -> None:
    ends = {"list": "", "retrieve": "{key}/", "editions": EDITIONS, "edition": EDITION}
    for viewset in VIEWSETS:
        name = viewset().resource.collection
        for action, end in ends.items():
            if not hasattr(viewset, action):
                continue
            operation = schema.document("en")["paths"][f"/api/v1/{name}/{end}"]["get"]
            documented = [
                parameter["name"]
                for parameter in operation["parameters"]
                if parameter["in"] == "query"
            ]
            assert documented == list(viewset(action=action).parameter_names)
    operation = schema.document("en")["paths"]["/api/v1/changes/"]["get"]
    assert [each["name"] for each in operation["parameters"]] == list(Changes.parameter_names)


@pytest.mark.parametrize(
    "path",
    [
        "policies/?include=sources",
        "policies/policy-1/?include=sections,provisions,targets,sources",
        "initiatives/initiative-1/?include=commitments,sources",
        "targets/?include=sources",
        "terms/term-1/?include=sources",
    ],
)
def test_what_is_included_is_as_documented(api: ApiClient, content: Content, path: str) -> None:
    answer = api.ask(path)
    names = path.partition("include=")[2].split(",")
    assert list(answer["included"]) == names
    collection, key, *_ = path.split("/")
    documented = f"/api/v1/{collection}/" + ("" if key.startswith("?") else "{key}/")
    assert errors_of(answer, component_of(documented)) == []


def test_problems_are_as_documented(api: ApiClient, content: Content) -> None:
    with live_store():
        make.make_public_edition(
            entry=Policy(slug="gone"),
            operation=Operation.WITHDRAW,
            replacement=content.policy.pk,
        )
    for path, status in [("policies/?x=1", 400), ("x/", 404), ("policies/gone/", 410)]:
        assert errors_of(api.ask(path, status=status), "Problem") == []


def test_the_index_names_every_resource(api: ApiClient, content: Content) -> None:
    index = api.ask()
    assert list(index["resources"]) == COLLECTIONS
    for address in (*index["resources"].values(), index["openapi"], index["docs"]):
        assert api.get(address).status_code == 200
