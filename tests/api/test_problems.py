"""Errors are problem details, wherever under the API they arise."""

from unittest.mock import patch

import pytest
from django.core.exceptions import SuspiciousOperation

from inet3site.publishing.models import Operation, PublicSlug
from inet3site.publishing.stores import live_store
from policies.models import Policy
from tests import factories as make

from .conftest import ApiClient
from .content import Content

pytestmark = pytest.mark.public

MEDIA_TYPE = "application/problem+json"


@pytest.mark.parametrize(
    "path",
    [
        "nothing/",
        "policies/nothing/",
        "policies/3f0e7c1e-0000-4000-8000-000000000000/",
        "policies/%00/",
        "policies/互联网/",
        "sections/s-1/",
        "sections/3f0e7c1e-0000-4000-8000-000000000000/",
        "policies/a/b/",
        "x.php",
    ],
)
def test_nothing_there(api: ApiClient, path: str) -> None:
    response = api.answer(path)
    assert (response.status_code, response["Content-Type"]) == (404, MEDIA_TYPE)
    problem = response.json()
    assert problem["type"] == "http://testserver/api/v1/docs/#not-found"
    assert problem["request_id"] == response["X-Request-ID"]
    assert (problem["status"], problem["errors"]) == (404, [])


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", ["", "policies/", "policies/policy-1/", "openapi.json"])
def test_methods(api: ApiClient, content: Content, method: str, path: str) -> None:
    response = getattr(api, method)(f"/api/v1/{path}")
    assert (response.status_code, response["Content-Type"]) == (405, MEDIA_TYPE)
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "application/json;q=0", "x"])
def test_media_types_that_are_not_served(api: ApiClient, accept: str) -> None:
    response = api.answer("policies/", headers={"accept": accept})
    assert (response.status_code, response["Content-Type"]) == (406, MEDIA_TYPE)


@pytest.mark.parametrize("accept", ["*/*", "", "application/*", "text/html, */*;q=0.1"])
def test_media_types_that_json_satisfies(api: ApiClient, accept: str) -> None:
    response = api.answer("policies/", headers={"accept": accept})
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")


def test_an_old_address(api: ApiClient, content: Content) -> None:
    with live_store():
        PublicSlug.objects.create(
            entry_type="policies.policy", slug="old", entry_id=content.policy.pk
        )
    response = api.answer("policies/old/?lang=en&fields=slug")
    assert response.status_code == 308
    assert response["Location"] == "/api/v1/policies/policy-1/?lang=en&fields=slug"
    assert "max-age=1" in response["Cache-Control"]


def test_a_missing_slash(api: ApiClient) -> None:
    response = api.answer("policies?lang=en")
    assert (response.status_code, response["Location"]) == (308, "/api/v1/policies/?lang=en")


def withdraw(replacement: Policy | None) -> Policy:
    gone = Policy(slug="gone")
    with live_store():
        make.make_public_edition(
            entry=gone,
            operation=Operation.WITHDRAW,
            replacement=replacement and replacement.pk,
            change_note_en="It was merged.",
        )
    return gone


def test_withdrawn_with_a_replacement(api: ApiClient, content: Content) -> None:
    gone = withdraw(content.policy)
    for key in ("gone", gone.pk):
        problem = api.ask(f"policies/{key}/", status=410)
        assert problem["withdrawn_at"] == "2026-11-22T04:00:00Z"
        assert problem["note"] == {"zh": None, "en": "It was merged."}
        assert problem["replacement"] == {
            "id": str(content.policy.pk),
            "slug": "policy-1",
            "url": "http://testserver/api/v1/policies/policy-1/",
        }


def test_withdrawn_without_a_replacement(api: ApiClient) -> None:
    withdraw(None)
    assert api.ask("policies/gone/", status=410)["replacement"] is None


def test_a_failure_says_nothing_of_its_cause(api: ApiClient, caplog) -> None:
    with patch("inet3site.api.viewsets.head", side_effect=RuntimeError("a secret")):
        response = api.answer("policies/")
    assert (response.status_code, response["Content-Type"]) == (500, MEDIA_TYPE)
    assert response["Cache-Control"] == "no-store"
    assert "secret" not in response.content.decode()
    assert response["X-Request-ID"] in caplog.text
    assert "a secret" in caplog.text


def test_a_suspicious_request(api: ApiClient) -> None:
    with patch("inet3site.api.viewsets.head", side_effect=SuspiciousOperation):
        assert api.ask("policies/", status=400)["title"] == "Bad request"
