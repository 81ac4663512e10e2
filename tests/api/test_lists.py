"""Lists: filters, order, pages, and what is refused."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from inet3site.api.resources import VIEWSETS
from inet3site.publishing.models import Applied
from inet3site.publishing.stores import live_store
from tests import factories as make

from .conftest import ApiClient
from .content import Content, make_content

pytestmark = pytest.mark.public

COLLECTIONS = [viewset().resource.collection for viewset in VIEWSETS]


def slugs(api: ApiClient, path: str) -> list[str]:
    return [item["slug"] for item in api.ask(path)["items"]]


def test_an_empty_list(api: ApiClient) -> None:
    assert api.ask("policies/") == {"items": [], "next": None, "head": 0}


def test_the_head_is_the_last_edition(api: ApiClient) -> None:
    with live_store():
        Applied.objects.update_or_create(pk=1, defaults={"sequence": 42})
    assert api.ask("policies/")["head"] == 42


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("policies/?kind=white-paper&organisation=organisation-1", ["policy-1"]),
        ("policies/?layer=layer-2", ["policy-2"]),
        ("policies/?year=2023", ["policy-1", "policy-2"]),
        ("policies/?year=1999", []),
        ("technologies/?layer=layer-1", ["technology-1"]),
        ("initiatives/?district=chaoyang", ["initiative-1"]),
        ("initiatives/?policy=policy-2", ["initiative-2"]),
        ("districts/?kind=zone", []),
        ("layers/?technology=technology-2", ["layer-2"]),
        ("sources/?language=en", ["source-1", "source-2"]),
    ],
)
def test_filters(api: ApiClient, path: str, found: list[str]) -> None:
    make_content(1)
    make_content(2)
    assert sorted(slugs(api, path)) == found


def test_filters_of_parts(api: ApiClient) -> None:
    make_content(1)
    make_content(2)
    sections = api.ask("sections/?policy=policy-2")["items"]
    assert [section["identifier"] for section in sections] == ["s-1", "s-1-1"]
    [provision] = api.ask("provisions/?technology=technology-1")["items"]
    assert provision["policy"]["slug"] == "policy-1"
    assert api.ask("commitments/?currency=USD")["items"] == []


def test_order(api: ApiClient) -> None:
    with live_store():
        for slug, published_on in [("a", "2023"), ("b", "2024-05"), ("c", "2023"), ("d", "")]:
            make.make_policy(slug=slug, published_on=published_on)
    assert slugs(api, "policies/?sort=slug") == ["a", "b", "c", "d"]
    assert slugs(api, "policies/?sort=-slug") == ["d", "c", "b", "a"]
    assert slugs(api, "policies/?sort=-published_on,slug") == ["b", "a", "c", "d"]
    assert slugs(api, "policies/")[0] == "b"


def test_pages(api: ApiClient) -> None:
    with live_store():
        for number in range(5):
            make.make_policy(slug=f"p{number}")
    first = api.ask("policies/?sort=slug&limit=2&count=exact")
    assert first["count"] == 5
    second = api.get(first["next"]).json()
    assert [item["slug"] for item in second["items"]] == ["p2", "p3"]
    third = api.get(second["next"]).json()
    assert [item["slug"] for item in third["items"]] == ["p4"]
    assert (third["next"], third["count"]) == (None, 5)


def test_fifty_rows_unless_asked(api: ApiClient) -> None:
    with live_store():
        for number in range(51):
            make.make_source(slug=f"s{number}")
    assert len(api.ask("sources/")["items"]) == 50
    assert len(api.ask("sources/?limit=200")["items"]) == 51
    assert "count" not in api.ask("sources/")


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_list_costs_the_same_for_few_and_many(api: ApiClient, collection: str) -> None:
    queries = []
    for numbers in (range(1, 4), range(4, 31)):
        for number in numbers:
            make_content(number)
        with CaptureQueriesContext(connections["live"]) as captured:
            items = api.ask(f"{collection}/?limit=200")["items"]
        queries.append(len(captured))
    assert len(items) >= (4 if collection == "layers" else 30)
    assert queries[0] == queries[1]


def test_a_list_that_is_not_counted_does_not_count(
    api: ApiClient, content: Content, django_assert_num_queries
) -> None:
    with django_assert_num_queries(2, using="live"):
        api.ask("sources/")
    with django_assert_num_queries(3, using="live"):
        api.ask("sources/?count=exact")
