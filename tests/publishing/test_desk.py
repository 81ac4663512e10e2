"""What the desk does with awkward forms: rows that go, values that move, people who may less."""

from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.models import Permission, User
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from districts.models import Initiative
from inet3site.pages.models import SitePage
from inet3site.publishing import ledger, projector, registry
from inet3site.publishing.ledger import Blocked
from inet3site.publishing.models import Edition, Entry, Revision
from inet3site.publishing.states import State, state_of
from policies.models import PolicyCitation, Source, Technology
from tests import factories as make
from tests.admin_forms import change_url, form_data, submit
from tests.builders import build_all

pytestmark = pytest.mark.stores


def published[E: Entry](entry: E) -> E:
    ledger.revise(entry)
    ledger.publish(entry)
    return entry


def errors(response: Any, prefix: str, row: int) -> set[str]:
    """The fields of a row that the form complains of."""
    inlines = response.context["inline_admin_formsets"]
    formset = next(i.formset for i in inlines if i.formset.prefix == prefix)
    return set(formset.forms[row].errors)


def chosen_row(policy: Any, source: Any, row: int) -> dict[str, Any]:
    values = {"policy": policy.pk, "id": "", "position": row, "source": source.pk}
    values |= {"field": "published_on", "chosen": "on", "stated_value": row, "reason_zh": "全文"}
    return {f"citations-{row}-{name}": value for name, value in values.items()}


def test_a_removed_row_is_a_major_change_too(desk: Client) -> None:
    initiative = make.make_initiative(district=published(make.make_district()))
    make.make_commitment(initiative=initiative)
    published(initiative)
    response = submit(desk, change_url(initiative), "_publish", **{"commitments-0-DELETE": "on"})
    assert "change_is_major" in response.context["adminform"].form.errors
    assert Initiative.objects.get().commitments.count() == 1


@pytest.mark.parametrize("field", ["number", "slug"])
def test_a_value_is_taken_until_its_release_is_published(desk: Client, field: str) -> None:
    first = published(make.make_layer(number=1, slug="first"))
    first.number, first.slug = 2, "second"
    first.save()
    ledger.revise(first)
    other = make.make_layer(number=1, slug="first")
    response = submit(desk, change_url(other), "_publish")
    assert field in response.context["adminform"].form.errors
    ledger.publish(first, major=True, note_zh="重新编号")
    submit(desk, change_url(other), "_publish")
    projector.catch_up()
    assert state_of(other) == State.LIVE


def test_a_removed_section_or_provision_must_not_be_pointed_at(desk: Client) -> None:
    policy = make.make_policy()
    provision = make.make_provision(policy=policy, section=make.make_section(policy=policy))
    make.make_policy_citation(policy=policy, provision=provision, source=make.make_source())
    response = submit(desk, change_url(policy), **{"sections-0-DELETE": "on"})
    assert errors(response, "provisions", 0) == {"section"}
    response = submit(desk, change_url(policy), **{"provisions-0-DELETE": "on"})
    assert errors(response, "citations", 0) == {"provision"}
    everything = {f"{name}-0-DELETE": "on" for name in ("sections", "provisions", "citations")}
    assert submit(desk, change_url(policy), **everything).status_code == 302


def test_one_value_of_a_field_is_chosen(desk: Client) -> None:
    policy, source = make.make_policy(), make.make_source()
    rows = chosen_row(policy, source, 0) | chosen_row(policy, source, 1)
    response = submit(desk, change_url(policy), **rows, **{"citations-TOTAL_FORMS": "2"})
    assert errors(response, "citations", 0) == errors(response, "citations", 1) == {"chosen"}


def test_a_choice_has_its_reason(desk: Client) -> None:
    policy, source = make.make_policy(), make.make_source()
    row = chosen_row(policy, source, 0) | {"citations-TOTAL_FORMS": "1"}
    response = submit(desk, change_url(policy), **{**row, "citations-0-reason_zh": ""})
    assert errors(response, "citations", 0) == {"reason_zh"}
    assert submit(desk, change_url(policy), **row).status_code == 302


def test_an_amount_is_shown_as_it_is_written(desk: Client) -> None:
    initiative = make.make_initiative(district=make.make_district())
    make.make_commitment(initiative=initiative, amount=100_000_000)
    data = form_data(desk.get(change_url(initiative)))
    assert data["commitments-0-amount"] == "100000000"


def test_a_milestone_has_an_editorial_state_beside_its_own(desk: Client) -> None:
    milestone = make.make_milestone(state="done")
    assert state_of(milestone) == State.DRAFT
    for address in (change_url(milestone), "/admin/districts/milestone/?state=draft"):
        response = desk.get(address)
        assert response.status_code == 200
        assert "state-draft" in response.content.decode()


@pytest.mark.parametrize("before", [0, 1])
def test_the_choice_moves_in_one_save(desk: Client, before: int) -> None:
    policy, source = make.make_policy(), make.make_source()
    for row in (0, 1):
        make.make_policy_citation(
            policy=policy,
            source=source,
            field="title",
            chosen=row == before,
            reason_zh="全文如此",
            position=row,
        )
    data = form_data(desk.get(change_url(policy)))
    del data[f"citations-{before}-chosen"]
    desk.post(change_url(policy), {**data, f"citations-{1 - before}-chosen": "on", "_save": "1"})
    assert PolicyCitation.objects.get(chosen=True).position == 1 - before


def test_a_section_is_not_within_itself(desk: Client) -> None:
    policy = make.make_policy()
    sections = [make.make_section(policy=policy, identifier=f"s-{n}") for n in (1, 2)]
    data = form_data(desk.get(change_url(policy)))
    keys = [data["sections-0-id"], data["sections-1-id"]]
    circle = {"sections-0-parent": keys[1], "sections-1-parent": keys[0]}
    response = submit(desk, change_url(policy), **circle)
    assert errors(response, "sections", 0) == {"parent"}
    assert submit(desk, change_url(policy), **{"sections-0-parent": keys[1]}).status_code == 302
    assert len(sections) == 2


def test_a_browsers_line_ends_are_no_change(desk: Client) -> None:
    page = published(SitePage.objects.create(slug="about", title_zh="关于", body_en="One.\n\nTwo."))
    submit(desk, change_url(page))
    assert state_of(page) == State.LIVE
    page.refresh_from_db()
    assert page.body_en == "One.\n\nTwo."


def test_publishing_needs_the_permission_to_change(client: Client) -> None:
    user = User.objects.create_user("newcomer", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="add_organisation"))
    client.force_login(user)
    url = reverse("admin:policies_organisation_add")
    assert 'name="_publish"' not in client.get(url).content.decode()
    values = {"slug": "x", "kind": "company", "name_zh": "某公司"}
    assert submit(client, url, "_publish", **values).status_code == 403
    assert not Edition.objects.exists()


@pytest.mark.parametrize("title", ["A Report of 2024", "第一份报道"])
def test_a_popup_publishes_a_source_and_hands_it_back(desk: Client, title: str) -> None:
    url = f"{reverse('admin:policies_source_add')}?_popup=1"
    values = {"kind": "press", "language": "en", "title": title, "url": "https://news.example/1"}
    response = submit(desk, url, "_publish", _popup="1", **values)
    source = Source.objects.get()
    assert str(source.pk) in response.content.decode()
    assert state_of(source) == State.LIVE
    assert source.slug == ("a-report-of-2024" if title.isascii() else "news-example")


def test_who_may_only_look_sees_every_form(client: Client) -> None:
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(user)
    for entry in build_all("seen", number=1).values():
        page = client.get(change_url(entry)).content.decode()
        assert "seen" in page
        assert 'name="_save"' not in page


def test_a_made_address_is_free(desk: Client) -> None:
    for slug in ("a-report", "a-report-2"):
        make.make_source(slug=slug)
    url = reverse("admin:policies_source_add")
    submit(desk, url, title="A report", kind="press", language="en", slug="")
    assert Source.objects.filter(slug="a-report-3").exists()


def test_a_change_while_withdrawn_is_measured_against_what_was_public() -> None:
    policy = published(make.make_policy(published_on="2023-05"))
    ledger.withdraw(policy)
    policy.published_on = "2020"
    policy.save()
    ledger.revise(policy)
    with pytest.raises(Blocked) as caught:
        ledger.publish(policy)
    assert {b.code for b in caught.value.blockers} == {"must-be-major", "no-note"}


def test_what_an_entry_mentions_is_not_deleted(desk: Client) -> None:
    technology = make.make_technology(slug="mentioned")
    make.make_provision(policy=make.make_policy(), technologies=[technology])
    url = reverse("admin:policies_technology_delete", args=[technology.pk])
    desk.post(url, {"post": "yes"})
    assert Technology.objects.exists()


def test_a_new_schema_is_no_change_of_content(monkeypatch: pytest.MonkeyPatch) -> None:
    body = published(make.make_organisation())
    newer = replace(registry.type_of(body), upcasts=(lambda objects: objects,))
    monkeypatch.setitem(registry._types, "policies.organisation", newer)
    ledger.revise(body)
    assert Revision.objects.count() == 1


def test_opening_a_form_locks_nothing(desk: Client) -> None:
    policy = make.make_policy()
    desk.get("/admin/")  # A session that no form has opened notes its owner's standing at first.
    with CaptureQueriesContext(connection) as queries:
        desk.get(change_url(policy))
    assert not [q for q in queries if "SAVEPOINT" in q["sql"] or "BEGIN" in q["sql"]]


def test_the_desk_opens_while_the_live_store_is_down(desk: Client) -> None:
    down = DatabaseError("no answer")
    with patch("inet3site.publishing.site.lag", side_effect=down):
        page = desk.get(reverse("admin:index")).content.decode()
    assert "The live store does not answer." in page


def test_a_part_cannot_point_at_a_part_of_another_entry() -> None:
    policy, other = make.make_policy(slug="one"), make.make_policy(slug="other")
    make.make_provision(policy=policy, section=make.make_section(policy=other))
    ledger.revise(policy)
    with pytest.raises(Blocked) as caught:
        ledger.publish(policy)
    assert [b.code for b in caught.value.blockers] == ["part-of-another"]


@pytest.mark.parametrize("model", [Edition, Revision])
def test_whole_querysets_are_append_only_too(model: Any) -> None:
    with pytest.raises(TypeError, match="append-only"):
        model.objects.update(digest="")
    with pytest.raises(TypeError, match="append-only"), transaction.atomic():
        model.objects.all().delete()


@pytest.mark.parametrize("query", ["?kind__exact=%00", "?q=%00"])
def test_a_nul_in_an_address_of_the_desk_is_refused(desk: Client, query: str) -> None:
    url = reverse("admin:policies_technology_changelist")
    assert desk.get(url + query).status_code == 400


def test_a_selection_that_is_no_key_is_refused(desk: Client) -> None:
    data = {"action": "publish_selected", "_selected_action": ["x"], "apply": "1"}
    assert desk.post(reverse("admin:policies_policy_changelist"), data).status_code == 400
