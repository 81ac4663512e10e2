"""Notes on entries: who writes and resolves them, where they show, and where they never do."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from inet3site.publishing import ledger, notes, projector, restoring
from inet3site.publishing.models import Note
from policies.models import Policy
from tests import factories as make
from tests.admin_forms import change_url, submit
from tests.people import browser_of, person

from .schedules import latest, plan
from .together import collaboration, record, tell

pytestmark = [pytest.mark.stores, pytest.mark.usefixtures("committing")]

SECRET = "Zqxwvj note"


@pytest.fixture
def author() -> User:
    return person("author", "author")


@pytest.fixture
def client(author: User) -> Client:
    """A browser of somebody who may change entries."""
    return browser_of(author)


@pytest.fixture
def policy(author: User) -> Policy:
    return plan(by=author)


def form(client: Client, policy: Policy) -> str:
    return client.get(change_url(policy)).content.decode()


def test_a_note_on_a_field_leads_to_the_field(client: Client, policy: Policy) -> None:
    response = tell(client, policy, "note", field="title_en", text="Is this official?")
    assert response.headers["Location"] == change_url(policy)
    page = form(client, policy)
    assert "Is this official?" in page
    assert '<a href="#id_title_en">Title (English)</a>' in page
    assert 'id="id_title_en"' in page
    assert record(policy)[-1] == ("note", "author", "Is this official?")


def test_a_note_on_the_whole_entry(client: Client, policy: Policy) -> None:
    tell(client, policy, "note", text="Who has\r\nthe original?")
    note = Note.objects.get()
    assert (note.field, note.text) == ("", "Who has\nthe original?")
    assert (note.entry_type, note.entry_id) == ("policies.policy", policy.pk)


def test_a_note_is_resolved_and_reopened_by_anyone_who_may_change(
    client: Client, policy: Policy
) -> None:
    tell(client, policy, "note", text="Is this official?")
    note = Note.objects.get()
    other = browser_of(person("other", "author"))
    assert tell(other, policy, f"resolve:{note.pk}").status_code == 302
    note.refresh_from_db()
    assert str(note.resolved_by) == "other"
    assert note.resolved_at
    page = form(client, policy)
    assert "No note is open." in page
    assert "Resolved notes" in page
    assert "Is this official?" in page
    assert tell(client, policy, f"reopen:{note.pk}").status_code == 302
    note.refresh_from_db()
    assert (note.resolved_by, note.resolved_at) == (None, None)
    assert record(policy)[1:] == [
        ("note", "author", "Is this official?"),
        ("resolve", "other", "Is this official?"),
        ("reopen", "author", "Is this official?"),
    ]
    assert (
        "Note reopened"
        in client.get(reverse("admin:policies_policy_history", args=[policy.pk])).content.decode()
    )


@pytest.mark.parametrize(("verb", "words"), [("resolve", "resolved"), ("reopen", "open")])
def test_what_is_done_already_is_said(
    client: Client, policy: Policy, author: User, verb: str, words: str
) -> None:
    note = notes.write(policy, text="Is this official?", by=author)
    if verb == "resolve":
        notes.resolve(note, by=author)
    before = record(policy)
    response = tell(client, policy, f"{verb}:{note.pk}")
    assert response.status_code == 200
    assert f"This note is {words} already." in response.content.decode()
    assert record(policy) == before


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        ({"text": ""}, "text", "This field is required."),
        ({"text": " \n "}, "text", "This field is required."),
        ({"text": "x\x00y"}, "text", "Null characters are not allowed."),
        ({"text": "x", "field": "nonsense"}, "field", "Select a valid choice."),
        ({"text": "x", "field": "id"}, "field", "Select a valid choice."),
        ({"text": "x", "field": "change_note_zh"}, "field", "Select a valid choice."),
    ],
)
def test_wrong_input_is_an_error_of_its_field(
    client: Client, policy: Policy, data: dict[str, str], field: str, words: str
) -> None:
    response = tell(client, policy, "note", **data)
    assert response.status_code == 200
    assert words in str(response.context["collaboration"]["note"].errors[field])
    assert words in response.content.decode()
    assert not Note.objects.exists()
    assert [verb for verb, *_rest in record(policy)] == ["save"]


@pytest.mark.parametrize("action", ["", "delete", "note\x00", "resolve"])
def test_what_can_not_be_done_is_refused(client: Client, policy: Policy, action: str) -> None:
    assert tell(client, policy, action).status_code == (404 if action == "resolve" else 400)


@pytest.mark.parametrize("key", ["0", "-1", "x", "9" * 30, "²"])
def test_a_note_that_is_not_there_is_not_found(client: Client, policy: Policy, key: str) -> None:
    assert tell(client, policy, f"resolve:{key}").status_code == 404


def test_a_note_on_another_entry_is_not_found(client: Client, policy: Policy, author: User) -> None:
    other = make.make_policy(slug="other")
    note = notes.write(other, text="Elsewhere", by=author)
    assert tell(client, policy, f"resolve:{note.pk}").status_code == 404
    assert Note.objects.open().exists()


@pytest.mark.parametrize("role", ["reviewer", "publisher"])
def test_who_may_not_change_reads_notes_only(client: Client, policy: Policy, role: str) -> None:
    tell(client, policy, "note", field="title_en", text="Is this official?")
    note = Note.objects.get()
    reader = browser_of(person("reader", role))
    page = form(reader, policy)
    assert "Is this official?" in page
    assert "Write a note" not in page
    for action in ("note", f"resolve:{note.pk}", f"reopen:{note.pk}", "assign", "recheck"):
        assert tell(reader, policy, action, text="x").status_code == 403
    assert Note.objects.open().count() == 1


def test_who_may_not_see_the_entry_sees_no_note(client: Client, policy: Policy) -> None:
    assert browser_of(person("nobody")).get(collaboration(policy)).status_code == 403
    assert Client().get(collaboration(policy)).status_code == 302
    gone = collaboration(policy).replace(str(policy.pk), str(policy.pk)[::-1])
    assert client.get(gone).status_code in (302, 404)


def test_the_list_says_how_many_notes_are_open(
    client: Client, policy: Policy, author: User
) -> None:
    for text in ("One", "Two", "Three"):
        notes.write(policy, text=text, by=author)
    notes.resolve(Note.objects.earliest("pk"), by=author)
    page = client.get(reverse("admin:policies_policy_changelist")).content.decode()
    assert "Open notes: 2" in page


def test_notes_survive_saves_and_restored_revisions(
    client: Client, policy: Policy, author: User
) -> None:
    first = latest(policy)
    tell(client, policy, "note", field="title_en", text="Is this official?")
    submit(client, change_url(policy), title_en="Other words")
    restoring.restore(first, by=author)
    assert "Is this official?" in form(client, policy)
    assert Note.objects.open().count() == 1


def test_a_note_changes_no_revision(client: Client, policy: Policy) -> None:
    tell(client, policy, "note", field="title_en", text="Is this official?")
    assert latest(policy).number == 1
    assert str(client.get(change_url(policy)).context["base"]) == "1"


def test_a_note_stays_in_the_workspace(
    client: Client, policy: Policy, author: User, tmp_path: Path
) -> None:
    note = notes.write(policy, text=SECRET, field="title_en", by=author)
    submit(client, change_url(policy), title_en="Other words")
    edition = ledger.publish(policy, by=None)
    projector.catch_up()
    assert SECRET not in latest(policy).snapshot + edition.snapshot
    with connections["live"].cursor() as cursor:
        assert "publishing_note" not in connections["live"].introspection.table_names(cursor)
    for model in apps.get_models():
        if model._meta.app_label in ("policies", "districts", "pages", "publishing"):
            for row in rows_in_live(model):
                assert SECRET not in str(vars(row))
    file = tmp_path / "policies.csv"
    call_command("export_entries", "policy", str(file))
    table = file.read_text(encoding="utf-8")
    assert "Other words" in table
    assert SECRET not in table
    reader = Client()
    for address in ("/en/policies/plan/", "/api/v1/policies/plan/", "/api/v1/changes/"):
        answer = reader.get(address)
        assert answer.status_code == 200
        assert SECRET not in answer.content.decode()
    assert Note.objects.get() == note


def rows_in_live(model: Any) -> list[Any]:
    """The rows of a model in `live`; none where it has no table there."""
    connection = connections["live"]
    with connection.cursor() as cursor:
        if model._meta.db_table not in connection.introspection.table_names(cursor):
            return []
    return list(model._base_manager.using("live"))


def test_the_database_keeps_the_rules(policy: Policy, author: User) -> None:
    own = {"entry_type": "policies.policy", "entry_id": policy.pk, "by": author, "at": now()}
    for wrong in ({"text": ""}, {"text": "x", "resolved_at": now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Note.objects.create(**own, **wrong)


def test_a_note_and_its_line_of_the_record_are_one(
    policy: Policy, author: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("no record")

    monkeypatch.setattr(notes, "note_entry", fail)
    with pytest.raises(RuntimeError):
        notes.write(policy, text="Lost", by=author)
    assert not Note.objects.exists()
