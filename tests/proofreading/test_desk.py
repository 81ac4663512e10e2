"""What proofreading finds is told in the form, in the preview and at publishing; nothing waits."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inet3site.publishing import ledger, schedule
from inet3site.publishing.models import Event, LiveEntry, Revision, Verb
from policies.models import Policy
from tests import factories as make
from tests.admin_forms import change_url, submit

pytestmark = pytest.mark.stores

FOUND = "Summary (English): the Chinese has “10亿”, the English has not."
ADVICE = "To be looked at"


@pytest.fixture(autouse=True)
def without_review(settings: Any) -> None:
    settings.REVIEW_REQUIRED = False


@pytest.fixture
def policy() -> Policy:
    policy = make.make_policy(summary_zh="共10亿元。", summary_en="Many millions of yuan.")
    ledger.revise(policy)
    return policy


def page_of(client: Client, policy: Policy, name: str, *args: str) -> str:
    return client.get(reverse(f"admin:policies_policy_{name}", args=[policy.pk, *args])).text


def reasons() -> list[str]:
    published = Event.objects.filter(verb__in=[Verb.PUBLISH, Verb.FORCE])
    return list(published.values_list("reason", flat=True))


def test_the_form_leads_to_the_field(desk: Client, policy: Policy) -> None:
    page = desk.get(change_url(policy)).text
    assert f'<a href="#id_summary_en">{FOUND}</a>' in page
    assert "Before this can be published" not in page


def test_the_form_leads_to_a_part(desk: Client, policy: Policy) -> None:
    make.make_section(policy=policy, heading_zh="第三章2035年", heading_en="Chapter Three: 2030")
    ledger.revise(policy)
    page = desk.get(change_url(policy)).text
    assert '<a href="#sections-0">Section “s-1 Chapter Three: 2030”, Heading (English): ' in page


def test_the_form_speaks_of_what_was_saved_last(desk: Client, policy: Policy) -> None:
    submit(desk, change_url(policy), "_continue", summary_en="One billion yuan in all.")
    assert ADVICE not in desk.get(change_url(policy)).text


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_preview_tells_editors_alone(desk: Client, policy: Policy, language: str) -> None:
    told = {"en": FOUND, "zh-hans": "“10亿”"}[language]
    assert told in page_of(desk, policy, "preview", language)
    links = desk.post(reverse("admin:policies_policy_preview_links", args=[policy.pk]))
    for address in links.context["addresses"]:
        page = Client().get(address[-1])
        assert page.status_code == 200
        assert "10亿”" not in page.text


def test_saving_and_publishing_goes_through_and_tells(desk: Client, policy: Policy) -> None:
    answer = submit(desk, change_url(policy), "_publish", title_en="Another")
    assert answer.status_code == 302
    page = desk.get(answer.url).text
    assert "was saved and published" in page
    assert f"To be looked at in “Another”: {FOUND}" in page
    assert reasons() == [FOUND]


def test_the_history_tells_before_and_after(desk: Client, policy: Policy) -> None:
    url = reverse("admin:policies_policy_history", args=[policy.pk])
    assert FOUND in desk.get(url).text
    answer = desk.post(url, {"action": "publish"}, follow=True).text
    assert f"To be looked at in “Innovation white paper”: {FOUND}" in answer
    assert reasons() == [FOUND]


def test_the_reason_of_a_publication_without_review_stands_first(
    desk: Client, policy: Policy, settings: Any
) -> None:
    settings.REVIEW_REQUIRED = True
    url = reverse("admin:policies_policy_history", args=[policy.pk])
    desk.post(url, {"action": "force", "reason": "In a hurry"})
    assert reasons() == [f"In a hurry\n{FOUND}"]


def test_a_bulk_publication_tells_of_each(desk: Client, policy: Policy) -> None:
    clean = make.make_policy(title_en="Clean")
    ledger.revise(clean)
    url = reverse("admin:policies_policy_changelist")
    asked = {"action": "publish_selected", "_selected_action": [policy.pk, clean.pk]}
    assert desk.post(url, asked).text.count(ADVICE) == 1
    shown = [ledger.latest_revision(each).pk for each in (policy, clean)]
    told = desk.post(url, {**asked, "_revision": shown, "apply": "1"}, follow=True).text
    assert told.count(ADVICE) == 1
    assert f"To be looked at in “Innovation white paper”: {FOUND}" in told
    assert LiveEntry.objects.count() == 2


def test_a_scheduled_publication_tells_at_once_and_in_the_record(
    desk: Client, policy: Policy, admin_user: User
) -> None:
    due = timezone.localtime() + timedelta(hours=1)
    url = reverse("admin:policies_policy_history", args=[policy.pk])
    asked = {"action": "schedule", "due_at": due.strftime("%Y-%m-%dT%H:%M")}
    assert f"“Innovation white paper”: {FOUND}" in desk.post(url, asked, follow=True).text
    schedule.run_due(now=due + timedelta(minutes=1))
    assert reasons() == [FOUND]


def test_commands_leave_no_remark(policy: Policy) -> None:
    ledger.publish(policy)
    assert reasons() == [""]


def test_the_glossary_is_read_once(
    desk: Client, policy: Policy, django_assert_max_num_queries: Any
) -> None:
    make.make_term()
    term = make.make_term(name_zh="数字人", name_en="Digital human")
    policy.summary_zh, policy.summary_en = "数字人。", "Avatars."
    policy.save()
    ledger.revise(policy)
    told = "the English lacks the term “数字人 – Digital human”."
    with django_assert_max_num_queries(200) as captured:
        assert told in desk.get(change_url(policy)).text
    table = term._meta.db_table
    assert sum(f'FROM "{table}"' in each["sql"] for each in captured) == 1
    assert Revision.objects.count() == 2
