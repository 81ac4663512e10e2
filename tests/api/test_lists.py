"""Lists: filters, order, pages, and what is refused."""

from dataclasses import dataclass

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


@dataclass(frozen=True)
class Cost:
    """How many rows an answer has, and how many queries it took."""

    rows: int
    queries: int


def make_rows_and_count(api: ApiClient, paths: list[str], numbers: range) -> dict[str, Cost]:
    """Make rows of every resource, and ask for these lists."""
    for number in numbers:
        make_content(number)
    costs = {}
    for path in paths:
        with CaptureQueriesContext(connections["live"]) as captured:
            items = api.ask(path)["items"]
        costs[path] = Cost(len(items), len(captured))
    return costs


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
        ("sources/?kind=official", []),
        ("terms/?broader=term-2-broader", ["term-2"]),
        ("terms/?broader=term-2", []),
        ("terms/?related=term-1", []),
        ("milestones/?district=chaoyang", ["milestone-1"]),
        ("milestones/?initiative=initiative-2", ["milestone-2"]),
        ("milestones/?policy=policy-1", []),
        ("milestones/?state=planned", []),
        ("milestones/?year=2023&state=done", ["milestone-1", "milestone-2"]),
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


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("policy=policy-1", 1),
        ("level=municipal", 2),
        ("level=national", 0),
        ("currency=CNY&operator=gt", 2),
        ("operator=range", 0),
        ("year=2025", 2),
        ("year=2020", 2),
        ("year=2026", 0),
    ],
)
def test_filters_of_targets(api: ApiClient, query: str, found: int) -> None:
    make_content(1)
    make_content(2)
    assert len(api.ask(f"targets/?{query}")["items"]) == found


@pytest.mark.parametrize(
    ("period", "years"),
    [
        (("", ""), []),
        (("2023", ""), [2023, 2024, 2025]),
        (("", "2024-06"), [2022, 2023, 2024]),
        (("2023-12-31", "2024-01-01"), [2023, 2024]),
    ],
)
def test_a_year_within_a_period(
    api: ApiClient, content: Content, period: tuple[str, str], years: list[int]
) -> None:
    with live_store():
        target = make.make_target(policy=content.policy, period_from=period[0], period_to=period[1])
    found = [
        year
        for year in range(2022, 2026)
        if str(target.pk) in str(api.ask(f"targets/?year={year}&fields=id"))
    ]
    assert found == years


def test_related_terms_whichever_says_so(api: ApiClient) -> None:
    with live_store():
        one, other = make.make_term(slug="one"), make.make_term(slug="other")
        make.make_term_relation(term=one, related_term=other, kind="related")
    assert slugs(api, "terms/?related=one") == ["other"]
    assert slugs(api, "terms/?related=other") == ["one"]


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


def test_lists_cost_the_same_for_few_and_many(api: ApiClient) -> None:
    paths = [f"{collection}/?limit=200" for collection in COLLECTIONS]
    cite = [viewset().resource.collection for viewset in VIEWSETS if viewset.cites]
    paths += [f"{collection}/?limit=200&include=sources" for collection in cite]
    few = make_rows_and_count(api, paths, range(1, 3))
    many = make_rows_and_count(api, paths, range(3, 21))
    for path in paths:
        assert many[path].rows >= (4 if path.startswith("layers/") else 20), path
        assert few[path].queries == many[path].queries, path


def test_a_list_that_is_not_counted_does_not_count(
    api: ApiClient, content: Content, django_assert_num_queries
) -> None:
    with django_assert_num_queries(4, using="live"):
        api.ask("sources/")
    with django_assert_num_queries(5, using="live"):
        api.ask("sources/?count=exact")
