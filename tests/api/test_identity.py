"""A permanent address leads to the page or to the API, as the client prefers."""

import uuid

import pytest
from django.db.models import Model
from django.test import Client

from inet3site.publishing.models import Operation
from inet3site.publishing.stores import live_store
from policies.models import Policy
from tests import factories as make

from .conftest import ApiClient
from .content import Content

pytestmark = pytest.mark.public


@pytest.mark.parametrize(
    ("accept", "language", "address"),
    [
        ("text/html", "en", "/en/policies/policy-1/"),
        ("text/html,application/json;q=0.5", "zh-CN", "/zh-hans/policies/policy-1/"),
        ("*/*", "en", "/en/policies/policy-1/"),
        ("application/json", "en", "/api/v1/policies/policy-1/"),
        ("text/html;q=0.5,application/json", "en", "/api/v1/policies/policy-1/"),
    ],
)
def test_an_entry(
    client: Client, content: Content, accept: str, language: str, address: str
) -> None:
    response = client.get(
        f"/id/{content.policy.pk}", headers={"accept": accept, "accept-language": language}
    )
    assert (response.status_code, response["Location"]) == (303, address)
    assert "Accept" in response["Vary"].split(", ")


def test_parts(client: Client, content: Content) -> None:
    def leads_to(row: Model, accept: str) -> str:
        return client.get(f"/id/{row.pk}", headers={"accept": accept})["Location"]

    section, fund = content.section, content.commitment
    assert leads_to(section, "text/html") == "/en/policies/policy-1/#s-1-1"
    assert leads_to(section, "application/json") == f"/api/v1/sections/{section.pk}/"
    assert leads_to(fund, "text/html") == "/en/initiatives/initiative-1/"
    assert leads_to(fund, "application/json") == f"/api/v1/commitments/{fund.pk}/"


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_what_is_not_there(api: ApiClient, accept: str) -> None:
    gone = Policy(slug="gone")
    with live_store():
        make.make_public_edition(entry=gone, operation=Operation.WITHDRAW)
    for id, status in [(uuid.uuid4(), 404), (gone.pk, 410)]:
        response = api.get(f"/id/{id}", headers={"accept": accept})
        assert response.status_code == status
        is_problem = response["Content-Type"] == "application/problem+json"
        assert is_problem == (accept == "application/json")


def test_what_is_not_served(api: ApiClient, content: Content) -> None:
    address = f"/id/{content.policy.pk}"
    assert api.get(address, headers={"accept": "image/png"}).status_code == 406
    assert api.post(address).status_code == 405
    assert api.get(f"{address}?x=1", headers={"accept": "application/json"}).status_code == 400
