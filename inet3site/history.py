"""The history of an entry: each edition that was published or withdrawn, with its public note.

The history of what was withdrawn stays readable, at 200: it says that, when and why the entry is
gone, and shows nothing of it. The entry's own page answers 410 and leads here.
"""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from .listing import page_of
from .publishing.models import Entry, PublicEdition
from .publishing.public import Moved, Withdrawn, find
from .publishing.registry import type_of

END = "history/"


def history_path(route: str, model: type[Entry], **fixed: str) -> URLPattern:
    """The address of the history of the entries of one model, whose pages are at `route`.

    `fixed` gives the slug where the route has none.
    """
    return path(route + END, history, {"model": model, **fixed})


def history_url(entry: Entry) -> str:
    """The address of an entry's history, in the active language."""
    return entry.get_absolute_url() + END


@require_safe
def history(request: HttpRequest, slug: str, model: type[Entry]) -> HttpResponse:
    """The editions of the entry at an address, the newest first."""
    try:
        entry = find(model._default_manager.all(), slug=slug)
    except Moved as moved:
        return _moved(request, moved.entry)
    except Withdrawn as withdrawn:
        return _page(request, model(id=withdrawn.edition.entry_id, slug=slug), withdrawn)
    if request.path != history_url(entry):
        return _moved(request, entry)
    return _page(request, entry, None)


def _page(request: HttpRequest, entry: Entry, withdrawn: Withdrawn | None) -> TemplateResponse:
    editions = PublicEdition.objects.filter(entry_type=type_of(entry).name, entry_id=entry.pk)
    return TemplateResponse(
        request,
        "history.html",
        {
            "entry": entry,
            "names": entry._meta,
            "withdrawn": withdrawn,
            "page": page_of(editions.defer("snapshot").order_by("-number"), request.GET),
        },
    )


def _moved(request: HttpRequest, entry: Entry) -> HttpResponsePermanentRedirect:
    query = request.META.get("QUERY_STRING", "")
    address = history_url(entry) + (f"?{query}" if query else "")
    return HttpResponsePermanentRedirect(address, preserve_request=True)
