"""The page of all changes, and the latest of them."""

from datetime import UTC, datetime

import pytest

from inet3site.pages.changes import latest_changes
from inet3site.publishing.stores import live_store
from policies.models import Policy
from tests import factories as make
from tests.pages.reading import get, links, words

pytestmark = pytest.mark.public

CHANGES = "/en/changes/"
PLAN = "/en/policies/plan/"


@pytest.fixture(autouse=True)
def changes() -> None:
    """A policy in three editions on two days, a source, and a policy that was withdrawn."""
    first, later = (datetime(2026, 11, day, 17, tzinfo=UTC) for day in (20, 21))
    with live_store():
        plan = make.make_policy(slug="plan", title_en="The plan", edition=3)
        make.make_public_edition(entry=plan, number=1, at=first)
        make.make_public_edition(
            entry=plan, number=2, at=first, major=True, change_note_zh="日期", change_note_en="Date"
        )
        make.make_public_edition(entry=make.make_source(slug="report"), number=1, at=first)
        gone = Policy(slug="gone", title_en="Unseen")
        make.make_public_edition(entry=gone, number=1, at=later)
        make.make_public_edition(
            entry=gone, number=2, operation="withdraw", major=True, change_note_zh="重复", at=later
        )
        make.make_public_edition(entry=plan, number=3, at=later)


def test_changes_are_listed_by_day_the_newest_first() -> None:
    text = words(get(CHANGES))
    rows = [
        *("22 November 2026", "Policy · Published · Minor The plan".replace(" ·", "")),
        *("gone", "21 November 2026", "First edition A press report", "Major The plan Date"),
    ]
    places = [text.index(row) for row in rows]
    assert places == sorted(places)


def test_each_change_leads_to_its_edition_and_differences() -> None:
    found = links(get(CHANGES))
    assert {PLAN, f"{PLAN}history/1/", f"{PLAN}history/3/"} <= found
    assert {f"{PLAN}history/differences/?to={number}" for number in (2, 3)} <= found
    assert f"{PLAN}history/differences/?to=1" not in found


def test_what_was_withdrawn_is_named_by_its_address_alone() -> None:
    page = get(CHANGES)
    assert "/en/policies/gone/history/" in links(page)
    assert not any(address.startswith("/en/policies/gone/history/1") for address in links(page))
    assert "Unseen" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 6),
        ("type=policy", 5),
        ("type=source", 1),
        ("type=layer", 0),
        ("change=first", 3),
        ("change=major", 2),
        ("type=policy&change=minor", 1),
        ("unknown=1", 6),
    ],
)
def test_changes_are_filtered(query: str, found: int) -> None:
    assert f"{found} result" in words(get(f"{CHANGES}?{query}"))


@pytest.mark.parametrize("query", ["type=nothing", "change=x"])
def test_a_filter_that_cannot_be(query: str) -> None:
    get(f"{CHANGES}?{query}", status=400)


def test_the_latest_changes_say_something() -> None:
    with live_store():
        found = [(change.edition.slug, change.edition.number) for change in latest_changes()]
    assert found == [("gone", 2), ("gone", 1), ("report", 1)]
