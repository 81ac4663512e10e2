"""Old editions at their own addresses, and what any two have differently."""

import re
from typing import Any

import pytest

from inet3site.publishing import ledger, projector
from inet3site.publishing.models import Entry
from inet3site.publishing.registry import all_types
from policies.models import Policy
from tests import factories as make
from tests.builders import build_all
from tests.pages.reading import LANGUAGES, get, links, words

pytestmark = pytest.mark.stores

PLAN = "/en/policies/plan/"
OLD = f"{PLAN}history/1/"
DIFFERENCES = f"{PLAN}history/differences/"
NAVIGATION = re.compile("<nav.*?</nav>", re.DOTALL)


def publish(*entries: Entry, **labels: Any) -> None:
    """Make the entries public as they are now."""
    for entry in entries:
        ledger.revise(entry)
        ledger.publish(entry, **labels)
    projector.catch_up()


@pytest.fixture
def policy() -> Policy:
    """A policy whose second edition has another amount, date and text, and its sections turned."""
    policy = make.make_policy(slug="plan", title_en="The plan", summary_en="It pays one fund.")
    issuer = make.make_organisation(slug="commission")
    make.make_issuance(policy=policy, organisation=issuer)
    target = make.make_target(policy=policy)
    sections = [
        make.make_section(policy=policy, identifier=f"s-{number}", position=number)
        for number in (1, 2, 3)
    ]
    publish(issuer, policy)
    policy.summary_en, policy.published_on = "It pays two funds.", "2023-06"
    policy.legal_status = "in-force"
    policy.save()
    target.amount = 60_000_000_000
    target.save()
    sections[0].delete()
    sections[2].position = 0
    sections[2].save()
    make.make_section(policy=policy, identifier="s-4", position=4, text_en="Fresh text")
    publish(policy, major=True, note_zh="更正", note_en="Corrected")
    return policy


def test_an_old_edition_is_read_as_it_was(policy: Policy) -> None:
    page = get(OLD)
    assert "It pays one fund." in words(page)
    assert "27 May 2023" in words(page)
    assert "It pays two funds." not in page
    assert "Section s-1" in words(page)
    assert "more than 50 billion yuan" in words(page)


def test_an_old_edition_is_marked_as_old(policy: Policy) -> None:
    page = get(OLD)
    assert "Edition 1 of 2" in words(page)
    assert "This is an old edition." in words(page)
    assert {PLAN, f"{PLAN}history/", f"{DIFFERENCES}?to=2&from=1"} <= links(page)
    assert '<meta name="robots" content="noindex">' in page
    assert f'<link rel="canonical" href="http://localhost{PLAN}">' in page
    assert "· Edition 1" in page.partition("</title>")[0]
    assert f"/api/v1/policies/{policy.pk}/editions/1/" in links(page)


def test_the_latest_edition_has_an_address_that_keeps_it(policy: Policy) -> None:
    page = get(f"{PLAN}history/2/")
    assert "This is the latest edition" in words(page)
    assert "Corrected" in words(page)
    assert not any("differences" in address for address in links(page))
    assert "noindex" not in get(PLAN)


def test_an_edition_that_is_not_there(policy: Policy) -> None:
    for number in ("0", "3", "99999999999999999999"):
        get(f"{PLAN}history/{number}/", status=404)


def test_the_history_leads_to_its_editions(policy: Policy) -> None:
    page = get(f"{PLAN}history/")
    assert {OLD, f"{PLAN}history/2/", f"{DIFFERENCES}?to=2"} <= links(page)
    assert f"{DIFFERENCES}?to=1" not in links(page)
    assert 'action="differences/"' in page


def test_a_former_address_leads_to_the_same_edition(client: Any, policy: Policy) -> None:
    policy.slug = "renamed"
    policy.save()
    publish(policy)
    for below in ("history/1/", "history/differences/", "cite.bib", "history/1/cite.ris"):
        response = client.get(f"{PLAN}{below}?x=1", headers={"host": "localhost"})
        assert response.status_code == 308
        assert response["Location"] == f"/en/policies/renamed/{below}?x=1"
    assert "/en/policies/renamed/history/" in links(get("/en/policies/renamed/history/1/"))


def test_what_was_withdrawn_is_gone_in_every_edition(policy: Policy) -> None:
    ledger.withdraw(policy)
    projector.catch_up()
    for below in ("history/1/", "history/2/", "history/differences/", "cite.bib"):
        page = get(f"{PLAN}{below}", status=410)
        assert "fund" not in page
    page = get(f"{PLAN}history/")
    assert links(page).isdisjoint({OLD, f"{DIFFERENCES}?to=2"})


def test_what_is_public_again_has_its_old_editions(policy: Policy) -> None:
    ledger.withdraw(policy)
    publish(policy, major=True, note_zh="恢复")
    assert "It pays one fund." in get(OLD)
    get(f"{PLAN}history/3/", status=410)
    assert "Edition 2 (" in words(get(f"{DIFFERENCES}?to=4"))
    get(f"{DIFFERENCES}?from=3&to=4", status=400)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_edition_of_any_type_shows_nothing_that_others_say(language: str) -> None:
    entries = build_all("Early", number=1)
    publish(*entries.values())
    later = build_all("Zqxwvj", number=2, targets=entries)
    publish(*later.values())
    assert len(entries) == len(list(all_types()))
    said = 0
    for entry in entries.values():
        path = entry.get_absolute_url().replace("/en/", f"/{language}/", 1)
        page = NAVIGATION.sub("", get(f"{path}history/1/"))
        assert "Zqxwvj" not in page, path
        assert "Early" in page or type(entry).__name__ == "Source", path
        said += "Zqxwvj" in get(path)
    assert said > len(entries) / 2


def test_differences_are_in_words(policy: Policy) -> None:
    page = get(DIFFERENCES)
    assert "It pays <del>one fund</del><ins>two funds</ins>." in page
    assert "<del>27 May 2023</del><ins>June 2023</ins>" in page
    assert "<del>Not checked</del><ins>In force when last checked</ins>" in page
    assert "<del>more than 50 billion yuan in total</del>" in page
    assert "<ins>more than 60 billion yuan in total</ins>" in page
    assert "Legal status" in words(page)
    assert "Edition 2: Corrected" in words(page)


def test_differences_tell_what_became_of_each_row(policy: Policy) -> None:
    text = words(get(DIFFERENCES))
    sections = text.partition("Sections ")[2].partition("Targets ")[0]
    places = [sections.index(row) for row in ("Removed s-1", "Moved s-3", "Added s-4")]
    assert places[0] >= 0
    assert "s-2" not in sections
    assert "Fresh text" in sections
    assert "Changed Size of the industry" in text


def test_differences_are_in_the_language_of_the_page(policy: Policy) -> None:
    page = get(DIFFERENCES.replace("/en/", "/zh-hans/"))
    assert "<del>2023年5月27日</del><ins>2023年6月</ins>" in page
    assert "超过600亿元" in page
    assert 'lang="en">It pays' in page


def test_differences_read_backwards(policy: Policy) -> None:
    page = get(f"{DIFFERENCES}?from=2&to=1")
    assert "It pays <del>two funds</del><ins>one fund</ins>." in page
    assert "Corrected" not in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from=1&to=1", "Choose two different editions."),
        ("from=1&to=9", "9 is not one of the available choices."),
        ("from=x", "x is not one of the available choices."),
        ("to=%00", "is not one of the available choices."),
    ],
)
def test_editions_that_cannot_be_compared(policy: Policy, query: str, said: str) -> None:
    page = get(f"{DIFFERENCES}?{query}", status=400)
    assert said in words(page)
    assert "<select" in page


def test_one_edition_has_nothing_to_be_compared_with(policy: Policy) -> None:
    page = get("/en/organisations/commission/history/differences/")
    assert "There is only one edition so far" in words(page)


def test_an_edition_of_mentions_alone_says_so(policy: Policy) -> None:
    district = make.make_district()
    technology = make.make_technology(slug="chain")
    fund = make.make_initiative(slug="fund", district=district, technologies=[technology])
    publish(district, fund)
    publish(technology)
    history = "/en/initiatives/fund/history/"
    said = "Another entry that this one mentions was published or withdrawn."
    assert words(get(history)).count(said) == 1
    assert "<ins>Blockchain</ins>" in get(f"{history}differences/")
    assert "Blockchain" in get(f"{history}2/")
    assert "Blockchain" not in get(f"{history}1/")
