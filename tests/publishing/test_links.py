"""What the database refuses is said in the form, beside the field that can mend it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from districts.models import Milestone
from policies.models import Succession, Term, TermRelation
from tests import factories as make
from tests.admin_forms import change_url, new_row, submit

pytestmark = pytest.mark.stores


def errors(response: Any, prefix: str = "") -> set[str]:
    """The fields that the entry's form, or the first row of a part, complains of."""
    if not prefix:
        return set(response.context["adminform"].form.errors)
    inlines = response.context["inline_admin_formsets"]
    formset = next(each.formset for each in inlines if each.formset.prefix == prefix)
    return set(formset.forms[0].errors)


def term(slug: str, *, broader: Term | None = None) -> Term:
    made = Term.objects.create(slug=slug, name_zh=slug)
    if broader:
        TermRelation.objects.create(term=made, kind="broader", related_term=broader)
    return made


def test_a_milestone_is_of_a_policy_or_of_an_initiative(desk: Client) -> None:
    policy, initiative = make.make_policy(), make.make_initiative(district=make.make_district())
    values = {"slug": "start", "date": "2023-05", "policy": policy.pk, "initiative": initiative.pk}
    response = submit(desk, reverse("admin:districts_milestone_add"), **values)
    assert errors(response) == {"initiative"}


def test_a_milestone_is_no_part_of_itself(desk: Client) -> None:
    forum = Milestone.objects.create(slug="forum", date="2023", title_zh="论坛")
    session = Milestone.objects.create(slug="session", date="2023", part_of=forum)
    for part in (forum, session):
        assert errors(submit(desk, change_url(forum), part_of=part.pk)) == {"part_of"}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"operator": "range", "amount": "5", "amount_max": "5", "currency": "CNY"}, "amount_max"),
        ({"operator": "gte", "amount": "5", "amount_max": "9", "currency": "CNY"}, "amount_max"),
        ({"operator": "gte", "amount": "5", "currency": "CNY", "unit_zh": "个"}, "unit_en"),
        ({"currency": "CNY"}, "unit_en"),
        ({"period_from": "2025", "period_to": "2023"}, "period_to"),
        ({"period_from": "2023-02-31"}, "period_from"),
    ],
)
def test_a_target_says_what_its_amount_lacks(
    desk: Client, values: dict[str, str], field: str
) -> None:
    policy = make.make_policy()
    row = new_row("targets", "policy", policy, title_zh="目标", translation="none", **values)
    assert errors(submit(desk, change_url(policy), **row), "targets") == {field}


@pytest.mark.parametrize(
    ("outcome", "searched_on"), [("none-found", ""), ("not-checked", "2025-01-01")]
)
def test_a_report_says_when_it_was_searched(desk: Client, outcome: str, searched_on: str) -> None:
    initiative = make.make_initiative(district=make.make_district())
    commitment = make.make_commitment(initiative=initiative)
    values = {"commitment": commitment.pk, "outcome": outcome, "searched_on": searched_on}
    row = new_row("reports", "initiative", initiative, translation="none", **values)
    assert errors(submit(desk, change_url(initiative), **row), "reports") == {"searched_on"}


def test_a_policy_is_not_related_to_itself(desk: Client) -> None:
    policy = make.make_policy()
    row = new_row("relations", "policy", policy, kind="amends", related_policy=policy.pk)
    response = submit(desk, change_url(policy), **row)
    assert errors(response, "relations") == {"related_policy"}


def test_no_term_is_broader_than_itself(desk: Client) -> None:
    top = term("top")
    bottom = term("bottom", broader=term("middle", broader=top))
    for other in (top, bottom):
        row = new_row("relations", "term", top, kind="broader", related_term=other.pk)
        assert errors(submit(desk, change_url(top), **row), "relations") == {"related_term"}
    row = new_row("relations", "term", top, kind="related", related_term=bottom.pk)
    assert submit(desk, change_url(top), **row).status_code == 302


def test_no_organisation_precedes_itself(desk: Client) -> None:
    old, new = make.make_organisation(slug="old"), make.make_organisation(slug="new")
    Succession.objects.create(organisation=new, predecessor=old)
    for other in (old, new):
        row = new_row("predecessors", "organisation", old, predecessor=other.pk)
        response = submit(desk, change_url(old), **row)
        assert errors(response, "predecessors") == {"predecessor"}


def test_a_citation_is_of_one_part(desk: Client) -> None:
    policy = make.make_policy()
    provision = make.make_provision(policy=policy)
    target = policy.targets.create(title_zh="目标")
    parts = {"provision": provision.pk, "target": target.pk}
    row = new_row("citations", "policy", policy, source=make.make_source().pk, **parts)
    assert errors(submit(desk, change_url(policy), **row), "citations") == {"target"}
