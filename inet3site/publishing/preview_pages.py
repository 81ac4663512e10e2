"""Previews as pages: at the desk, and under a link for people without an account."""

import logging
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import SimpleTemplateResponse
from django.urls import resolve
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import findings
from .blockers import Blocked
from .findings import Finding
from .models import PreviewLink, Revision
from .preview import preview
from .projector import ProjectionError
from .registry import type_named

logger = logging.getLogger(__name__)

HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
    # The address may be a secret, which no link in the page may tell anybody.
    "Referrer-Policy": "no-referrer",
}
OF_THE_CLIENT = ("HTTP_HOST", "HTTP_X_FORWARDED_PROTO")
"""The headers of a request that the page may depend on; its cookies are none of them."""


@never_cache
@require_safe
def shared_preview(request: HttpRequest, token: str, language: str) -> HttpResponse:
    """The draft to which a token is the key; every token that opens nothing gets the same 404."""
    now = timezone.now()
    link = PreviewLink.objects.open_by(token, now=now)
    if not is_language(language):
        return _answer(request, "publishing/no_preview.html", settings.LANGUAGE_CODE, 404)
    if link is None or not _is_there(link.revision):
        return _answer(request, "publishing/no_preview.html", language, 404)
    if request.method == "GET":
        link.count_use(now=now)
    return preview_page(request, link.revision, language)


def preview_page(
    request: HttpRequest, revision: Revision, language: str, *, for_editors: bool = False
) -> HttpResponse:
    """The public page of a draft; where it can't be shown, a page that says why (409, or 503).

    Editors are told above it what proofreading finds in the draft.
    """
    with override(language):
        found = findings.of_revision(revision) if for_editors else []
        try:
            page = preview(revision, lambda entry: _public_page(request, entry, revision, found))
        except Blocked as blocked:
            context = {"revision": revision, "blockers": blocked.blockers}
            return _answer(request, "publishing/blocked_preview.html", language, 409, context)
        except (OperationalError, ProjectionError):
            logger.exception("Revision %s can't be previewed.", revision.pk)
            return _answer(request, "publishing/failed_preview.html", language, 503)
    headers = {**HEADERS, "Content-Language": language, "Content-Type": page["Content-Type"]}
    return HttpResponse(page.content, status=page.status_code, headers=headers)


def is_language(language: str) -> bool:
    """Whether the site has pages in this language."""
    return language in dict(settings.LANGUAGES)


def _is_there(revision: Revision) -> bool:
    """Whether the entry has not been deleted since."""
    rows = type_named(revision.entry_type).model._base_manager
    return rows.filter(pk=revision.entry_id).exists()


def _public_page(
    request: HttpRequest, entry: Any, revision: Revision, found: list[Finding]
) -> SimpleTemplateResponse:
    """What the view at the entry's public address answers, not rendered yet."""
    public = _public_request(request, entry.get_absolute_url())
    public.resolver_match = match = resolve(public.path_info)
    page = match.func(public, *match.args, **match.kwargs)
    page.context_data = {**(page.context_data or {}), "preview": revision, "findings": found}
    return page


def _public_request(request: HttpRequest, path: str) -> WSGIRequest:
    """The request of a reader without cookies for a public page, with the same query."""
    kept = {
        name: value
        for name, value in request.META.items()
        if not name.startswith("HTTP_") or name in OF_THE_CLIENT
    }
    return WSGIRequest({**kept, "PATH_INFO": path, "REQUEST_METHOD": "GET"})


def _answer(
    request: HttpRequest,
    template: str,
    language: str,
    status: int,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    with override(language):
        response = render(request, template, context, status=status)
    for name, value in {**HEADERS, "Content-Language": language}.items():
        response[name] = value
    return response
