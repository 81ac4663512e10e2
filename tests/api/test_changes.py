"""The feed of changes: gapless, in order, for ever, and enough to hold an exact mirror."""

import random
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from inet3site.api.addresses import RESOURCES
from inet3site.api.representations.items import field_names
from inet3site.publishing import ledger, projector
from inet3site.publishing.ledger import Blocked
from inet3site.publishing.models import Edition, Entry, PublicEdition
from inet3site.publishing.registry import all_types, type_of
from inet3site.publishing.stores import public_store
from tests import factories as make
from tests.builders import build_all

from .conftest import ApiClient
from .ledger import NOTE, day, publish, withdraw
from .mirror import ENTRIES, Mirror, address, in_any_order

pytestmark = pytest.mark.stores


def publish_all(entries: list[Entry]) -> None:
    for entry in entries:
        ledger.revise(entry)
    ledger.publish_many(entries, **NOTE)
    projector.catch_up()


def test_nothing_has_changed(api: ApiClient) -> None:
    assert api.ask("changes/") == {"items": [], "next_since": 0, "head": 0, "has_more": False}


def test_a_change(api: ApiClient) -> None:
    source = make.make_source(slug="s", title="One", url="https://one.example/")
    edition = publish(source, at=day(1))
    publish(source, at=day(2), url="https://two.example/", publisher="Daily")
    withdraw(source, at=day(3))
    publish(source, at=day(4))
    answer = api.ask("changes/?since=0")
    first, second, third, fourth = answer["items"]
    assert first == {
        "seq": 1,
        "op": "publish",
        "type": "source",
        "id": str(source.pk),
        "edition": 1,
        "etag": f'"{edition.digest}"',
        "changed": ["kind", "language", "original_url", "slug", "title"],
        "at": "2026-05-01T12:00:00Z",
    }
    assert second["changed"] == ["original_url", "publisher"]
    assert (third["op"], third["etag"], third["changed"]) == ("withdraw", None, [])
    assert fourth["changed"] == [*first["changed"][:3], "publisher", *first["changed"][3:]]
    assert fourth["etag"] == second["etag"] != first["etag"]
    assert (answer["head"], answer["next_since"], answer["has_more"]) == (4, 4, False)


def test_what_changes_in_parts_and_translations(api: ApiClient) -> None:
    policy = make.make_policy(slug="p")
    section = make.make_section(policy=policy)
    publish(policy)
    section.heading_zh = "改"
    section.save()
    publish(policy, title_zh="改")
    source = make.make_source(slug="s")
    make.make_policy_citation(policy=policy, source=source, field="title")
    publish(source)
    publish(policy, period_from=2023, period_to=2025)
    changed = [change["changed"] for change in api.ask("changes/")["items"]]
    assert changed[1] == ["sections", "title", "translation"]
    assert changed[3] == ["citations", "period"]


def test_every_name_of_a_change_is_known(api: ApiClient) -> None:
    publish_all(list(build_all("Public", number=1).values()))
    types = set()
    for change in api.ask("changes/?limit=200")["items"]:
        viewset = ENTRIES[change["type"]](action="retrieve")
        known = {*field_names(viewset.serializer_class), *viewset.includable}
        assert change["changed"]
        assert set(change["changed"]) <= known, change
        types.add(change["type"])
    assert types == {RESOURCES[entry_type.model].type for entry_type in all_types()}


@pytest.mark.parametrize(
    ("query", "parameter", "code", "suggestion"),
    [
        ("since=2", "since", "beyond-head", "1"),
        ("since=-1", "since", "out-of-range", "0"),
        ("since=x", "since", "out-of-range", None),
        (f"since={'9' * 30}", "since", "out-of-range", "999999999"),
        ("limit=0", "limit", "out-of-range", "1"),
        ("limit=201", "limit", "out-of-range", "200"),
        ("sinc=1", "sinc", "unknown", "since"),
        ("since=0&since=1", "since", "repeated", None),
        ("lang=en", "lang", "unknown", None),
    ],
)
def test_refused(
    api: ApiClient, query: str, parameter: str, code: str, suggestion: str | None
) -> None:
    publish(make.make_source())
    [error] = api.ask(f"changes/?{query}", status=400)["errors"]
    assert (error["parameter"], error["code"]) == (parameter, code)
    if suggestion:
        assert error["suggestion"] == suggestion


def test_headers(api: ApiClient) -> None:
    for _ in range(3):
        publish(make.make_source())
    response = api.answer("changes/?limit=2")
    assert 'changes/?limit=2&since=2>; rel="next"' in response["Link"]
    assert response["Cache-Control"].startswith("public, max-age=")
    again = api.answer("changes/?limit=2", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    assert api.post("/api/v1/changes/").status_code == 405


@pytest.fixture
def busy() -> int:
    """A ledger in which all types were published, changed and withdrawn; its head."""
    history(random.Random(1), steps=25)
    return Edition.objects.count()


def test_any_paging_yields_the_same_sequence(api: ApiClient, busy: int) -> None:
    everything = api.ask("changes/?limit=200")["items"]
    assert [change["seq"] for change in everything] == list(range(1, busy + 1))

    @settings(max_examples=25)
    @given(
        since=st.integers(0, busy),
        limits=st.lists(st.integers(1, 60), min_size=1, max_size=4),
    )
    def pages(since: int, limits: list[int]) -> None:
        found: list[dict[str, Any]] = []
        place, has_more, step = since, True, 0
        while has_more:
            limit = limits[step % len(limits)]
            page = api.ask(f"changes/?since={place}&limit={limit}")
            assert len(page["items"]) <= limit
            assert page["head"] == busy
            found += page["items"]
            place, has_more, step = page["next_since"], page["has_more"], step + 1
        assert found == everything[since:]
        assert place == busy

    pages()


def test_the_feed_costs_the_same_for_few_and_many(api: ApiClient, busy: int) -> None:
    costs = []
    for limit in (2, 20):
        with CaptureQueriesContext(connections["live"]) as captured:
            assert len(api.ask(f"changes/?limit={limit}")["items"]) == limit
        costs.append(len(captured))
    assert costs == [3, 3]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_mirror_is_exact(api: ApiClient, seed: int) -> None:
    chance = random.Random(seed)
    mirror = Mirror(api)
    entries = history(chance, steps=0)
    for _ in range(4):
        change_something(chance, entries, steps=8)
        mirror.catch_up(limit=chance.choice([1, 7, 200]))
        assert_exact(api, mirror)
    again = Mirror(api)
    again.catch_up(limit=200)
    for change in api.ask("changes/?limit=200")["items"]:
        again.apply(change)
    assert again.items == mirror.items


def assert_exact(api: ApiClient, mirror: Mirror) -> None:
    """All that is public, and nothing else, is in the mirror, as the API has it now."""
    with public_store():
        live = {
            (RESOURCES[entry_type.model].type, str(key))
            for entry_type in all_types()
            for key in entry_type.model._default_manager.values_list("pk", flat=True)
        }
    assert {(item["type"], id) for id, item in mirror.items.items()} == live
    for type_name, id in live:
        assert mirror.joined(id) == in_any_order(api.ask(address(type_name, id)))


def history(chance: random.Random, *, steps: int) -> list[Entry]:
    """Two entries of each type, all published; then so many changes."""
    first = build_all("First", number=1)
    second = build_all("Second", number=2, targets=first)
    entries = [*first.values(), *second.values()]
    publish_all(entries)
    change_something(chance, entries, steps=steps)
    return entries


def change_something(chance: random.Random, entries: list[Entry], *, steps: int) -> None:
    """Rename, move, withdraw and publish again, as far as the ledger allows."""
    for step in range(steps):
        entry = chance.choice(entries)
        entry.refresh_from_db()
        setattr(entry, type_of(entry).title, f"Renamed {step}")
        if chance.random() < 0.5:
            entry.slug = f"moved-{chance.randrange(3)}"
        try:
            with transaction.atomic():
                entry.save()
                ledger.revise(entry)
                if chance.random() < 0.4:
                    ledger.withdraw(entry)
                else:
                    ledger.publish(entry, **NOTE)
        except (Blocked, IntegrityError):
            continue
    projector.catch_up()


def test_the_trial_withdraws_reissues_and_renames(busy: int) -> None:
    """The trial above is worth something only if all this happens in it."""
    operations = set(Edition.objects.values_list("operation", flat=True))
    assert operations == {"publish", "withdraw"}
    reissued = PublicEdition.objects.filter(major=False, operation="publish", number__gt=1)
    assert reissued.exists()
    slugs: dict[Any, set[str]] = {}
    for id, slug in PublicEdition.objects.values_list("entry_id", "slug"):
        slugs.setdefault(id, set()).add(slug)
    assert any(len(known) > 1 for known in slugs.values())
