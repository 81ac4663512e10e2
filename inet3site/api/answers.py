"""The headers of every answer: who may keep it for how long, and where to go from here."""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags, quote_etag
from rest_framework.response import Response

LICENCE = "https://creativecommons.org/licenses/by/4.0/"

FRESH = "public, max-age=1, stale-while-revalidate=30, stale-if-error=86400"
"""One second is as long as a process may reuse the head of the ledger that it read."""

EVERY_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Language, ETag, Last-Modified, Link, X-Request-ID",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
KEPT_WITHOUT_BODY = ("Cache-Control", "Content-Language", "ETag", "Last-Modified", "Link", "Vary")


def finish(request: HttpRequest, response: Any, *, request_id: str) -> HttpResponse:
    """The response with all headers, or 304 where the client has these very bytes."""
    if isinstance(response, Response):
        response.render()
    patch_vary_headers(response, ["Accept"])
    response["Cache-Control"] = FRESH if response.status_code < 500 else "no-store"
    if response.status_code == 200 and request.method in ("GET", "HEAD"):
        response = _unless_known(request, response)
    for name, value in {**EVERY_ORIGIN, "X-Request-ID": request_id}.items():
        response[name] = value
    return response


def preflight() -> HttpResponse:
    """What a browser may send from any origin; never credentials."""
    return HttpResponse(status=204, headers=PREFLIGHT)


def link(address: str, relation: str, **attributes: str) -> str:
    """One value of a Link header (RFC 8288)."""
    rest = "".join(f'; {name}="{value}"' for name, value in attributes.items())
    return f'<{address}>; rel="{relation}"{rest}'


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response["ETag"] = etag
    known = parse_etags(request.headers.get("If-None-Match", ""))
    same = "*" in known or etag in (tag.removeprefix("W/") for tag in known)
    return _not_modified(response) if same else response


def _not_modified(response: HttpResponse) -> HttpResponse:
    # Only the ETag decides: a renamed reference changes the body but not `updated_at`.
    headers = {name: response[name] for name in KEPT_WITHOUT_BODY if name in response}
    return HttpResponseNotModified(headers=headers)
