"""Facets: each value of a filter with the number of results that it would give."""

import re

import pytest

from inet3site.pages.models import OWN_ADDRESSES
from policies.models import Policy
from tests import factories as make
from tests.pages.reading import get, links, words

from .reading import count, facets

pytestmark = [pytest.mark.public, pytest.mark.usefixtures("live")]

LISTS = (
    *("policies", "targets", "technologies", "organisations", "glossary", "sources"),
    *("districts", "initiatives", "commitments", "milestones"),
)
OTHERS = ("support", "timeline", "changes")
"""Lists of rows that are chosen or put together, whose filters are not counted alike."""


def policy(slug: str, **fields: str) -> Policy:
    return make.make_policy(slug=slug, **fields)


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("name", LISTS)
def test_each_count_is_what_its_choice_gives(name: str) -> None:
    path = f"/en/{name}/"
    shown = facets(get(path)).counts
    assert shown
    for first, options in shown.items():
        for value, number in options.items():
            page = get(f"{path}?{first}={value}")
            assert count(page) == number > 0, f"{first}={value}"
            assert facets(page).counts[first] == options, f"{first}={value}"


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("name", LISTS)
def test_each_count_reflects_the_other_filters(name: str) -> None:
    path = f"/en/{name}/"
    first, options = next(iter(facets(get(path)).counts.items()))
    value = next(iter(options))
    for second, others in facets(get(f"{path}?{first}={value}")).counts.items():
        for other, number in others.items():
            if second != first:
                page = get(f"{path}?{first}={value}&{second}={other}")
                assert count(page) == number, f"{second}={other}"


def test_filters_count_over_different_provisions_of_one_document() -> None:
    layer = make.make_layer(number=1)
    on_layer = make.make_technology(slug="on-layer", layers=[layer])
    elsewhere = make.make_technology(slug="elsewhere")
    both = policy("both")
    for technology in (on_layer, elsewhere):
        make.make_provision(policy=both, technologies=[technology])
        make.make_provision(policy=both, technologies=[technology])
    page = get("/en/policies/?layer=layer-1")
    assert facets(page).counts["technology"] == {"on-layer": 1, "elsewhere": 1}
    assert count(get("/en/policies/?layer=layer-1&technology=elsewhere")) == 1


def test_a_value_that_would_give_nothing_is_left_out_unless_it_is_chosen() -> None:
    policy("plan", kind="plan", level="municipal", published_on="2023-05")
    policy("paper", kind="white-paper", level="national", published_on="2021")
    page = get("/en/policies/?kind=plan&level=national")
    found = facets(page)
    assert found.counts["kind"] == {"white-paper": 1, "plan": 0}
    assert found.counts["level"] == {"national": 0, "municipal": 1}
    assert found.chosen == {"kind": "plan", "level": "national"}
    assert "organisation" not in found.counts
    assert facets(get("/en/policies/?year=1999")).chosen == {"year": "1999"}


def test_years_count_from_the_newest_and_only_where_a_date_is_known() -> None:
    for slug, date in [("a", "2021"), ("b", "2023-05"), ("c", "2023-05-27"), ("d", "")]:
        policy(slug, published_on=date)
    years = facets(get("/en/policies/")).counts["year"]
    assert list(years.items()) == [("2023", 2), ("2021", 1)]


def test_a_year_counts_the_periods_that_include_it() -> None:
    document = policy("plan")
    for start, end in [("2022", "2024"), ("2023-06", ""), ("", "2022-12-31"), ("", "")]:
        make.make_target(policy=document, period_from=start, period_to=end)
    page = get("/en/targets/")
    assert facets(page).counts["year"] == {"2024": 2, "2023": 2, "2022": 2}
    for year in ("2022", "2023", "2024"):
        assert count(get(f"/en/targets/?year={year}")) == 2


def test_a_few_values_are_all_shown_and_many_are_a_menu() -> None:
    for number in range(6):
        body = make.make_organisation(slug=f"body-{number}", name_en=f"Body {number}", name_zh="")
        make.make_issuance(policy=policy(f"policy-{number}"), organisation=body)
    page = get("/zh-hans/policies/")
    assert '<input type="radio" name="level"' in " ".join(page.split())
    assert 'select name="organisation"' in page
    assert '<option value="body-0" lang="en">Body 0（1）</option>' in page


def test_names_are_those_of_the_language() -> None:
    policy("plan", kind="plan")
    assert "Plan (1)" in words(get("/en/policies/"))
    assert "规划（1）" in words(get("/zh-hans/policies/"))


def test_an_invalid_form_counts_nothing() -> None:
    policy("plan", kind="plan")
    page = get("/en/policies/?kind=plan&year=soon", status=400)
    assert facets(page).counts == {}
    assert facets(page).chosen == {"kind": "plan"}


def test_no_list_is_forgotten() -> None:
    for slug in OWN_ADDRESSES:
        make.make_site_page(slug=slug)
    menu = {link for link in links(get("/en/")) if re.fullmatch("/en/(?:[a-z]+/)?", link)}
    lists = {address for address in menu if 'class="filters"' in get(address)}
    assert lists == {f"/en/{name}/" for name in (*LISTS, *OTHERS)}
