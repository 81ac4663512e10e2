"""The editors' desk: what saving, publishing, withdrawing and deleting do."""

from typing import Any
from unittest.mock import patch

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inet3site.publishing import ledger, projector
from inet3site.publishing.models import Edition, Revision
from inet3site.publishing.registry import all_types
from inet3site.publishing.states import State, state_of
from policies.models import Issuance, Organisation, Policy
from tests.admin_forms import change_url, new_row, submit
from tests.builders import build_all

pytestmark = pytest.mark.stores


@pytest.fixture
def policy() -> Policy:
    """A draft that nothing keeps from being published."""
    return Policy.objects.create(
        slug="plan", kind="plan", level="municipal", title_zh="规划", title_en="Plan"
    )


def publish(client: Client, entry: Any, **changes: Any) -> Any:
    return submit(client, change_url(entry), "_publish", **changes)


def test_saving_records_a_revision_and_moves_nothing_public(desk: Client, policy: Policy) -> None:
    publish(desk, policy)
    before = Client().get("/en/policies/plan/").content
    submit(desk, change_url(policy), title_en="Another plan")
    assert Revision.objects.filter(entry_id=policy.pk).count() == 2
    assert state_of(policy) == State.CHANGED
    assert Client().get("/en/policies/plan/").content == before
    submit(desk, change_url(policy), title_en="Another plan")
    assert Revision.objects.filter(entry_id=policy.pk).count() == 2


def test_save_and_publish_shows_what_was_saved(desk: Client, policy: Policy) -> None:
    assert Client().get("/en/policies/plan/").status_code == 404
    response = publish(desk, policy, title_en="The best plan")
    assert response.url == change_url(policy)
    assert "The best plan" in Client().get("/en/policies/plan/").content.decode()
    assert state_of(policy) == State.LIVE
    edition = Edition.objects.get()
    assert edition.revision.snapshot.count("The best plan") == 1
    assert edition.by.username == "admin"


def test_a_new_entry_can_be_published_at_once(desk: Client) -> None:
    submit(
        desk,
        reverse("admin:policies_organisation_add"),
        "_publish",
        slug="apple",
        kind="company",
        name_zh="苹果公司",
    )
    assert state_of(Organisation.objects.get()) == State.LIVE


def test_all_blockers_are_shown_at_once_and_nothing_is_saved(desk: Client, policy: Policy) -> None:
    other = Policy.objects.create(slug="other", kind="plan", level="municipal", title_zh="其他")
    ledger.revise(other)
    ledger.publish(other)
    other.slug = "moved-away"
    other.save()
    body = Organisation.objects.create(slug="body", kind="company", name_zh="机构")
    row = new_row("issuances", "policy", policy, organisation=body.pk, role="issuer")
    response = publish(desk, policy, title_zh="", slug="other", **row)
    form = response.context["adminform"].form
    assert set(form.errors) == {"title_zh", "slug"}
    issuances = response.context["inline_admin_formsets"][0].formset
    assert set(issuances.forms[0].errors) == {"organisation"}
    policy.refresh_from_db()
    assert (policy.title_zh, policy.slug) == ("规划", "plan")
    assert Issuance.objects.count() == Revision.objects.filter(entry_id=policy.pk).count() == 0


def test_the_form_lists_what_blocks_publishing_all_the_time(desk: Client, policy: Policy) -> None:
    body = Organisation.objects.create(slug="body", kind="company", name_zh="机构")
    issuance = Issuance.objects.create(policy=policy, organisation=body, role="issuer")
    policy.title_zh = ""
    policy.save()
    ledger.revise(policy)
    blocking = dict(desk.get(change_url(policy)).context["blocking"])
    assert blocking == {
        "A Chinese title or name is needed before this can be published.": "id_title_zh",
        f"“{body}” must be published first.": "issuances-0",
    }
    page = desk.get(change_url(policy)).content.decode()
    assert 'href="#issuances-0"' in page
    assert 'id="issuances-0"' in page
    issuance.delete()
    submit(desk, change_url(policy), title_zh="规划")
    assert desk.get(change_url(policy)).context["blocking"] == []


def test_a_change_of_a_major_field_needs_its_label_and_a_note(desk: Client, policy: Policy) -> None:
    publish(desk, policy)
    response = publish(desk, policy, published_on="2023-05")
    assert set(response.context["adminform"].form.errors) == {"change_is_major", "change_note_zh"}
    publish(
        desk, policy, published_on="2023-05", change_is_major="on", change_note_zh="补充发布日期"
    )
    assert Edition.objects.get(number=2).change_note_zh == "补充发布日期"


def test_a_minor_change_needs_no_note(desk: Client, policy: Policy) -> None:
    publish(desk, policy)
    publish(desk, policy, summary_en="A summary.")
    assert Edition.objects.filter(number=2, major=False).exists()


def test_publishing_what_is_live_already_says_so(desk: Client, policy: Policy) -> None:
    publish(desk, policy)
    response = publish(desk, policy)
    assert "There is nothing new to publish." in response.content.decode()
    assert Edition.objects.count() == 1


def test_withdrawing_answers_gone_and_names_the_replacement(desk: Client, policy: Policy) -> None:
    newer = Policy.objects.create(slug="newer", kind="plan", level="municipal", title_zh="新规划")
    publish(desk, policy)
    publish(desk, newer)
    desk.post(
        reverse("admin:policies_policy_withdraw", args=[policy.pk]),
        {"replacement": newer.pk, "change_note_zh": "已被取代", "change_note_en": "Replaced."},
    )
    assert state_of(policy) == State.WITHDRAWN
    page = Client().get("/en/policies/plan/")
    assert page.status_code == 410
    assert "/en/policies/newer/" in page.content.decode()
    item = Client().get("/api/v1/policies/plan/")
    assert item.status_code == 410
    assert item.json()["replacement"]["slug"] == "newer"


def test_what_a_live_entry_needs_cannot_be_withdrawn(desk: Client, policy: Policy) -> None:
    body = Organisation.objects.create(slug="body", kind="company", name_zh="机构")
    publish(desk, body)
    Issuance.objects.create(policy=policy, organisation=body)
    publish(desk, policy)
    response = desk.post(reverse("admin:policies_organisation_withdraw", args=[body.pk]))
    assert "“Plan” is published and needs this entry." in response.content.decode()
    assert state_of(body) == State.LIVE


def test_withdrawing_a_draft_or_nothing_is_refused(desk: Client, policy: Policy) -> None:
    response = desk.post(reverse("admin:policies_policy_withdraw", args=[policy.pk]))
    assert "This entry is not published." in response.content.decode()
    response = desk.get(reverse("admin:policies_policy_withdraw", args=["nothing"]))
    assert response.status_code == 404


def test_bulk_publication_reports_on_each_entry(desk: Client, policy: Policy) -> None:
    untitled = Policy.objects.create(slug="untitled", kind="plan", level="municipal")
    data = {"action": "publish_selected", "_selected_action": [policy.pk, untitled.pk]}
    url = reverse("admin:policies_policy_changelist")
    assert "untitled" in desk.post(url, data).content.decode()
    assert Edition.objects.count() == 0
    response = desk.post(url, {**data, "apply": "1"}, follow=True)
    levels = sorted(message.level_tag for message in response.context["messages"])
    assert levels == ["error", "success"]
    assert state_of(policy) == State.LIVE
    assert state_of(untitled) == State.DRAFT


def test_bulk_publication_publishes_what_was_shown(desk: Client, policy: Policy) -> None:
    shown = ledger.revise(policy)
    data = {"action": "publish_selected", "_selected_action": [policy.pk]}
    url = reverse("admin:policies_policy_changelist")
    page = desk.post(url, data).content.decode()
    assert f'name="_revision" value="{shown.pk}"' in page
    submit(desk, change_url(policy), title_en="Later words")
    desk.post(url, {**data, "apply": "1", "_revision": shown.pk})
    assert Edition.objects.get().revision == shown
    assert state_of(policy) == State.CHANGED


@pytest.mark.parametrize("key", ["x", "9" * 30])
def test_bulk_publication_refuses_what_is_no_revision(
    desk: Client, policy: Policy, key: str
) -> None:
    data = {"action": "publish_selected", "_selected_action": [policy.pk], "_revision": key}
    url = reverse("admin:policies_policy_changelist")
    assert desk.post(url, {**data, "apply": "1"}).status_code == 400
    assert Edition.objects.count() == 0


def test_only_what_was_never_published_can_be_deleted(desk: Client, policy: Policy) -> None:
    url = reverse("admin:policies_policy_delete", args=[policy.pk])
    publish(desk, policy)
    ledger.withdraw(policy)
    assert desk.post(url, {"post": "yes"}).status_code == 403
    draft = Policy.objects.create(slug="draft", kind="plan", level="municipal")
    desk.post(reverse("admin:policies_policy_delete", args=[draft.pk]), {"post": "yes"})
    assert list(Policy.objects.all()) == [policy]
    assert (
        "delete_selected"
        not in desk.get(reverse("admin:policies_policy_changelist")).content.decode()
    )


def test_a_failed_projection_is_told_and_the_publication_kept(desk: Client, policy: Policy) -> None:
    with patch.object(projector, "_apply", side_effect=RuntimeError("disk full")):
        publish(desk, policy)
        page = desk.get(reverse("admin:index")).content.decode()
    assert "1 edition is recorded but not yet public" in page
    assert Edition.objects.count() == 1
    projector.catch_up()
    assert "not yet public" not in desk.get(reverse("admin:index")).content.decode()
    assert Client().get("/en/policies/plan/").status_code == 200


def test_a_renamed_body_shows_everywhere_at_once(desk: Client, policy: Policy) -> None:
    body = Organisation.objects.create(slug="body", kind="company", name_zh="旧名", name_en="Old")
    publish(desk, body)
    Issuance.objects.create(policy=policy, organisation=body)
    publish(desk, policy)
    publish(desk, body, name_en="New name")
    assert "New name" in Client().get("/en/policies/plan/").content.decode()
    assert "New name" in Client().get("/api/v1/policies/plan/").content.decode()


def test_a_renamed_address_redirects_until_it_is_used_again(desk: Client, policy: Policy) -> None:
    publish(desk, policy)
    publish(desk, policy, slug="renamed")
    for prefix in ("/en/policies", "/zh-hans/policies", "/api/v1/policies"):
        response = Client().get(f"{prefix}/plan/")
        assert response.status_code == 308
        assert response.url.endswith(f"{prefix}/renamed/")
    other = Policy.objects.create(slug="plan", kind="plan", level="municipal", title_zh="另一")
    publish(desk, other)
    assert "另一" in Client().get("/zh-hans/policies/plan/").content.decode()


def test_lists_take_the_same_number_of_queries_at_any_length(desk: Client) -> None:
    build_all("first", number=1)
    few = queries_of_lists(desk)
    for number in (2, 3, 4):
        build_all("more", number=number)
    assert queries_of_lists(desk) == few


def queries_of_lists(desk: Client) -> dict[str, int]:
    """How many queries the list of each type takes."""
    counts = {}
    for entry_type in all_types():
        options = entry_type.model._meta
        url = reverse(f"admin:{options.app_label}_{options.model_name}_changelist")
        desk.get(url)
        with CaptureQueriesContext(connection) as queries:
            desk.get(url)
        counts[entry_type.name] = len(queries)
    return counts


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_admin_page_opens(desk: Client, language: str, policy: Policy) -> None:
    desk.post(reverse("set_language"), {"language": language, "next": "/admin/"})
    for entry_type in all_types():
        options = entry_type.model._meta
        assert entry_type.model in admin.site._registry
        for page in ("changelist", "add"):
            response = desk.get(reverse(f"admin:{options.app_label}_{options.model_name}_{page}"))
            assert response.status_code == 200
            assert f'lang="{language}"' in response.content.decode()
    assert desk.get(change_url(policy)).status_code == 200
    assert (
        desk.get(reverse("admin:policies_policy_changelist"), {"state": "live"}).status_code == 200
    )
