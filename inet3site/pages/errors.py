"""What a page answers where an entry has moved or was withdrawn."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language

from inet3site.publishing.bilingual import EN, in_language
from inet3site.publishing.public import Moved, Withdrawn
from inet3site.publishing.registry import type_named

from .nearby import list_url


class FormerAddressMiddleware:
    """Answer 308 for an address that moved, and 410 for an entry that was withdrawn."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        match exception:
            case Moved():
                return moved(request, exception)
            case Withdrawn():
                return withdrawn(request, exception)
        return None


def moved(request: HttpRequest, exception: Moved) -> HttpResponse:
    """A permanent redirect to the entry's address in the same language, with the same query."""
    query = request.META.get("QUERY_STRING", "")
    path = exception.entry.get_absolute_url() + exception.below
    address = path + (f"?{query}" if query else "")
    return HttpResponsePermanentRedirect(address, preserve_request=True)


def withdrawn(request: HttpRequest, exception: Withdrawn) -> TemplateResponse:
    """The page of what was withdrawn: when, why, and what there is instead."""
    edition = exception.edition
    model = type_named(edition.entry_type).model
    note = in_language(edition.change_note_zh, edition.change_note_en, get_language() or EN)
    return TemplateResponse(
        request,
        "410.html",
        {
            "edition": edition,
            "path": model(slug=edition.slug).get_absolute_url(),
            "names": model._meta,
            "list_url": list_url(edition.entry_type),
            "note": note,
            "replacement": exception.replacement,
        },
        status=410,
    )
