"""The revisions of an entry: compared, and brought back as new drafts."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inet3site.publishing import ledger, restoring, rows, snapshots
from inet3site.publishing.blockers import Blocked
from inet3site.publishing.comparison import compare
from inet3site.publishing.models import Edition, Revision, RevisionKind
from inet3site.publishing.registry import type_of
from inet3site.publishing.revisions import read
from policies.models import Policy
from tests import factories as make
from tests.admin_forms import change_url, submit
from tests.builders import build_all
from tests.people import browser_of, person

pytestmark = pytest.mark.stores


def history_url(entry: Any) -> str:
    options = entry._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_history", args=[entry.pk])


def revised(entry: Any, **fields: Any) -> Revision:
    """A new revision of an entry, with other values."""
    vars(entry).update(fields)
    entry.save()
    return ledger.revise(entry)


def test_entries_of_all_types_come_back_with_all_their_parts() -> None:
    somebody = person("somebody", "author")
    for entry in build_all("alpha", number=1).values():
        old = ledger.revise(entry)
        rows.delete_parts(type_of(entry), entry.pk)
        emptied = revised(entry, slug="another-address")
        assert emptied.number == old.number + 1
        restored = restoring.restore(old, by=somebody)
        assert restored.snapshot == old.snapshot == snapshots.encode(snapshots.take(entry))
        assert (restored.kind, restored.by) == (RevisionKind.RESTORE, somebody)


def test_a_revision_says_what_the_working_copy_says() -> None:
    for entry in build_all("beta", number=1).values():
        revision = ledger.revise(entry)
        assert compare(read(revision), type(entry)._base_manager.get(pk=entry.pk)).is_empty


def test_what_was_deleted_since_is_listed_and_nothing_is_written() -> None:
    technologies = [make.make_technology(slug=slug) for slug in ("gone", "also-gone")]
    policy = make.make_policy()
    provision = make.make_provision(policy=policy, technologies=technologies)
    old = ledger.revise(policy)
    provision.delete()
    ledger.revise(policy)
    for technology in technologies:
        technology.delete()
    with pytest.raises(Blocked) as refused:
        restoring.restore(old, by=person("somebody"))
    assert len(refused.value.blockers) == len(technologies)
    assert not policy.provisions.exists()
    assert "(deleted)" in str([*read(old).provisions.all()[0].technologies.all()])


def test_an_address_that_another_has_by_now_is_refused() -> None:
    policy = make.make_policy(slug="plan")
    old = ledger.revise(policy)
    revised(policy, slug="plan-2")
    make.make_policy(slug="plan")
    with pytest.raises(Blocked):
        restoring.restore(old, by=person("somebody"))
    assert Policy.objects.get(pk=policy.pk).slug == "plan-2"


def test_the_history_compares_with_what_is_published_word_by_word(desk: Client) -> None:
    policy = make.make_policy(kind="plan", level="municipal", title_zh="北京市元宇宙行动计划")
    ledger.publish(policy, revision=ledger.revise(policy))
    revised(policy, title_zh="北京市互联网3.0行动计划")
    page = desk.get(history_url(policy)).content.decode()
    assert "<del>元宇宙</del><ins>互联网3.0</ins>" in page
    assert "This is what the public sees." not in page
    older = desk.get(history_url(policy), {"revision": 1}).content.decode()
    assert "This is what the public sees." in older


def test_two_chosen_revisions_are_compared_row_by_row(desk: Client) -> None:
    policy = make.make_policy()
    ledger.revise(policy)
    make.make_section(policy=policy, heading_zh="总则", heading_en="General")
    ledger.revise(policy)
    revised(policy, title_en="Something else")
    page = desk.get(history_url(policy), {"from": 1, "to": 2}).content.decode()
    assert "General" in page
    assert "Added" in page
    assert "Something else" not in page.partition('id="differences"')[2].partition("<table>")[0]


@pytest.mark.parametrize("query", ["revision=99", "revision=x&from=1&to=99", "from=x"])
def test_what_there_is_not_is_refused_in_words(desk: Client, query: str) -> None:
    policy = make.make_policy()
    ledger.revise(policy)
    revised(policy, title_en="Something else")
    response = desk.get(f"{history_url(policy)}?{query}")
    assert response.status_code == (404 if "99" in query and "from" not in query else 200)


def test_every_type_has_a_history_page(desk: Client) -> None:
    for entry in build_all("gamma", number=1).values():
        ledger.revise(entry)
        revised(entry, slug="another-address")
        assert desk.get(history_url(entry)).status_code == 200


def test_an_entry_without_a_revision_has_no_history(desk: Client) -> None:
    assert desk.get(history_url(make.make_policy())).status_code == 404


def test_a_restored_draft_changes_nothing_public(desk: Client) -> None:
    policy = make.make_policy(slug="plan", kind="plan", level="municipal", title_en="Old words")
    old = ledger.revise(policy)
    submit(desk, change_url(policy), "_publish", title_en="New words")
    response = desk.post(f"{history_url(policy)}?revision={old.number}", {"action": "restore"})
    assert response.status_code == 302
    assert Policy.objects.get(pk=policy.pk).title_en == "Old words"
    assert "New words" in Client().get("/en/policies/plan/").content.decode()
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("action", ["", "explode"])
def test_an_unknown_action_is_a_bad_request(action: str) -> None:
    policy = make.make_policy()
    ledger.revise(policy)
    client = browser_of(person("boss", "administrator"))
    assert client.post(history_url(policy), {"action": action}).status_code == 400
