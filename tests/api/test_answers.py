"""The headers: who may keep an answer, and where to go from it."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from inet3site.api.middleware import SameInAllLanguagesMiddleware
from inet3site.publishing.stores import live_store
from policies.models import Organisation

from .conftest import ApiClient
from .content import Content

pytestmark = pytest.mark.public

ADDRESSES = ["", "policies/", "policies/policy-1/", "openapi.json"]


@pytest.mark.parametrize("path", ADDRESSES)
def test_what_a_client_has_is_not_sent_again(api: ApiClient, content: Content, path: str) -> None:
    first = api.answer(path)
    assert first.status_code == 200
    assert first["ETag"].startswith('"')
    for tags in (first["ETag"], f'"other", W/{first["ETag"]}', "*"):
        for method in (api.get, api.head):
            again = method(f"/api/v1/{path}", headers={"if-none-match": tags})
            assert (again.status_code, again.content) == (304, b"")
            assert again["ETag"] == first["ETag"]
            assert again["Cache-Control"] == first["Cache-Control"]
    assert api.answer(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_renamed_reference_changes_the_etag_of_what_names_it(
    api: ApiClient, content: Content
) -> None:
    first = api.answer("policies/policy-1/")
    with live_store():
        Organisation.objects.update(name_zh="改名")
    headers = {"if-none-match": first["ETag"], "if-modified-since": first["Last-Modified"]}
    assert api.answer("policies/policy-1/", headers=headers).status_code == 200
    headers = {"if-modified-since": first["Last-Modified"]}
    assert api.answer("policies/policy-1/", headers=headers).status_code == 200


def test_head(api: ApiClient, content: Content) -> None:
    full, head = api.answer("policies/"), api.head("/api/v1/policies/")
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == full["ETag"]
    assert head["Content-Length"] == str(len(full.content))


def test_headers_of_an_item(api: ApiClient, content: Content) -> None:
    response = api.answer("policies/policy-1/")
    assert response["Last-Modified"] == "Sun, 22 Nov 2026 04:00:00 GMT"
    assert response["Cache-Control"].startswith("public, max-age=")
    assert "stale-if-error" in response["Cache-Control"]
    assert "Accept" in response["Vary"].split(", ")
    assert response["Content-Language"] == "zh-Hans, en"
    assert not response.cookies
    for link in (
        '<http://testserver/api/v1/policies/policy-1/>; rel="canonical"',
        '<http://testserver/zh-hans/policies/policy-1/>; rel="alternate"; type="text/html"; '
        'hreflang="zh-Hans"',
        '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
    ):
        assert link in response["Link"]


def test_headers_of_a_list(api: ApiClient, content: Content) -> None:
    response = api.answer("sections/?limit=1&lang=en")
    assert f'<{response.json()["next"]}>; rel="next"' in response["Link"]
    canonical = '<http://testserver/api/v1/sections/?lang=en&limit=1>; rel="canonical"'
    assert canonical in response["Link"]
    assert response["Content-Language"] == "en"
    assert '/en/policies/>; rel="alternate"' in api.answer("policies/")["Link"]


@pytest.mark.parametrize("path", [*ADDRESSES, "nothing/", "policies/?x=1"])
def test_any_web_page_may_read(api: ApiClient, content: Content, path: str) -> None:
    response = api.answer(path, headers={"origin": "https://partner.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert response["X-Request-ID"]


def test_preflight(api: ApiClient) -> None:
    response = api.options("/api/v1/policies/", headers={"origin": "https://partner.example"})
    assert response.status_code == 204
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("path", "media_type", "vary"),
    [
        ("/api/v1/policies/", "application/json", "Accept"),
        ("/api/v1/policies/", "application/problem+json", "Accept, Accept-Language"),
        ("/api/v1/docs/", "text/html", "Accept, Accept-Language"),
        ("/en/", "application/json", "Accept, Accept-Language"),
    ],
)
def test_json_does_not_vary_by_language(path: str, media_type: str, vary: str) -> None:
    headers = {"Vary": "Accept, Accept-Language"}
    response = HttpResponse(content_type=media_type, headers=headers)
    middleware = SameInAllLanguagesMiddleware(lambda request: response)
    assert middleware(RequestFactory().get(path))["Vary"] == vary
