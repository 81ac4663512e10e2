"""Walking a list: every row once, in order, however many share a value."""

import random
from typing import Any

import pytest
from django.utils.http import urlencode
from hypothesis import given, settings
from hypothesis import strategies as st

from inet3site.api import cursors
from inet3site.api.cursors import InvalidCursor, Key
from inet3site.publishing.stores import live_store
from tests import factories as make

from .conftest import ApiClient

COLUMNS = ("published_on", "kind", "slug", "effective_on")
sorts = st.lists(st.sampled_from(COLUMNS), unique=True, max_size=3).flatmap(
    lambda names: st.tuples(*(st.sampled_from([name, f"-{name}"]) for name in names))
)


def make_rows_with_ties() -> None:
    chance = random.Random(1)
    with live_store():
        for number in range(17):
            make.make_policy(
                slug=f"p{number}",
                kind=chance.choice(["plan", "measures"]),
                published_on=chance.choice(["", "2023", "2023-05"]),
                effective_on=chance.choice(["", "2024"]),
            )


def walk(api: ApiClient, query: dict[str, Any]) -> list[dict[str, Any]]:
    rows, address = [], f"/api/v1/policies/?{urlencode(query)}"
    while address:
        page = api.get(address).json()
        assert len(page["items"]) <= query["limit"]
        rows += page["items"]
        address = page["next"]
    return rows


def sorted_as_asked(rows: list[dict[str, Any]], sort: tuple[str, ...]) -> list[dict[str, Any]]:
    rows = sorted(rows, key=lambda row: row["id"])
    for name in reversed(sort):
        column = name.removeprefix("-")
        rows.sort(key=lambda row: row[column] or "", reverse=name.startswith("-"))
    return rows


@pytest.mark.public
def test_a_walk_yields_each_row_once_and_in_order(api: ApiClient) -> None:
    make_rows_with_ties()
    everything = api.ask("policies/?limit=200")["items"]

    @settings(max_examples=30)
    @given(sort=sorts, limit=st.integers(min_value=1, max_value=18))
    def walks(sort: tuple[str, ...], limit: int) -> None:
        query = {"limit": limit} | ({"sort": ",".join(sort)} if sort else {})
        expected = sorted_as_asked(everything, sort or ("-published_on",))
        assert [row["id"] for row in walk(api, query)] == [row["id"] for row in expected]

    walks()


@pytest.mark.public
def test_a_tampered_cursor_is_refused(api: ApiClient) -> None:
    make_rows_with_ties()
    following = api.ask("policies/?limit=1")["next"]
    cursor = api.get(following).wsgi_request.GET["cursor"]

    @settings(max_examples=60)
    @given(data=st.data())
    def is_refused(data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(cursor) - 1))
        text = data.draw(st.characters(exclude_categories=["Cs"]) | st.just(""))
        tampered = cursor[:place] + text + cursor[place + 1 :]
        if tampered == cursor:
            return
        problem = api.ask(f"policies/?{urlencode({'cursor': tampered})}", status=400)
        assert problem["errors"][0]["parameter"] == "cursor"

    is_refused()


@pytest.mark.public
@pytest.mark.parametrize(
    "query", ["sort=slug", "kind=plan", "sort=published_on", "kind=plan&sort=slug"]
)
def test_a_cursor_belongs_to_one_order_and_filter(api: ApiClient, query: str) -> None:
    make_rows_with_ties()
    cursor = api.get(api.ask("policies/?limit=1")["next"]).wsgi_request.GET["cursor"]
    path = f"policies/?{query}&{urlencode({'cursor': cursor})}"
    assert api.ask(path, status=400)["errors"][0]["code"] == "invalid"


@pytest.mark.public
def test_a_cursor_belongs_to_one_list(api: ApiClient) -> None:
    make_rows_with_ties()
    cursor = api.get(api.ask("policies/?limit=1")["next"]).wsgi_request.GET["cursor"]
    api.ask(f"sources/?{urlencode({'cursor': cursor})}", status=400)


@pytest.mark.public
def test_a_cursor_goes_with_any_limit_and_any_fields(api: ApiClient) -> None:
    make_rows_with_ties()
    cursor = api.get(api.ask("policies/?limit=14")["next"]).wsgi_request.GET["cursor"]
    rest = api.ask(f"policies/?limit=200&fields=id&lang=en&{urlencode({'cursor': cursor})}")
    assert len(rest["items"]) == 3


@given(
    place=st.lists(st.text() | st.integers(), max_size=4),
    name=st.text(max_size=5),
    other=st.text(max_size=5),
)
def test_a_cursor_is_read_back_in_its_own_scope_only(
    place: cursors.Values, name: str, other: str
) -> None:
    keys = [Key("published_on", descending=True), Key("id")]
    own = cursors.scope(name, keys, {})
    cursor = cursors.encode(place, scope=own)
    assert cursors.decode(cursor, scope=own) == place
    assert cursors.encode(place, scope=own) == cursor
    if other != name:
        with pytest.raises(InvalidCursor):
            cursors.decode(cursor, scope=cursors.scope(other, keys, {}))
