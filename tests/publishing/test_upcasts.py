"""Snapshots of past schemas are read for ever: frozen ones are folded here."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone

from inet3site.publishing import ledger, projector, registry, snapshots, verification
from inet3site.publishing.models import Edition, Operation, Revision
from inet3site.publishing.registry import SnapshotObject, all_types, type_named
from inet3site.publishing.snapshots import SnapshotError
from policies.models import Source
from tests.builders import build_all

pytestmark = pytest.mark.stores

FROZEN = Path(__file__).parent / "frozen"
"""One file for each schema that ever was: an edition of each type, as it was stored then.

A change of a schema adds a file, by running these tests with FREEZE=0002 and so on; none is ever
changed.
"""

COPIED = ("entry_type", "entry_id", "schema", "snapshot", "digest")
SOURCE_ID = "00000000-0000-5000-8000-000000000001"
OLD_SNAPSHOT = json.dumps(
    [
        {
            "model": "policies.source",
            "pk": SOURCE_ID,
            "fields": {"slug": "old", "kind": "press", "name": "Seen long ago", "language": "en"},
        }
    ]
)
OLD = {
    "entry_type": "policies.source",
    "entry_id": SOURCE_ID,
    "schema": 1,
    "snapshot": OLD_SNAPSHOT,
    "digest": snapshots.digest(OLD_SNAPSHOT),
}
"""An edition of a schema in which a source had a `name`, and fewer fields than now."""


def frozen_files() -> list[Path]:
    return sorted(FROZEN.glob("*.json"))


def load(path: Path) -> list[dict[str, Any]]:
    return json.loads(path.read_text(encoding="utf-8"))


def record(sequence: int, frozen: dict[str, Any]) -> Edition:
    """Put a frozen edition into the ledger as it was."""
    copied = {name: frozen[name] for name in COPIED}
    now = timezone.now()
    revision = Revision.objects.create(number=1, at=now, **copied)
    return Edition.objects.create(
        sequence=sequence,
        number=1,
        operation=Operation.PUBLISH,
        revision=revision,
        major=False,
        slug=f"frozen-{sequence}",
        at=now,
        **copied,
    )


def shapes(editions: list[dict[str, Any]]) -> dict[str, set[str]]:
    """The fields that the rows of each model have."""
    rows = [row for edition in editions for row in json.loads(edition["snapshot"])]
    return {row["model"]: set(row["fields"]) for row in rows}


def publish_one_of_each() -> list[dict[str, Any]]:
    """An edition of each type with every field filled, after one of each that they refer to."""
    first = build_all("earlier", number=1)
    second = build_all("text", number=2, targets=first)
    editions = []
    for entry in [*first.values(), *second.values()]:
        ledger.revise(entry)
        edition = ledger.publish(entry)
        editions.append({name: str(getattr(edition, name)) for name in COPIED})
    return [{**edition, "schema": int(edition["schema"])} for edition in editions]


@pytest.mark.parametrize("path", frozen_files(), ids=lambda path: path.stem)
def test_every_frozen_schema_folds(path: Path) -> None:
    editions = [record(place, frozen) for place, frozen in enumerate(load(path), start=1)]
    assert projector.catch_up() == len(editions) > 0
    assert verification.differences() == []


def test_the_present_schema_is_frozen() -> None:
    present = publish_one_of_each()
    if name := os.environ.get("FREEZE"):
        text = json.dumps(present, ensure_ascii=False, indent=1)
        (FROZEN / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
    newest = load(frozen_files()[-1])
    assert shapes(newest) == shapes(present)
    assert {e["entry_type"]: e["schema"] for e in newest} == {t.name: t.schema for t in all_types()}


def test_every_type_survives_the_round_trip() -> None:
    publish_one_of_each()
    projector.catch_up()
    assert verification.differences() == []


def name_becomes_title(objects: list[SnapshotObject]) -> list[SnapshotObject]:
    """An upcast as an app would ship it: a source's `name` was renamed `title`."""
    rows = []
    for row in objects:
        fields = {key: value for key, value in row["fields"].items() if key != "name"}
        rows.append({**row, "fields": {**fields, "title": row["fields"]["name"]}})
    return rows


def test_an_older_schema_folds_through_an_upcast() -> None:
    edition = record(1, OLD)
    newer = replace(type_named("policies.source"), upcasts=(name_becomes_title,))
    with patch.dict(registry._types, {"policies.source": newer}):
        projector.catch_up()
        assert verification.differences() == []
        source = Source.objects.using("live").get()
        assert (source.title, source.edition, source.url) == ("Seen long ago", 1, "")
    edition.refresh_from_db()
    assert edition.snapshot == OLD_SNAPSHOT
    assert edition.digest == OLD["digest"]


def test_a_field_that_no_upcast_explains_stops_projection() -> None:
    record(1, OLD)
    with pytest.raises(projector.ProjectionError, match="name"):
        projector.catch_up()
    assert not Source.objects.using("live").exists()


def test_a_snapshot_newer_than_the_code_is_refused() -> None:
    newer = type_named("policies.source").schema + 1
    with pytest.raises(SnapshotError, match="newer"):
        snapshots.read(type_named("policies.source"), newer, "[]")
