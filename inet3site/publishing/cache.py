"""Answers to public requests, kept under the head of the ledger.

Publishing moves the head, so nothing is ever purged and nothing stale is served. A page may say
how far a period has run, so the day is part of the key as well.
"""

from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.core.cache import caches
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.utils.http import split_header_value

from .models import Applied
from .stores import LIVE, is_editorial

ALIAS = "answers"
HEAD = f"SELECT sequence FROM {Applied._meta.db_table}"  # noqa: S608  (a name of our own)
"""As it is asked for every answer, without the ORM, which would take longer than all the rest."""

VARYING = ("Accept", "Accept-Encoding", "HX-Request", "HX-History-Restore-Request")
"""The headers of a request that may change a kept answer; one that varies by others is not kept."""

OF_ONE_ANSWER = "X-Request-ID"
"""A header that tells one answer from the next, and so is not kept."""

LARGEST = 1_000_000
"""Bytes of the largest answer that is kept."""

Kept = tuple[bytes, dict[str, str]]


class AnswerCacheMiddleware:
    """Answer from the cache what was answered before; stands right within PublicStoreMiddleware.

    Everything else, sessions and compression too, stands further in: a kept answer costs one query,
    for the head. Answers are kept for clients without cookies, and are the same bytes for all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "GET" or request.META.get("HTTP_COOKIE") or is_static(request):
            return self.get_response(request)
        return self.answer(request, key_of(request))

    def answer(self, request: HttpRequest, key: str) -> HttpResponse:
        """The kept answer, or a new one, which is kept if it may be; 304 where it is known."""
        kept: Kept | None = caches[ALIAS].get(key)
        if kept is not None:
            response = HttpResponse(kept[0], headers=kept[1])
        else:
            response = self.get_response(request)
            if not may_be_kept(response):
                return response
            finish(response)
            headers = {k: v for k, v in response.items() if k != OF_ONE_ANSWER}
            caches[ALIAS].set(key, (response.content, headers))
        return get_conditional_response(request, response["ETag"], response=response) or response


def is_static(request: HttpRequest) -> bool:
    """Whether the request is for what is no public answer: a file, or the desk."""
    return request.path_info.startswith(settings.STATIC_URL) or is_editorial(request)


def key_of(request: HttpRequest) -> str:
    """What an answer depends on; raise DisallowedHost."""
    parts = (
        head(),
        timezone.localdate().isoformat(),
        request.build_absolute_uri(),
        *(request.headers.get(name, "") for name in VARYING),
    )
    return sha256("\0".join(parts).encode()).hexdigest()


def head() -> str:
    """The sequence of the last edition that the live store shows; empty before the first."""
    with connections[LIVE].cursor() as cursor:
        cursor.execute(HEAD)
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def may_be_kept(response: HttpResponse) -> bool:
    """Whether this very answer is right for every client that asks in the same way."""
    return (
        response.status_code == 200
        and not response.streaming
        and len(response.content) <= LARGEST
        and not response.cookies
        and "no-store" not in response.get("Cache-Control", "")
        and varies_by(response) <= {name.lower() for name in VARYING}
    )


def varies_by(response: HttpResponse) -> set[str]:
    """The headers, in lower case, that the answer says it depends on."""
    return {name.lower() for name in split_header_value(response.get("Vary", "")) if name}


def finish(response: HttpResponse) -> None:
    """Let clients ask for a page again by its ETag; the API's answers say more themselves."""
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, public=True, no_cache=True)
    if not response.has_header("ETag"):
        set_response_etag(response)
