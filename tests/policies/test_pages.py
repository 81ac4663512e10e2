"""The pages of policies, layers, technologies, organisations and sources."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from inet3site.publishing.models import PublicSlug
from inet3site.publishing.stores import LIVE
from policies.models import Policy
from tests import factories as make
from tests.pages.reading import LANGUAGES, get, links, words

pytestmark = [pytest.mark.public, pytest.mark.usefixtures("live")]


def queries_of(path: str) -> int:
    """How many queries the page at a path costs."""
    with CaptureQueriesContext(connections[LIVE]) as captured:
        get(path)
    return len(captured)


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
        term = make.make_term(name_en=f"word{technology.slug}")
        make.make_section(
            policy=policy,
            identifier=f"s-{technology.slug.partition('-')[2]}",
            text_en=f"On {term.name_en}.",
        )
        initiative = make.make_initiative(
            district=district,
            policies=[policy],
            layers=[layer],
            technologies=[technology],
            lead_organisations=[organisation],
        )
        commitment = make.make_commitment(initiative=initiative)
        make.make_initiative_citation(
            initiative=initiative, commitment=commitment, source=source, locator="p. 4"
        )
        other = make.make_policy()
        make.make_issuance(policy=other, organisation=organisation)
        make.make_policy_citation(policy=other, source=source)

    paths = [
        "/en/policies/",
        "/en/policies/work-plan/",
        "/en/policies/work-plan/?view=both",
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
