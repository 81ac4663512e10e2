"""The pages of districts and their initiatives."""

from collections.abc import Iterator

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from districts.cartogram import DISTRICTS, PLACES
from districts.models import District, Initiative
from inet3site.publishing.stores import LIVE, live_store
from tests import factories as make
from tests.pages.reading import get, links, words

pytestmark = pytest.mark.public


@pytest.fixture(autouse=True)
def live() -> Iterator[None]:
    """Rows made by a test are published ones."""
    with live_store():
        yield


@pytest.fixture
def district() -> District:
    return make.make_district(role_en="Grows firms", role_zh="培育企业")


@pytest.fixture
def fund(district: District) -> Initiative:
    """An initiative that promises money, with a quote and a source."""
    initiative = make.make_initiative(district=district, slug="fund", period_from="2023")
    commitment = make.make_commitment(
        initiative=initiative,
        period_from="2023",
        period_to="2025",
        purpose_en="To develop the ecosystem",
        quote_zh="每年拿出1亿专项资金",
        quote_en="at least 100 million yuan annually",
        said_by_en="Yang Hongfu",
        converted_amount=14_000_000,
        converted_currency="USD",
        converted_as="reported",
    )
    source = make.make_source(slug="report", title="A trade report")
    make.make_initiative_citation(initiative=initiative, commitment=commitment, source=source)
    return initiative


@pytest.mark.parametrize("path", ["districts/chaoyang/", "initiatives/fund/"])
def test_a_commitment_is_shown_with_its_quote_and_source(fund: Initiative, path: str) -> None:
    page = get(f"/en/{path}")
    for text in (
        "at least 100 million yuan per year",
        "2023 – 2025",
        "To develop the ecosystem",
        "Yang Hongfu",
        "14 million USD (as reported by the source)",
        "A trade report",
    ):
        assert text in words(page)
    assert '<blockquote lang="zh-Hans">' in page
    assert "/en/sources/report/" in links(page)


@pytest.mark.parametrize("path", ["districts/chaoyang/", "initiatives/fund/"])
def test_a_commitment_reads_naturally_in_chinese(fund: Initiative, path: str) -> None:
    text = words(get(f"/zh-hans/{path}"))
    assert "每年不少于1亿元" in text
    assert "1400万美元" in text
    assert text.index("每年拿出1亿专项资金") < text.index("at least 100 million yuan annually")


def test_a_commitment_without_an_amount_says_so(district: District) -> None:
    initiative = make.make_initiative(district=district, slug="plan")
    make.make_commitment(initiative=initiative, operator="", amount=None, currency="", per="")
    assert "No amount named" in words(get("/en/initiatives/plan/"))


def test_a_district_shows_its_role_and_initiatives(fund: Initiative) -> None:
    page = get("/en/districts/chaoyang/")
    for text in ("Grows firms", "朝阳区", "Cháoyáng", "GB/T 2260 110105", "Special fund"):
        assert text in words(page)
    assert "/en/initiatives/fund/" in links(page)


def test_a_district_without_initiatives_says_so(district: District) -> None:
    assert "None recorded." in words(get("/en/districts/chaoyang/"))


def test_an_initiative_shows_what_it_belongs_to(district: District) -> None:
    organisation = make.make_organisation(slug="park", kind="park")
    layer = make.make_layer(number=4)
    make.make_initiative(
        district=district,
        slug="scenes",
        status="under-way",
        policies=[make.make_policy(slug="paper")],
        layers=[layer],
        technologies=[make.make_technology(slug="vr", layers=[layer])],
        lead_organisations=[organisation],
    )
    page = get("/en/initiatives/scenes/")
    assert "Under way" in words(page)
    assert {
        "/en/districts/chaoyang/",
        "/en/policies/paper/",
        "/en/layers/layer-4/",
        "/en/technologies/vr/",
        "/en/organisations/park/",
    } <= links(page)


def test_only_published_districts_are_links_on_the_tiles(fund: Initiative) -> None:
    page = get("/en/districts/")
    assert "Chaoyang 1 initiative" in words(page)
    figure, table = words(page).split("As a table")
    assert figure.count("none recorded") == len(PLACES) - 1 + len(["in the legend"])
    assert table.count("none recorded") == len(PLACES) - 1
    assert "Chaoyang 1 " in table
    assert "Yanqing none recorded" in words(page)
    assert "延庆区" in get("/zh-hans/districts/")


def test_the_tiles_are_the_sixteen_districts_each_at_its_own_place() -> None:
    assert {place.name for place in PLACES} == DISTRICTS.keys()
    assert len({code for code, _name in DISTRICTS.values()}) == 16
    assert len({(place.row, place.column) for place in PLACES}) == 16


def test_a_tile_is_tinted_by_the_number_of_initiatives(district: District) -> None:
    for _each in range(6):
        make.make_initiative(district=district)
    assert 'class="tint-4"' in get("/en/districts/")


def test_a_zone_is_listed_though_it_has_no_tile() -> None:
    make.make_district(slug="bda", kind="zone", code="", name_en="Yizhuang")
    for path in ("", "districts/"):
        assert "Not on the tiles: Yizhuang none recorded" in words(get(f"/en/{path}"))
    assert "/en/districts/bda/" in links(get("/en/districts/?kind=zone"))
    assert "There are results without" in words(get("/en/districts/?kind=district"))


def test_initiatives_are_filtered_by_what_they_belong_to(fund: Initiative) -> None:
    elsewhere = make.make_district(slug="haidian", code="110108", name_en="Haidian")
    layer = make.make_layer(number=2)
    policy = make.make_policy(slug="paper")
    technology = make.make_technology(slug="vr")
    make.make_initiative(
        district=elsewhere,
        slug="scenes",
        status="announced",
        layers=[layer],
        policies=[policy],
        technologies=[technology],
    )
    for query in (
        "district=haidian",
        "layer=layer-2",
        "policy=paper",
        "technology=vr",
        "status=announced",
    ):
        page = get(f"/en/initiatives/?{query}")
        assert "/en/initiatives/scenes/" in links(page), query
        assert "/en/initiatives/fund/" not in links(page), query
    get("/en/initiatives/?district=atlantis", status=400)


def test_queries_do_not_grow_with_what_is_shown(fund: Initiative) -> None:
    source = make.make_source()

    def grow() -> None:
        layer_technology = make.make_technology(layers=[])
        initiative = make.make_initiative(
            district=fund.district,
            technologies=[layer_technology],
            policies=[make.make_policy()],
        )
        for row in (initiative, fund):
            commitment = make.make_commitment(initiative=row)
            make.make_initiative_citation(initiative=row, commitment=commitment, source=source)

    def queries() -> dict[str, int]:
        counts = {}
        for path in ("districts/", "districts/chaoyang/", "initiatives/", "initiatives/fund/"):
            with CaptureQueriesContext(connections[LIVE]) as captured:
                get(f"/en/{path}")
            counts[path] = len(captured)
        return counts

    grow()
    before = queries()
    grow()
    grow()
    assert queries() == before
