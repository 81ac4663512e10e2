"""Every list as the API has it: the link of a page, for each filter and each order."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tests import factories as make
from tests.pages.reading import get, links

from .reading import count, facets
from .test_facets import LISTS

pytestmark = [pytest.mark.public, pytest.mark.usefixtures("live")]


def queries(page: str) -> Iterator[str]:
    """A query for a value of each filter that a page offers, and for each order."""
    for name, options in facets(page).counts.items():
        yield f"{name}={next(iter(options))}"
    _before, _name, menu = page.partition('<select name="sort"')
    orders = menu.partition("</select>")[0]
    yield from (f"sort={value}" for value in re.findall('value="([^"]+)"', orders))


def link_of(path: str) -> str:
    """The address in the API that a page gives for its results."""
    line = re.search(r"<p class=\"record\">.*?</p>", get(path), re.DOTALL)
    assert line
    [address] = {link for link in links(line[0]) if link.startswith("/api/v1/")}
    return address


def answer(path: str) -> Any:
    """What the API answers to the link of a page."""
    response = Client(HTTP_HOST="localhost").get(link_of(path))
    assert response.status_code == 200, f"{path}: {response.content!r}"
    return response.json()


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("name", LISTS)
def test_the_api_finds_the_same(name: str) -> None:
    for query in ["", *queries(get(f"/en/{name}/"))]:
        path = f"/en/{name}/?{query}"
        assert len(answer(path)["items"]) == count(get(path)), query


def test_the_api_has_the_same_order_as_far_as_it_has_it() -> None:
    for slug, date in [("b", "2021"), ("a", "2023"), ("c", "2022")]:
        make.make_milestone(slug=slug, date=date)
    items = answer("/en/milestones/?sort=oldest&state=done")["items"]
    assert [item["slug"] for item in items] == ["b", "c", "a"]
    assert (
        link_of("/en/policies/?sort=-published_on") == "/api/v1/policies/?sort=-published_on%2Cslug"
    )
    assert link_of("/en/targets/?sort=period&currency=") == (
        "/api/v1/targets/?sort=period_to%2Cperiod_from"
    )


def test_an_order_that_the_api_has_not_is_left_out() -> None:
    assert link_of("/en/policies/?sort=title&kind=plan") == "/api/v1/policies/?kind=plan"
    assert link_of("/en/targets/?sort=amount") == "/api/v1/targets/"


def test_what_only_the_page_puts_up_with_is_not_handed_on() -> None:
    for query in ("utm_source=x", "kind=plan&kind=", "page=1", "currency=%20"):
        assert link_of(f"/en/targets/?{query}") == "/api/v1/targets/", query


def test_an_entry_is_named_by_its_present_address() -> None:
    make.make_public_edition(entry=make.make_policy(slug="old"))
    policy = make.make_policy(slug="new")
    make.make_public_edition(entry=policy)
    assert link_of("/en/targets/?policy=new") == "/api/v1/targets/?policy=new"
