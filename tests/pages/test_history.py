"""The public history of each entry."""

from collections.abc import Iterator

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from inet3site.publishing import ledger, projector
from inet3site.publishing.models import Entry, PublicSlug
from inet3site.publishing.registry import all_types
from inet3site.publishing.stores import LIVE, live_store
from policies.models import Policy
from tests import factories as make
from tests.builders import build_all
from tests.pages.reading import LANGUAGES, get, links, words


@pytest.fixture
def live() -> Iterator[None]:
    """Rows made by a test are published ones."""
    with live_store():
        yield


@pytest.fixture
def policy(live: None) -> Policy:
    """A policy with two editions, the second of which is noted."""
    policy = make.make_policy(slug="plan", title_en="The plan", edition=2)
    make.make_public_edition(entry=policy, number=1, major=True)
    make.make_public_edition(
        entry=policy, number=2, change_note_zh="更正日期", change_note_en="Date corrected"
    )
    return policy


@pytest.mark.public
def test_a_page_leads_to_its_history(policy: Policy) -> None:
    page = get("/en/policies/plan/")
    assert "/en/policies/plan/history/" in links(page)
    assert "History: edition 2, 22 November 2026" in words(page)


@pytest.mark.public
@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "Edition 2 22 November 2026 Published Minor Date corrected"), ("zh-hans", "更正日期")],
)
def test_editions_have_their_notes_the_newest_first(
    policy: Policy, language: str, expected: str
) -> None:
    page = get(f"/{language}/policies/plan/history/")
    assert expected in words(page)
    assert page.index('id="edition-2"') < page.index('id="edition-1"')
    assert f"/{language}/policies/plan/" in links(page)


@pytest.mark.public
def test_a_former_address_leads_to_the_history(client, policy: Policy) -> None:
    PublicSlug.objects.create(entry_type="policies.policy", slug="draft", entry_id=policy.pk)
    response = client.get("/en/policies/draft/history/?page=1", headers={"host": "localhost"})
    assert response.status_code == 308
    assert response["Location"] == "/en/policies/plan/history/?page=1"


@pytest.mark.public
def test_a_page_of_the_site_has_one_history(client, live: None) -> None:
    make.make_site_page(slug="about")
    response = client.get("/en/pages/about/history/", headers={"host": "localhost"})
    assert (response.status_code, response["Location"]) == (308, "/en/about/history/")
    get("/en/about/history/")
    get("/en/history/", status=404)


@pytest.mark.public
def test_the_history_of_what_was_withdrawn_stays_readable(policy: Policy) -> None:
    gone = Policy(slug="gone", title_en="Unseen")
    make.make_public_edition(entry=gone, number=1)
    make.make_public_edition(
        entry=gone,
        number=2,
        operation="withdraw",
        replacement=policy.pk,
        change_note_en="Entered twice",
    )
    assert "/en/policies/gone/history/" in links(get("/en/policies/gone/", status=410))
    page = get("/en/policies/gone/history/")
    assert "Withdrawn on 22 November 2026 . Its history stays readable." in words(page)
    assert "Replaced by The plan" in words(page)
    assert "Withdrawn Minor Entered twice" in words(page)
    assert "noindex" in page


@pytest.mark.public
def test_what_was_never_published_has_no_history(live: None) -> None:
    get("/en/policies/nowhere/history/", status=404)


@pytest.mark.public
def test_a_long_history_has_pages_and_costs_the_same(policy: Policy) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connections[LIVE]) as captured:
            get("/en/policies/plan/history/")
        return len(captured)

    make.make_public_edition(entry=policy, number=3)
    before = queries()
    for number in range(4, 60):
        make.make_public_edition(entry=policy, number=number)
    assert queries() == before
    assert "Page 2 of 2" in words(get("/en/policies/plan/history/?page=2"))
    get("/en/policies/plan/history/?page=x", status=404)


@pytest.fixture
def entries() -> list[Entry]:
    """A published entry of each type."""
    entries = [*build_all("Public", number=1).values()]
    for entry in entries:
        ledger.revise(entry)
        ledger.publish(entry)
    projector.catch_up()
    return entries


@pytest.mark.stores
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_has_its_history(entries: list[Entry], language: str) -> None:
    assert len(entries) == len(list(all_types()))
    for entry in entries:
        path = entry.get_absolute_url().replace("/en/", f"/{language}/", 1)
        assert f"{path}history/" in links(get(path))
        assert 'id="edition-1"' in get(f"{path}history/")
