"""Citing in the desk's forms: what may be cited, and what is stored already."""

from typing import Any

import pytest
from django.test import Client

from policies.models import PolicyCitation
from tests import factories as make
from tests.admin_forms import change_url, new_row, submit

pytestmark = pytest.mark.stores


def citations(response: Any) -> Any:
    inlines = response.context["inline_admin_formsets"]
    return next(each.formset for each in inlines if each.formset.prefix == "citations")


def labels(choices: Any) -> dict[str, str]:
    return {str(value): str(label) for value, label in choices}


def test_a_new_citation_offers_fields_parts_and_sections_by_their_labels(desk: Client) -> None:
    policy = make.make_policy()
    make.make_section(policy=policy, identifier="s-2")
    field = citations(desk.get(change_url(policy))).empty_form.fields["field"]
    groups = dict(field.choices)
    assert list(groups) == ["", "Policy", "Provision", "Target", "Sections"]
    own = labels(groups["Policy"])
    assert own["title"] == "Title"
    assert own["title_zh"] == "Title (Chinese)"
    assert own["title_en"] == "Title (English)"
    assert own["published_on"] == "Published on"
    assert own["issuances"] == "Issuing bodies"
    assert own.keys().isdisjoint({"slug", "position", "citations", "translation"})
    assert "amount" in labels(groups["Target"])
    assert labels(groups["Sections"]) == {"s-2": "s-2 Section s-2"}


def test_a_row_offers_the_fields_of_its_part_and_what_is_stored(desk: Client) -> None:
    policy = make.make_policy()
    provision = make.make_provision(policy=policy)
    source = make.make_source()
    make.make_policy_citation(policy=policy, source=source, provision=provision, field="odd")
    row = citations(desk.get(change_url(policy))).forms[0]
    offered = labels(row.fields["field"].choices)
    assert offered["odd"] == "odd"
    assert offered["text"] == "Text"
    assert "published_on" not in offered
    response = submit(desk, change_url(policy), **{"citations-0-quote": "words"})
    assert response.status_code == 302
    assert PolicyCitation.objects.get().field == "odd"


@pytest.mark.parametrize(
    ("field", "of_provision", "is_taken"),
    [
        ("published_on", False, True),
        ("s-1", False, True),
        ("issuances", False, True),
        ("text", True, True),
        ("published_on", True, False),
        ("text", False, False),
        ("nonsense", False, False),
    ],
)
def test_only_what_there_is_can_be_cited(
    desk: Client, field: str, of_provision: bool, is_taken: bool
) -> None:
    policy = make.make_policy()
    make.make_section(policy=policy)
    provision = make.make_provision(policy=policy)
    values: dict[str, Any] = {"source": make.make_source().pk, "field": field}
    values |= {"provision": provision.pk} if of_provision else {}
    response = submit(desk, change_url(policy), **new_row("citations", "policy", policy, **values))
    assert (response.status_code == 302) == is_taken
    if not is_taken:
        assert set(citations(response).forms[0].errors) == {"field"}


def test_only_the_empty_row_lists_all_parts(desk: Client) -> None:
    policy = make.make_policy()
    for number in range(1, 4):
        make.make_section(policy=policy, identifier=f"s-{number}")
    page = desk.get(change_url(policy)).content.decode()
    option = '<option value="{}">s-{} Section s-{}</option>'
    for section in policy.sections.all():
        last = section.identifier[-1]
        # Once for the parent of a new section, of a provision and of a target.
        assert page.count(option.format(section.pk, last, last)) == 3
