"""Lists with filters, sorting and pages."""

import pytest

from inet3site.publishing.models import PublicSlug
from tests import factories as make
from tests.listing.reading import facets
from tests.pages.reading import get, links, words

pytestmark = [pytest.mark.public, pytest.mark.usefixtures("live")]


def test_a_list_is_filtered_by_its_address() -> None:
    body = make.make_organisation(slug="commission", name_en="The Commission")
    plan = make.make_policy(slug="plan", kind="plan", title_en="The plan", published_on="2023-03")
    make.make_issuance(policy=plan, organisation=body)
    make.make_policy(slug="paper", title_en="The paper", published_on="2022")
    for query in ("kind=plan", "year=2023", "organisation=commission", "year=2023&utm_source=x"):
        text = words(get(f"/en/policies/?{query}"))
        assert "The plan" in text, query
        assert "The paper" not in text, query
    assert "Issuing body: The Commission" in words(get("/en/policies/?organisation=commission"))


def test_a_list_is_filtered_by_what_the_provisions_name() -> None:
    technology = make.make_technology(slug="blockchain", layers=[make.make_layer(number=2)])
    for slug in ("first", "second"):
        policy = make.make_policy(slug=slug, title_en=slug.title())
        if slug == "first":
            for _each in range(2):
                make.make_provision(policy=policy, technologies=[technology])
    for query in ("technology=blockchain", "layer=layer-2"):
        text = words(get(f"/en/policies/?{query}"))
        assert "1 result " in text
        assert "First" in text
        assert "Second" not in text


def test_a_former_address_filters_and_shows_the_present_entry() -> None:
    body = make.make_organisation(slug="commission", name_en="The Commission")
    PublicSlug.objects.create(entry_type="policies.organisation", slug="office", entry_id=body.pk)
    make.make_issuance(policy=make.make_policy(kind="plan", title_en="Its plan"), organisation=body)
    make.make_policy(kind="plan", title_en="Another plan")
    page = get("/en/policies/?organisation=office&kind=plan")
    assert "Its plan" in page
    assert "Another plan" not in page
    assert "Issuing body: The Commission" in words(page)
    assert facets(page).chosen == {"kind": "plan", "organisation": "commission"}
    assert "?organisation=commission" in links(page)


def test_a_list_is_sorted_by_date_or_title() -> None:
    make.make_policy(slug="old", title_en="Zebra", title_zh="阿", published_on="2021-01")
    make.make_policy(slug="new", title_en="Antelope", title_zh="中", published_on="2023")

    def order(query: str) -> list[str]:
        page = get(f"/en/policies/{query}")
        return sorted(("old", "new"), key=lambda slug: page.index(f"/en/policies/{slug}/"))

    assert order("") == order("?sort=-published_on") == ["new", "old"]
    assert order("?sort=published_on") == ["old", "new"]
    assert order("?sort=title") == ["new", "old"]


@pytest.mark.parametrize(
    "query", ["kind=nonsense", "organisation=nobody", "year=soon", "year=0", "sort=colour"]
)
def test_an_invalid_value_is_a_400_that_shows_the_form(query: str) -> None:
    make.make_policy(title_en="Unseen")
    page = get(f"/en/policies/?{query}", status=400)
    assert 'class="errorlist"' in page
    assert "Unseen" not in page
    assert "<form" in page


def test_an_empty_result_says_which_filter_to_drop() -> None:
    make.make_policy(kind="plan", level="municipal")
    page = get("/en/policies/?kind=plan&level=national&status=&sort=title&from=mail")
    assert "There are results without: Level: National (1)" in words(page)
    assert "?kind=plan&sort=title" in links(page)


def test_filters_of_which_none_alone_is_to_blame_are_cleared_together() -> None:
    make.make_policy(kind="plan", level="municipal")
    page = get("/en/policies/?kind=measures&level=national")
    assert "Nothing matches these filters." in words(page)


def test_long_lists_have_pages() -> None:
    for number in range(51):
        make.make_policy(title_en=f"Policy {number}")
    first = get("/en/policies/?kind=white-paper")
    assert "Page 1 of 2" in words(first)
    assert "?kind=white-paper&page=2" in links(first)
    assert "51 results" in words(get("/en/policies/?page=2"))
    for page in ("3", "0", "x"):
        get(f"/en/policies/?page={page}", status=404)
