"""The editions of entries: what each says, in whatever schema it was stored."""

import json
from pathlib import Path
from typing import Any

import pytest

from inet3site.publishing import ledger, projector
from inet3site.publishing.models import Applied, PublicEdition
from inet3site.publishing.stores import live_store
from policies.models import Policy
from tests.builders import build_all

from .conftest import ApiClient
from .documented import component_of, errors_of
from .ledger import NOTE, day
from .mirror import ENTRIES

pytestmark = pytest.mark.stores

FROZEN = Path(__file__).parent.parent / "publishing" / "frozen"
WITHDRAWN_AT = "2026-05-09T12:00:00Z"


def test_the_past_of_every_type_is_as_documented(api: ApiClient) -> None:
    entries = list(build_all("Public", number=1).values())
    for entry in entries:
        ledger.revise(entry)
    ledger.publish_many(entries, **NOTE)
    projector.catch_up()
    for type_name, viewset in ENTRIES.items():
        collection = viewset().resource.collection
        path = f"/api/v1/{collection}/{{key}}/editions/"
        key = "public-1"
        editions = api.ask(f"{collection}/{key}/editions/")
        assert errors_of(editions, component_of(path)) == []
        names = ",".join(viewset(action="edition").includable)
        number = editions["items"][0]["edition"]
        item = api.ask(
            f"{collection}/{key}/editions/{number}/{f'?include={names}' if names else ''}"
        )
        assert item["type"] == type_name
        assert errors_of(item, component_of(f"{path}{{number}}/")) == []
    changes = api.ask("changes/?limit=200")
    assert errors_of(changes, component_of("/api/v1/changes/")) == []


@pytest.mark.parametrize("path", sorted(FROZEN.glob("*.json")), ids=lambda path: path.stem)
def test_editions_of_past_schemas_are_read(api: ApiClient, path: Path) -> None:
    with live_store():
        for sequence, frozen in enumerate(json.loads(path.read_text(encoding="utf-8")), start=1):
            record(sequence, frozen)
        Applied.objects.update_or_create(pk=1, defaults={"sequence": sequence})
    changes = api.ask("changes/?limit=200")["items"]
    assert len(changes) == sequence
    for change in changes:
        key = f"{change['id']}/editions/{change['edition']}/"
        collection = ENTRIES[change["type"]]().resource.collection
        item = api.ask(f"{collection}/{key}")
        assert errors_of(item, component_of(f"/api/v1/{collection}/{{key}}/")) == []


def record(sequence: int, frozen: dict[str, Any]) -> None:
    """Put a frozen edition into the public history as it was."""
    names = ("entry_type", "entry_id", "schema", "snapshot", "digest")
    PublicEdition.objects.create(
        **{name: frozen[name] for name in names},
        sequence=sequence,
        number=1,
        operation="publish",
        major=True,
        slug=json.loads(frozen["snapshot"])[0]["fields"]["slug"],
        at=day(1),
    )


def test_the_editions_of_an_entry(api: ApiClient, renamed: Policy) -> None:
    answer = api.ask("policies/new-plan/editions/?lang=en")
    editions = answer["items"]
    assert [each["edition"] for each in editions] == [4, 3, 2, 1]
    assert [each["op"] for each in editions] == ["publish", "withdraw", "publish", "publish"]
    assert [each["seq"] for each in editions] == [7, 6, 5, 3]
    assert [each["slug"] for each in editions] == ["new-plan"] * 3 + ["plan"]
    assert editions[2]["changed"] == ["sections", "slug", "title", "translation"]
    assert (editions[1]["changed"], editions[1]["url"], editions[1]["etag"]) == ([], None, None)
    assert (editions[1]["note"], editions[1]["at"]) == ("It was merged.", WITHDRAWN_AT)
    assert answer["head"] == 7
    for each in editions:
        if each["url"]:
            assert api.get(each["url"]).json()["edition"] == each["edition"]
    first = api.ask("policies/new-plan/editions/?limit=3")
    assert [each["edition"] for each in api.get(first["next"]).json()["items"]] == [1]


def test_links_between_versions(api: ApiClient, renamed: Policy) -> None:
    base = f"http://testserver/api/v1/policies/{renamed.pk}/"
    assert f'<{base}editions/>; rel="version-history"' in api.answer("policies/new-plan/")["Link"]
    past = api.answer("policies/new-plan/editions/1/")
    assert f'<{base}>; rel="latest-version"' in past["Link"]
    assert past["Last-Modified"] == "Sat, 02 May 2026 12:00:00 GMT"
    again = api.answer("policies/new-plan/editions/1/", headers={"if-none-match": past["ETag"]})
    assert again.status_code == 304
