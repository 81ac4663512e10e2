"""Entries as they stood at a moment of the past."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inet3site.publishing.models import Applied, PublicEdition
from inet3site.publishing.stores import live_store
from policies.models import Organisation, Policy
from tests import factories as make

from .conftest import ApiClient
from .ledger import day, publish, withdraw

pytestmark = pytest.mark.stores

WITHDRAWN_AT = "2026-05-09T12:00:00Z"


def as_of(api: ApiClient, moment: str, key: str = "new-plan", more: str = "", **kwargs: Any) -> Any:
    return api.ask(f"policies/{key}/?as_of={moment}{more}", **kwargs)


def test_an_item_as_it_stood(api: ApiClient, renamed: Policy) -> None:
    for moment, edition, title, issuer, text in [
        ("2026-05-02T12:00:00Z", 1, "计划", "旧局", "一"),
        ("2026-05-03", 1, "计划", "旧局", "一"),
        ("2026-05-04T19:59:59.999999%2B08:00", 1, "计划", "旧局", "一"),
        ("2026-05-04T20:00:00%2B08:00", 1, "计划", "新局", "一"),
        ("2026-05-04", 1, "计划", "新局", "一"),
        ("2026-05-06", 2, "新计划", "新局", "二"),
        ("2026-05-09t11:59:59z", 2, "新计划", "新局", "二"),
        ("2026-05-12", 4, "计划三", "新局", "二"),
    ]:
        item = as_of(api, moment, more="&include=sections")
        assert (item["edition"], item["title"]["zh"]) == (edition, title)
        assert item["issuances"][0]["organisation"]["name"]["zh"] == issuer
        assert [section["text"]["zh"] for section in item["included"]["sections"]] == [text]
        assert item["updated_at"].endswith("T12:00:00Z")


def test_the_past_has_the_shape_of_the_present(api: ApiClient, renamed: Policy) -> None:
    more = "include=sections,provisions,targets,sources"
    now = api.ask(f"policies/new-plan/?{more}")
    assert as_of(api, "2026-05-12", more=f"&{more}") == now
    assert api.ask(f"policies/new-plan/editions/4/?{more}") == now
    assert list(as_of(api, "2026-05-02", more=f"&{more}")) == list(now)
    [of_policy], [target] = now["citations"], now["included"]["targets"]
    assert of_policy["field"] == "title"
    assert [source["quote"] for source in target["sources"]] == ["5"]
    assert [source["slug"] for source in now["included"]["sources"]] == ["source"]


def test_an_item_by_any_of_its_keys(api: ApiClient, renamed: Policy) -> None:
    item = as_of(api, "2026-05-03", str(renamed.pk))
    assert item == as_of(api, "2026-05-03")
    assert item["slug"] == "plan"
    for path in ("?as_of=2026-05-03", "editions/?limit=1", "editions/1/?lang=en"):
        response = api.answer(f"policies/plan/{path}")
        assert response.status_code == 308
        assert response["Location"] == f"/api/v1/policies/new-plan/{path}"


def test_before_the_first_edition(api: ApiClient, renamed: Policy) -> None:
    problem = as_of(api, "2026-05-01", status=404)
    assert problem["type"].endswith("#not-yet-published")
    assert problem["published_at"] == "2026-05-02T12:00:00Z"


def test_while_withdrawn(api: ApiClient, renamed: Policy) -> None:
    for path in ("?as_of=2026-05-09", "?as_of=2026-05-12T11:59:59Z", "editions/3/"):
        problem = api.ask(f"policies/new-plan/{path}", status=410)
        assert problem["withdrawn_at"] == WITHDRAWN_AT
        assert problem["note"] == {"zh": None, "en": "It was merged."}


def test_the_past_of_what_is_withdrawn_now(api: ApiClient, renamed: Policy) -> None:
    other = make.make_policy(slug="other")
    publish(other, at=day(14))
    withdraw(renamed, at=day(15), replacement=other)
    assert as_of(api, "2026-05-03")["slug"] == "plan"
    assert as_of(api, "2026-05-15", status=410)["replacement"]["slug"] == "other"
    assert len(api.ask("policies/new-plan/editions/")["items"]) == 5


def test_nothing_there(api: ApiClient, renamed: Policy) -> None:
    for path in (
        "policies/nothing/?as_of=2026-05-03",
        f"policies/{uuid4()}/?as_of=2026-05-03",
        f"sources/{renamed.pk}/?as_of=2026-05-03",
        f"policies/{uuid4()}/editions/",
        "policies/nothing/editions/",
        "policies/new-plan/editions/0/",
        "policies/new-plan/editions/5/",
        "policies/new-plan/editions/99999999999999999999/",
        "policies/new-plan/editions/x/",
        f"sections/{uuid4()}/editions/",
    ):
        api.ask(path, status=404)


def test_today_has_begun(api: ApiClient, renamed: Policy) -> None:
    today = timezone.now().date()
    assert as_of(api, today.isoformat())["edition"] == 4


def test_a_list_as_it_stood(api: ApiClient, renamed: Policy) -> None:
    def listed(collection: str, moment: str) -> list[str]:
        items = api.ask(f"{collection}/?as_of={moment}")["items"]
        return [item["slug"] for item in items]

    assert listed("policies", "2026-05-01") == []
    assert listed("policies", "2026-05-03") == ["plan"]
    assert listed("policies", "2026-05-07") == ["new-plan"]
    assert listed("policies", "2026-05-10") == []
    assert listed("policies", "2026-05-12") == ["new-plan"]
    assert listed("organisations", "2026-05-03") == ["issuer"]
    page = api.ask("policies/?as_of=2026-05-03&include=sources&lang=en&fields=title,citations")
    assert page["head"] == 3
    assert page["items"][0]["title"] == "Plan"
    assert [source["slug"] for source in page["included"]["sources"]] == ["source"]


def test_pages_of_the_past(api: ApiClient) -> None:
    for number in range(5):
        publish(make.make_source(slug=f"s{number}"), at=day(number + 1))
    path, found = "/api/v1/sources/?as_of=2026-05-04&limit=3&fields=id,slug", []
    while path:
        page = api.get(path).json()
        found += page["items"]
        path = page["next"]
    assert sorted(item["slug"] for item in found) == ["s0", "s1", "s2", "s3"]
    assert found == sorted(found, key=lambda item: item["id"])
    cursor = api.ask("sources/?as_of=2026-05-04&limit=1")["next"].rsplit("cursor=")[1]
    api.ask(f"sources/?as_of=2026-05-03&cursor={cursor.split('&')[0]}", status=400)


def test_a_name_that_has_no_edition_yet(api: ApiClient, renamed: Policy) -> None:
    """Where the ledger knows nothing of a name at the time, its last edition tells it."""
    with live_store():
        PublicEdition.objects.filter(slug="issuer").delete()
    issuance = as_of(api, "2026-05-03")["issuances"][0]
    assert issuance["organisation"]["name"]["en"] == "New office"


def test_what_others_say_is_no_part_of_the_past(api: ApiClient) -> None:
    before, after = make.make_organisation(slug="a"), make.make_organisation(slug="b")
    make.make_succession(organisation=after, predecessor=before, date="2018")
    narrow, broad = make.make_term(slug="narrow"), make.make_term(slug="broad")
    make.make_term_relation(term=narrow, related_term=broad)
    for entry in (before, after, broad, narrow):
        publish(entry)
    [successor] = api.ask("organisations/a/")["successors"]
    assert (successor["organisation"]["slug"], successor["date"]) == ("b", "2018")
    assert [term["slug"] for term in api.ask("terms/broad/")["narrower"]] == ["narrow"]
    assert api.ask("organisations/a/editions/1/")["successors"] is None
    assert api.ask("terms/broad/editions/1/")["narrower"] is None
    [predecessor] = api.ask("organisations/b/editions/1/")["predecessors"]
    assert predecessor["organisation"]["slug"] == "a"


def test_a_list_of_the_past_costs_the_same_for_few_and_many(api: ApiClient) -> None:
    costs = []
    for numbers in (range(2), range(2, 20)):
        for number in numbers:
            issuer = make.make_organisation(slug=f"o{number}")
            publish(issuer, at=day(1))
            policy = make.make_policy(slug=f"p{number}")
            make.make_issuance(policy=policy, organisation=issuer)
            make.make_section(policy=policy)
            publish(policy, at=day(2))
        with CaptureQueriesContext(connections["live"]) as captured:
            api.ask("policies/?as_of=2026-05-02&limit=200&include=sources")
        costs.append(len(captured))
    assert costs[0] == costs[1] <= 4


def test_a_past_that_the_ledger_did_not_order_by_time(api: ApiClient) -> None:
    """The ledger's order decides, should a clock ever have been set back."""
    organisation = make.make_organisation(slug="o", name_en="First")
    publish(organisation, at=day(5))
    publish(organisation, at=day(3), name_en="Second")
    assert api.ask("organisations/o/?as_of=2026-05-04")["name"]["en"] == "Second"
    assert Organisation.objects.count() == Applied.objects.count() == 1
