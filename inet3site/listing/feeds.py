"""A list as a feed: what a query finds, the latest editions first."""

from operator import attrgetter
from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from inet3site import atom
from inet3site.publishing.registry import parent_field

from .queries import Listing

SUMMARIES = ("summary", "definition", "description", "role", "purpose")
"""The names of the text that says most of a row; a row has one of them at most."""


def feed(request: HttpRequest, listing: Listing) -> HttpResponse:
    """The rows of a list whose entries were published last, whatever its order."""
    parent = parent_field(listing.model)
    updated = F(f"{parent}__updated_at" if parent else "updated_at")
    rows = listing.rows.prefetch_related(None).order_by(updated.desc(), "pk")
    return atom.feed(
        request,
        title=title_of(listing),
        path=listing.path + listing.atom,
        page=listing.path + listing.filtered,
        entries=[_entry(row, parent) for row in rows[: atom.NEWEST]],
    )


def title_of(listing: Listing) -> str:
    """The name of the list, and of what it is filtered by."""
    name = capfirst(str(listing.model._meta.verbose_name_plural))
    filters = [
        _("%(label)s: %(value)s") % {"label": chip.label, "value": chip.value}
        for chip in listing.chips
    ]
    return " · ".join([name, *filters])


def _entry(row: Any, parent: str) -> atom.FeedEntry:
    entry = attrgetter(parent)(row) if parent else row
    return atom.FeedEntry(
        id=f"urn:uuid:{row.pk}",
        title=row.__str__(),  # not str(), which takes the language from the name
        path=entry.get_absolute_url(),
        updated=entry.updated_at,
        summary=next((text for name in SUMMARIES if (text := getattr(row, name, ""))), ""),
    )
