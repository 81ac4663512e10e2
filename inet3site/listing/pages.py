"""The answer to a request for a list, in the form that it asks for."""

from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django_filters import FilterSet
from django_htmx.middleware import HtmxDetails

from inet3site.caching import until_published

from .feeds import feed
from .queries import FORMAT, Listing
from .tables import table

FORMATS = {"csv": until_published(table), "atom": until_published(feed)}
"""What a list can be beside a page, by the value of FORMAT."""


def list_page(
    request: HttpRequest,
    template: str,
    filterset: type[FilterSet],
    queryset: QuerySet,
    **context: Any,
) -> HttpResponseBase:
    """The list as a page, a table or a feed.

    The template extends `list.html`, finds the list as `listing`, and defines the partial
    `results` that shows its rows. Where a script asks for what has changed of the page, that is the
    partial `listing` of `list.html`. Raise BadRequest for a form that there is not; a list of what
    is no data has no other form, and its feed, if any, is named by its template.
    """
    listing = Listing(request, filterset, queryset)
    name = request.GET.get(FORMAT) if listing.is_data else None
    if name and name not in FORMATS:
        raise BadRequest(f"“{FORMAT}” must be one of {', '.join(FORMATS)}.")
    if name and listing.is_valid:
        return FORMATS[name](request, listing)
    response = TemplateResponse(
        request,
        "list.html#listing" if _wants_part(request) else template,
        {"listing": listing, "results": f"{template}#results", **context},
        status=listing.status,
    )
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    return response


def _wants_part(request: HttpRequest) -> bool:
    htmx = HtmxDetails(request)
    return bool(htmx) and not htmx.history_restore_request
