"""The pages of policies, layers, technologies, organisations and sources."""

from collections.abc import Iterator

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from inet3site.publishing.models import PublicSlug
from inet3site.publishing.stores import LIVE, live_store
from policies.models import Policy
from tests import factories as make
from tests.pages.reading import LANGUAGES, get, links, words

pytestmark = pytest.mark.public


@pytest.fixture(autouse=True)
def live() -> Iterator[None]:
    """Rows made by a test are published ones."""
    with live_store():
        yield


@pytest.fixture
def policy() -> Policy:
    """A work plan with two sections, a measure and a source."""
    policy = make.make_policy(
        slug="work-plan",
        kind="work-plan",
        title_zh="工作方案",
        title_en="Work plan",
        summary_zh="概要",
        published_on="2023-03",
        period_from=2023,
        period_to=2025,
        document_number="京科发〔2023〕1号",
        official_url="https://example.org/plan",
    )
    organisation = make.make_organisation(slug="commission")
    make.make_issuance(policy=policy, organisation=organisation)
    first = make.make_section(policy=policy, identifier="s-1")
    make.make_section(
        policy=policy, identifier="s-1-1", parent=first, position=1, text_en="", text_zh="只有中文"
    )
    make.make_provision(policy=policy, section=first)
    return policy


def queries_of(path: str) -> int:
    """How many queries the page at a path costs."""
    with CaptureQueriesContext(connections[LIVE]) as captured:
        get(path)
    return len(captured)


def test_the_reader_shows_the_record_in_both_languages(policy: Policy) -> None:
    english = words(get("/en/policies/work-plan/"))
    for text in ("Work plan", "工作方案", "March 2023", "2023 – 2025", "京科发〔2023〕1号"):
        assert text in english
    assert "Summary, not the text" in english
    assert "Science Commission" in english
    chinese = words(get("/zh-hans/policies/work-plan/"))
    for text in ("工作方案", "2023年3月", "2023年 – 2025年", "北京市科委"):
        assert text in chinese


def test_sections_have_permanent_addresses_and_stand_within_each_other(policy: Policy) -> None:
    page = get("/en/policies/work-plan/")
    assert {"#s-1", "#s-1-1", "https://example.org/plan"} <= links(page)
    assert 'id="s-1-1"' in page
    assert page.index('id="s-1"') < page.index('id="s-1-1"')


def test_a_text_that_is_not_translated_is_marked_with_its_language(policy: Policy) -> None:
    page = get("/en/policies/work-plan/")
    assert '<div class="prose" lang="zh-Hans"><p>只有中文</p>' in page
    assert "Not translated yet." in page
    assert '<p class="lead" lang="zh-Hans">概要</p>' in page


def test_provisions_stand_by_kind_with_what_they_name(policy: Policy) -> None:
    hotspot = make.make_provision(
        policy=policy,
        kind="hotspot",
        text_en="Generative models",
        technologies=[make.make_technology(slug="generative-ai")],
        organisations=[make.make_organisation(slug="apple", name_en="Apple")],
    )
    source = make.make_source(title="The reporter's notes")
    make.make_policy_citation(policy=policy, provision=hotspot, source=source, locator="p. 4")
    page = get("/en/policies/work-plan/")
    assert page.index('id="measure"') < page.index('id="hotspot"')
    assert {"/en/technologies/generative-ai/", "/en/organisations/apple/"} <= links(page)
    assert "1 source The reporter's notes Press p. 4" in words(page)


def test_where_sources_disagree_the_page_says_so(policy: Policy) -> None:
    for value, chosen in (("The Party Committee", False), ("The Commission", True)):
        make.make_policy_citation(
            policy=policy,
            source=make.make_source(title=f"Source of {value}"),
            field="issuances",
            stated_value=value,
            chosen=chosen,
            reason_en="It names itself." if chosen else "",
        )
    text = words(get("/en/policies/work-plan/"))
    assert "Sources disagree: issuing body" in text
    assert text.index("The Commission used on this page") < text.index("The Party Committee")
    assert "It names itself." in text


def test_a_section_has_its_sources_beside_it(policy: Policy) -> None:
    source = make.make_source(title="The wire")
    for field in ("s-1-1", "published_on", "document_number"):
        make.make_policy_citation(policy=policy, source=source, field=field)
    text = words(get("/en/policies/work-plan/"))
    section, _heading, record = text.partition(" Sources The wire ")
    assert "1 source The wire Press supports: section 1.1" in section
    assert record.startswith("Press supports: published on, document number")


def test_one_stated_value_is_no_dispute(policy: Policy) -> None:
    source = make.make_source(title="Alone")
    make.make_policy_citation(policy=policy, source=source, field="title", stated_value="Work plan")
    text = words(get("/en/policies/work-plan/"))
    assert "Sources disagree" not in text
    assert "supports: title" in text


def test_initiatives_that_carry_a_policy_out_are_linked(policy: Policy) -> None:
    make.make_initiative(district=make.make_district(), slug="fund", policies=[policy])
    assert "/en/initiatives/fund/" in links(get("/en/policies/work-plan/"))


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


def test_a_layer_shows_what_stands_on_it() -> None:
    layer = make.make_layer(number=4, slug="applications", role_en="Services for all")
    make.make_layer(number=1, slug="ground")
    make.make_technology(slug="humans", kind="carrier", name_en="Digital humans", layers=[layer])
    make.make_initiative(district=make.make_district(), slug="fund", layers=[layer])
    page = get("/en/layers/applications/")
    assert "Application carriers Digital humans" in words(page)
    assert {"/en/initiatives/fund/", "/en/layers/ground/"} <= links(page)


def test_layers_stand_from_the_top_to_the_ground() -> None:
    for number in (1, 2, 3, 4):
        make.make_layer(number=number)
    page = get("/en/layers/")
    places = [page.index(f"/en/layers/layer-{number}/") for number in (4, 3, 2, 1)]
    assert places == sorted(places)


def test_a_technology_shows_where_it_is_named(policy: Policy) -> None:
    technology = make.make_technology(slug="blockchain", layers=[make.make_layer(number=1)])
    make.make_provision(policy=policy, technologies=[technology], text_en="Build chains")
    page = get("/en/technologies/blockchain/")
    assert "Build chains" in words(page)
    assert "/en/layers/layer-1/" in links(page)
    assert "1 result " in words(get("/en/technologies/?layer=layer-1&kind=technology"))


def test_an_organisation_shows_what_it_issued_once(policy: Policy) -> None:
    organisation = policy.issuances.get().organisation
    make.make_issuance(policy=policy, organisation=organisation, role="lead")
    make.make_initiative(
        district=make.make_district(), slug="fund", lead_organisations=[organisation]
    )
    page = get("/en/organisations/commission/")
    assert page.count('<a href="/en/policies/work-plan/"') == 1
    assert "/en/initiatives/fund/" in links(page)
    assert "Public body" in words(get("/en/organisations/?kind=public-body"))


def test_a_source_shows_everything_that_cites_it(policy: Policy) -> None:
    source = make.make_source(slug="report", url="https://example.org/report", sha256="a" * 64)
    initiative = make.make_initiative(district=make.make_district(), slug="fund")
    make.make_policy_citation(policy=policy, source=source, quote="As reported", position=1)
    for position in (2, 3):
        make.make_policy_citation(policy=policy, source=source, quote="Twice", position=position)
    make.make_initiative_citation(initiative=initiative, source=source)
    page = get("/en/sources/report/")
    assert {"/en/policies/work-plan/", "/en/initiatives/fund/"} <= links(page)
    assert "As reported" in page
    assert page.count("Twice") == 1
    assert "1 result " in words(get("/en/sources/?kind=press&language=en"))


def test_a_source_that_nothing_cites_says_so() -> None:
    make.make_source(slug="report", language="zh-Hans", title="报道")
    page = get("/en/sources/report/")
    assert '<h1 lang="zh-Hans">报道</h1>' in page
    assert "Nothing published cites this source." in words(page)
    assert "None known: cited by its title" in words(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_former_address_leads_to_the_present_one(language: str, client, policy: Policy) -> None:
    PublicSlug.objects.create(entry_type="policies.policy", slug="draft", entry_id=policy.pk)
    response = client.get(f"/{language}/policies/draft/?from=mail", headers={"host": "localhost"})
    assert response.status_code == 308
    assert response["Location"] == f"/{language}/policies/work-plan/?from=mail"


def test_a_withdrawn_policy_says_what_it_was(policy: Policy) -> None:
    gone = Policy(slug="gone")
    make.make_public_edition(
        entry=gone,
        operation="withdraw",
        replacement=policy.pk,
        change_note_zh="重复录入",
        change_note_en="Entered twice",
    )
    page = get("/en/policies/gone/", status=410)
    for text in ("Policy gone", "22 November 2026", "Entered twice", "Work plan"):
        assert text in words(page)
    assert {"/en/policies/work-plan/", "/en/policies/", "/zh-hans/policies/gone/"} <= links(page)
    assert "重复录入" in get("/zh-hans/policies/gone/", status=410)


def test_queries_do_not_grow_with_what_is_shown(policy: Policy) -> None:
    source = make.make_source(slug="report")
    organisation = policy.issuances.get().organisation
    layer = make.make_layer(number=1, slug="ground")
    district = make.make_district()

    def grow() -> None:
        technology = make.make_technology(layers=[layer])
        provision = make.make_provision(
            policy=policy, technologies=[technology], organisations=[organisation]
        )
        make.make_policy_citation(policy=policy, provision=provision, source=source)
        make.make_initiative(
            district=district,
            policies=[policy],
            layers=[layer],
            technologies=[technology],
            lead_organisations=[organisation],
        )
        other = make.make_policy()
        make.make_issuance(policy=other, organisation=organisation)
        make.make_policy_citation(policy=other, source=source)

    paths = [
        "/en/policies/",
        "/en/policies/work-plan/",
        "/en/layers/",
        "/en/layers/ground/",
        "/en/technologies/",
        "/en/organisations/commission/",
        "/en/sources/report/",
        "/en/",
    ]
    grow()
    before = {path: queries_of(path) for path in paths}
    grow()
    grow()
    assert {path: queries_of(path) for path in paths} == before
