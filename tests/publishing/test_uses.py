"""Where an entry is used."""

import pytest
from django.test import Client
from django.urls import reverse

from inet3site.publishing import ledger
from inet3site.publishing.uses import uses_of
from tests import factories as make
from tests.builders import build_all

pytestmark = pytest.mark.stores


def test_uses_by_entries_and_by_their_parts_are_found() -> None:
    technology = make.make_technology()
    policy = make.make_policy(title_en="Plan")
    for _each in range(2):
        make.make_provision(policy=policy, technologies=[technology])
    initiative = make.make_initiative(
        district=make.make_district(), title_en="Fund", technologies=[technology]
    )
    ledger.publish(policy, revision=ledger.revise(policy))
    found = {(use.entry, use.rows, use.is_live) for use in uses_of(technology)}
    assert found == {(policy, 2, True), (initiative, 1, False)}
    assert uses_of(initiative) == []


def test_an_entry_does_not_use_itself() -> None:
    entries = build_all("alpha", number=1)
    for entry in entries.values():
        assert entry not in {use.entry for use in uses_of(entry)}


def test_the_history_names_every_use(desk: Client) -> None:
    technology = make.make_technology()
    policy = make.make_policy(title_en="Plan of the city")
    make.make_provision(policy=policy, technologies=[technology])
    ledger.revise(technology)
    page = desk.get(reverse("admin:policies_technology_history", args=[technology.pk]))
    assert "Plan of the city" in page.content.decode()
