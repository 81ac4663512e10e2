"""The two stores: what a public request can reach, and what it can't."""

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connections, models
from django.test import override_settings

from inet3site.publishing import checks, ledger, projector, verification
from inet3site.publishing.models import PublicSlug, Revision
from inet3site.publishing.projector import ProjectionError
from inet3site.publishing.registry import EntryType
from inet3site.publishing.stores import StoreError, live_store, public_store
from policies.models import Layer, Technology

pytestmark = pytest.mark.stores


def make_layer() -> Layer:
    layer = Layer.objects.create(slug="ground", number=1, name_zh="基础设施层")
    ledger.revise(layer)
    return layer


def test_a_draft_is_not_in_the_store_that_answers() -> None:
    make_layer()
    with public_store():
        assert not Layer.objects.exists()
    assert Layer.objects.exists()


@pytest.mark.parametrize("model", [User, Revision])
def test_a_public_request_cannot_query_the_workspace(model: type[models.Model]) -> None:
    with public_store(), pytest.raises(StoreError, match="workspace"):
        model._base_manager.exists()


def test_a_public_request_cannot_write() -> None:
    with public_store(), pytest.raises(StoreError, match="write"):
        Layer.objects.create(slug="x", number=1)
    with public_store(), pytest.raises(StoreError, match="write"):
        connections["live"].cursor().execute("DELETE FROM policies_layer")


def test_relations_stay_within_the_store_of_the_request() -> None:
    technology = Technology.objects.create(slug="ai", kind="technology", name_zh="人工智能")
    technology.layers.add(make_layer())
    ledger.publish(technology)
    projector.catch_up()
    with public_store():
        assert list(Technology.objects.get().layers.all()) == []
    assert technology.layers.count() == 1


def test_content_may_not_point_at_the_workspace(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.content_stands_alone(None) == []
    monkeypatch.setattr(apps.get_app_config("auth"), "is_content", True, raising=False)
    assert {error.id for error in checks.content_stands_alone(None)} == {"publishing.E001"}


def test_a_type_may_require_only_earlier_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.required_references_form_no_circle(None) == []
    types = [EntryType(t.model, t.title, t.parts) for t in checks.all_types()]
    monkeypatch.setattr(checks, "all_types", lambda: reversed(types))
    assert {e.id for e in checks.required_references_form_no_circle(None)} == {"publishing.E002"}


def test_verification_finds_what_differs(capsys: pytest.CaptureFixture) -> None:
    layer = make_layer()
    ledger.publish(layer)
    projector.catch_up()
    call_command("verify_live")
    with live_store():
        Layer.objects.update(name_en="Tampered")
        Layer.objects.create(slug="smuggled", number=2)
        PublicSlug.objects.all().delete()
    with pytest.raises(CommandError, match="4 differences"):
        call_command("verify_live")
    assert "differs from the ledger" in capsys.readouterr().err
    call_command("rebuild_live")
    assert verification.differences() == []


def test_verification_counts_what_is_not_yet_applied() -> None:
    ledger.publish(make_layer())
    with pytest.raises(CommandError, match="0 differences; 1 editions not yet applied"):
        call_command("verify_live")
    call_command("catch_up")
    call_command("verify_live")


def test_a_gap_in_the_ledger_stops_projection() -> None:
    ledger.publish(make_layer())
    ledger.withdraw(Layer.objects.get())
    with connections["default"].cursor() as cursor:
        cursor.execute("UPDATE publishing_edition SET sequence = 7 WHERE operation = 'withdraw'")
    projector.project_next()
    with pytest.raises(ProjectionError, match="Edition 2 is missing"):
        projector.project_next()


def test_commands_end_with_the_reason_when_projection_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("disk full")

    ledger.publish(make_layer())
    monkeypatch.setattr(projector, "_apply", fail)
    for command in ("catch_up", "rebuild_live"):
        with pytest.raises(CommandError, match="Edition 1 can't be applied: disk full"):
            call_command(command)
    with pytest.raises(CommandError, match="disk full"):
        call_command("worker", once=True)


def test_migrate_brings_both_stores_up_to_date(capsys: pytest.CaptureFixture) -> None:
    call_command("migrate", verbosity=1)
    output = capsys.readouterr().out
    assert "Store: default" in output
    assert "Store: live" in output
    call_command("migrate", database="live", verbosity=1)
    assert "Store:" not in capsys.readouterr().out


@pytest.mark.parametrize("command", ["migrate", "catch_up", "verify_live", "rebuild_live"])
@override_settings(ROLE="public")
def test_a_command_says_that_a_public_process_has_no_workspace(command: str) -> None:
    with pytest.raises(CommandError, match="needs the workspace"):
        call_command(command)
