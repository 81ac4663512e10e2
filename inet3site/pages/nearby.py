"""What a reader may have meant by an address at which nothing is."""

from difflib import get_close_matches

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from inet3site.publishing.models import Entry
from inet3site.publishing.registry import EntryType, type_named

MOST = 3


def type_at(request: HttpRequest) -> EntryType | None:
    """The type of entry whose page the address would be; None where it is no entry's."""
    match = request.resolver_match
    try:
        return type_named(match.view_name.replace(":", ".")) if match else None
    except KeyError:
        return None


def list_url(entry_type: str) -> str:
    """The list of a type such as `policies.policy`; the home page where there is none."""
    try:
        return reverse(f"{entry_type.replace('.', ':')}-list")
    except NoReverseMatch:
        return reverse("pages:home")


def near(request: HttpRequest, entry_type: EntryType) -> QuerySet[Entry]:
    """The published entries of this type whose addresses are most like the one asked for."""
    entries = entry_type.model._default_manager.all()
    asked = request.resolver_match.kwargs["slug"] if request.resolver_match else ""
    slugs = get_close_matches(asked, entries.values_list("slug", flat=True), n=MOST)
    return entries.filter(slug__in=slugs)
