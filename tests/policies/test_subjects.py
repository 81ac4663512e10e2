"""The diagram of the layers, what concerns a layer or a technology, and organisations."""

import re

import pytest

from policies.models import Layer, Policy
from tests import factories as make
from tests.pages.reading import get, links, words

pytestmark = [pytest.mark.public, pytest.mark.usefixtures("live")]


@pytest.fixture
def layers() -> list[Layer]:
    """The four layers, from the ground up."""
    return [make.make_layer(number=number) for number in (1, 2, 3, 4)]


def current(html: str) -> list[str]:
    """The addresses that a page marks as those it is about, and how."""
    marked = re.findall(r'href="(/en/layers/[^"]+)" aria-current="(\w+)"', html)
    return [f"{address} {kind}" for address, kind in marked]


def test_the_diagram_counts_each_thing_once(layers: list[Layer], policy: Policy) -> None:
    ground = layers[0]
    chain, chips = (make.make_technology(slug=slug, layers=[ground]) for slug in ("chain", "chips"))
    for _each in range(2):
        make.make_provision(policy=policy, technologies=[chain, chips])
    district = make.make_district()
    make.make_initiative(district=district, layers=[ground], technologies=[chain, chips])
    followed = [policy, make.make_policy()]
    make.make_initiative(district=district, technologies=[chain], policies=followed)
    make.make_provision(policy=policy, technologies=[make.make_technology(slug="carrier")])
    text = words(get("/en/layers/"))
    assert "L1 Layer 1 2 technologies and fields 2 documents 2 initiatives" in text
    assert "L2 Layer 2 none recorded" in text
    assert text.index("L4 Layer 4") < text.index("L1 Layer 1")


def test_the_diagram_marks_what_the_page_is_about(layers: list[Layer]) -> None:
    make.make_technology(slug="both", layers=layers[1:3])
    assert current(get("/en/layers/")) == []
    assert current(get("/en/layers/layer-2/")) == ["/en/layers/layer-2/ page"]
    expected = ["/en/layers/layer-3/ true", "/en/layers/layer-2/ true"]
    assert current(get("/en/technologies/both/")) == expected


@pytest.mark.parametrize("path", ["layers/layer-1/", "technologies/chain/"])
def test_a_subject_shows_its_documents_and_initiatives(
    layers: list[Layer], policy: Policy, path: str
) -> None:
    chain = make.make_technology(slug="chain", layers=[layers[0]])
    provision = make.make_provision(policy=policy, technologies=[chain], text_en="Build chains")
    followed = make.make_policy(slug="paper", title_en="The paper", published_on="2024")
    make.make_policy(slug="other", title_en="Unrelated")
    for slug, code in (("haidian", "110108"), ("chaoyang", "110105")):
        district = make.make_district(slug=slug, code=code, name_en=slug.title())
        initiative = make.make_initiative(
            district=district,
            slug=f"{slug}-fund",
            title_en=f"Fund of {slug}",
            technologies=[chain],
            layers=[layers[0]],
            policies=[followed] if slug == "haidian" else [],
        )
        if slug == "chaoyang":
            commitment = make.make_commitment(initiative=initiative)
    page = get(f"/en/{path}")
    text = words(page)
    assert "2024 The paper Followed by an initiative Fund of haidian" in text
    assert text.index("The paper") < text.index("Work plan Measure Build chains")
    assert f"/en/policies/work-plan/#provision-{provision.pk}" in links(page)
    assert f"/en/initiatives/chaoyang-fund/#evidence-{commitment.pk}" in links(page)
    assert "Chaoyang Fund of chaoyang Status: Not checked Yearly fund at least" in text
    assert "Haidian Fund of haidian Status: Not checked No commitment recorded" in text
    assert page.count('<a href="/en/initiatives/chaoyang-fund/">') == 1
    assert "Unrelated" not in text


def test_a_subject_of_which_nothing_is_recorded_says_so(layers: list[Layer]) -> None:
    make.make_technology(slug="chain", layers=[])
    layer, technology = (
        words(get(f"/en/{path}")) for path in ("layers/layer-1/", "technologies/chain/")
    )
    assert "Technologies None recorded. In the documents None recorded." in layer
    assert "In the documents None recorded. Initiatives by district None recorded." in technology
    assert "Layer none recorded Named by the same provisions none recorded" in technology


def test_a_technology_has_neighbours(layers: list[Layer], policy: Policy) -> None:
    chain = make.make_technology(slug="chain", name_en="Chain", layers=[layers[0]])
    make.make_technology(slug="chips", name_en="Chips", layers=[layers[0]])
    human = make.make_technology(slug="human", name_en="Human", layers=[layers[3]])
    twin = make.make_technology(slug="twin", name_en="Twin")
    make.make_provision(policy=policy, technologies=[chain, human, twin])
    make.make_provision(policy=policy, technologies=[chain, twin])
    make.make_provision(policy=policy, technologies=[human, twin])
    text = words(get("/en/technologies/chain/"))
    assert "In layer L1 Chips Named by" in text
    assert "Named by the same provisions Twin 2 provisions Human 1 provision " in text
    assert "Human" not in words(get("/en/technologies/chips/"))


def test_an_organisation_shows_every_part_that_it_had(policy: Policy) -> None:
    organisation = policy.issuances.get().organisation
    make.make_issuance(policy=policy, organisation=organisation, role="lead", position=1)
    make.make_issuance(
        policy=make.make_policy(title_en="Newer", published_on="2025"),
        organisation=organisation,
        role="approver",
    )
    host = make.make_milestone(slug="forum", title_en="The forum", hosts=[organisation])
    text = words(get("/en/organisations/commission/"))
    assert "Newer Consented to it" in text
    assert "Work plan Issued it Led the work on it" in text
    assert text.index("Newer") < text.index("Work plan")
    assert f"Events that it hosted {host.date}" not in text
    assert "The forum" in text
    nothing = text.partition("None recorded ")[2]
    for missing in ("Initiatives that it leads", "Named in the documents", "Predecessors and"):
        assert missing in nothing
    assert "Events that it hosted" not in nothing


def test_organisations_follow_each_other_in_both_directions() -> None:
    oldest, older, old, new, newest = (
        make.make_organisation(slug=slug, name_en=slug.title())
        for slug in ("oldest", "older", "old", "new", "newest")
    )
    for organisation, predecessor, date in (
        (old, oldest, "1998"),
        (old, older, ""),
        (new, old, "2018-11"),
        (newest, new, "2023"),
    ):
        make.make_succession(organisation=organisation, predecessor=predecessor, date=date)
    text = words(get("/en/organisations/new/"))
    assert "Preceded by Older date not known Oldest 1998 Preceded by Old November 2018 New" in text
    assert "New Succeeded by Newest 2023" in text
    text = words(get("/en/organisations/oldest/"))
    expected = "Succeeded by Old 1998 Succeeded by New November 2018 Succeeded by Newest 2023"
    assert expected in text
    assert "Older" not in text.partition("Before and after")[2]


def test_organisations_that_follow_each_other_in_a_circle_stand_once() -> None:
    one, other = (make.make_organisation(slug=slug, name_en=slug) for slug in ("one", "other"))
    make.make_succession(organisation=one, predecessor=other)
    make.make_succession(organisation=other, predecessor=one)
    text = words(get("/en/organisations/one/"))
    assert text.count("other date not known") == 2


def test_organisations_are_counted_by_kind_and_found_by_name() -> None:
    make.make_organisation(kind="company", name_en="Apple", name_zh="苹果")
    for number in range(51):
        make.make_organisation(name_en=f"Bureau {number}", name_zh="局")
    text = words(get("/en/organisations/"))
    assert "Public body (51)" in text
    assert "Company (1)" in words(get("/en/organisations/?page=2"))
    for query in ("name=appl", "name=果", "name=APPLE&kind=company"):
        found = words(get(f"/en/organisations/?{query}"))
        assert "1 result " in found, query
        assert "Company (1)" in found, query
    assert "Nothing matches" in words(get("/en/organisations/?name=nobody"))
    get(f"/en/organisations/?name={'x' * 101}", status=400)
