"""Two people on one entry: nothing is lost, and nothing is overwritten unasked."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from inet3site.publishing import ledger
from inet3site.publishing.models import Event, Revision, Verb
from policies.models import Policy, Section
from tests import factories as make
from tests.admin_forms import change_url, form_data
from tests.people import browser_of, person

pytestmark = pytest.mark.stores


@pytest.fixture
def policy() -> Policy:
    """A draft with two sections, recorded once."""
    policy = make.make_policy(title_zh="规划", title_en="Plan", summary_en="Old summary")
    for identifier in ("s-1", "s-2"):
        make.make_section(policy=policy, identifier=identifier)
    ledger.revise(policy)
    return policy


@pytest.fixture
def mine() -> Client:
    return browser_of(person("mine", "author"))


@pytest.fixture
def theirs() -> Client:
    return browser_of(person("theirs", "author"))


def opened(client: Client, policy: Policy) -> dict[str, Any]:
    """What a browser would send back from the form as it is now."""
    return form_data(client.get(change_url(policy)))


def save(client: Client, policy: Policy, data: dict[str, Any], **changes: Any) -> Any:
    return client.post(change_url(policy), {**data, "_save": "1", **changes})


def settle(client: Client, policy: Policy, response: Any, how: str, **choices: str) -> Any:
    """Press a button of the page that shows both changes."""
    assert response.status_code == 409
    sent: dict[str, list[str]] = {}
    for name, value in response.context["sent"]:
        sent.setdefault(name, []).append(value)
    seen = response.context["conflict"].theirs.number
    return client.post(change_url(policy), {**sent, **choices, "_seen": seen, "_settle": how})


def section(prefix_of: dict[str, Any], identifier: str) -> str:
    """The prefix of the row of a section in the form."""
    return next(
        name.removesuffix("-identifier")
        for name, value in prefix_of.items()
        if name.endswith("-identifier") and value == identifier
    )


def test_the_second_save_is_refused_and_keeps_its_text(
    mine: Client, theirs: Client, policy: Policy
) -> None:
    data = opened(mine, policy)
    save(theirs, policy, opened(theirs, policy), title_en="Their plan")
    response = save(mine, policy, data, title_en="My plan", summary_en="My summary")
    assert response.status_code == 409
    page = response.content.decode()
    assert all(words in page for words in ("Their", "My plan", "My summary", "theirs"))
    assert ("title_en", "My plan") in response.context["sent"]
    policy.refresh_from_db()
    assert (policy.title_en, policy.summary_en) == ("Their plan", "Old summary")
    assert Revision.objects.filter(entry_id=policy.pk).count() == 2


def test_what_is_saved_while_a_form_is_being_read_is_not_lost(
    mine: Client, theirs: Client, policy: Policy
) -> None:
    their_form = opened(theirs, policy)
    meanwhile = [lambda: save(theirs, policy, their_form, title_en="Their plan")]

    def save_theirs_first(execute: Any, sql: str, *args: Any) -> Any:
        if '"policies_section"' in sql and meanwhile:
            meanwhile.pop()()
        return execute(sql, *args)

    with connection.execute_wrapper(save_theirs_first):
        data = opened(mine, policy)
    assert (data["title_en"], meanwhile) == ("Plan", [])
    assert save(mine, policy, data, summary_en="My summary").status_code == 409
    policy.refresh_from_db()
    assert policy.title_en == "Their plan"


def test_changes_of_different_fields_and_rows_are_saved_together_at_once(
    mine: Client, theirs: Client, policy: Policy
) -> None:
    data = opened(mine, policy)
    other = opened(theirs, policy)
    save(
        theirs,
        policy,
        other,
        title_en="Their plan",
        **{f"{section(other, 's-1')}-heading_en": "Their heading"},
    )
    response = save(
        mine,
        policy,
        data,
        summary_en="My summary",
        **{f"{section(data, 's-2')}-heading_en": "My heading"},
    )
    assert response.context["conflict"].merged.clashes == []
    assert settle(mine, policy, response, "merge").status_code == 302
    policy.refresh_from_db()
    assert (policy.title_en, policy.summary_en) == ("Their plan", "My summary")
    headings = dict(Section.objects.values_list("identifier", "heading_en"))
    assert headings == {"s-1": "Their heading", "s-2": "My heading"}
    event = Event.objects.get(verb=Verb.MERGE)
    assert (event.by.username, event.reason) == ("mine", "2")


def test_where_both_changed_one_field_a_choice_is_needed(
    mine: Client, theirs: Client, policy: Policy
) -> None:
    data = opened(mine, policy)
    save(theirs, policy, opened(theirs, policy), title_en="Their plan")
    response = save(mine, policy, data, title_en="My plan", summary_en="My summary")
    [clash] = response.context["conflict"].merged.clashes
    again = settle(mine, policy, response, "merge")
    assert again.status_code == 409
    assert "Choose whose change prevails" in again.content.decode()
    assert settle(mine, policy, again, "merge", **{clash.name: "theirs"}).status_code == 302
    policy.refresh_from_db()
    assert (policy.title_en, policy.summary_en) == ("Their plan", "My summary")


def test_saving_over_the_other_is_a_choice_that_the_record_keeps(
    mine: Client, theirs: Client, policy: Policy
) -> None:
    data = opened(mine, policy)
    save(theirs, policy, opened(theirs, policy), title_en="Their plan", summary_en="Theirs")
    response = save(mine, policy, data, title_en="My plan")
    assert settle(mine, policy, response, "overwrite").status_code == 302
    policy.refresh_from_db()
    assert (policy.title_en, policy.summary_en) == ("My plan", "Old summary")
    assert Event.objects.get(verb=Verb.OVERWRITE).by.username == "mine"


def test_rows_that_one_removes_and_the_other_changes(
    mine: Client, theirs: Client, policy: Policy
) -> None:
    data = opened(mine, policy)
    other = opened(theirs, policy)
    save(theirs, policy, other, **{f"{section(other, 's-1')}-DELETE": "on"})
    response = save(mine, policy, data, **{f"{section(data, 's-1')}-heading_en": "My heading"})
    [clash] = response.context["conflict"].merged.clashes
    assert clash.field == ""
    assert "One of you removed this" in response.content.decode()
    settle(mine, policy, response, "merge", **{clash.name: "mine"})
    assert policy.sections.get(identifier="s-1").heading_en == "My heading"


def test_a_third_save_in_between_is_shown_before_anything_is_settled(
    mine: Client, theirs: Client, policy: Policy
) -> None:
    data = opened(mine, policy)
    save(theirs, policy, opened(theirs, policy), title_en="Their plan")
    response = save(mine, policy, data, summary_en="My summary")
    save(theirs, policy, opened(theirs, policy), title_en="Their last plan")
    again = settle(mine, policy, response, "merge")
    assert "Somebody has saved once more" in again.content.decode()
    assert settle(mine, policy, again, "merge").status_code == 302
    policy.refresh_from_db()
    assert (policy.title_en, policy.summary_en) == ("Their last plan", "My summary")


def test_errors_of_a_stale_form_are_shown_first(
    mine: Client, theirs: Client, policy: Policy
) -> None:
    data = opened(mine, policy)
    save(theirs, policy, opened(theirs, policy), title_en="Their plan")
    response = save(mine, policy, data, slug="Not An Address", summary_en="My summary")
    assert response.status_code == 200
    assert response.context["base"] == "1"
    assert "My summary" in response.content.decode()
    assert save(mine, policy, data, summary_en="My summary").status_code == 409


def test_a_form_that_does_not_say_where_it_began_is_refused(mine: Client, policy: Policy) -> None:
    for base in ("", "x", "99"):
        data = opened(mine, policy) | {"_base": base}
        assert save(mine, policy, data, title_en="My plan").status_code == 400
    policy.refresh_from_db()
    assert policy.title_en == "Plan"


def test_an_identical_save_of_both_is_no_conflict(
    mine: Client, theirs: Client, policy: Policy
) -> None:
    data = opened(mine, policy)
    save(theirs, policy, opened(theirs, policy), title_en="Same plan")
    assert save(mine, policy, data, title_en="Same plan").status_code == 302
    assert Revision.objects.filter(entry_id=policy.pk).count() == 2
