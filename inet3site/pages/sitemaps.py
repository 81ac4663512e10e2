"""The addresses of all pages for search engines, in both languages (sitemaps.org)."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index, sitemap
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from inet3site.publishing.models import Entry
from inet3site.publishing.registry import EntryType, all_types
from inet3site.publishing.stores import EDITORIAL_PATHS

from .models import OWN_ADDRESSES
from .templatetags.navigation import SECTIONS

BESIDE_THE_MENU = (
    *("policies:target-list", "districts:milestone-list", "policies:source-list"),
    *("districts:commitment-figures", "pages:search"),
)
"""The pages of many entries that the menu leaves to the footer and to other pages."""


class InAllLanguages(Sitemap):
    """Each page in each language, with the others named beside it."""

    i18n = True
    alternates = True
    x_default = True


class EntrySitemap(InAllLanguages):
    """The pages of the entries of one type; each was changed last by its present edition."""

    def __init__(self, entry_type: EntryType) -> None:
        self.entries: QuerySet[Any] = entry_type.model._default_manager.order_by("slug")

    def items(self) -> QuerySet[Any]:
        return self.entries.only("slug", "updated_at")

    def lastmod(self, entry: Entry) -> datetime | None:
        return entry.updated_at

    def get_latest_lastmod(self) -> datetime | None:
        return self.entries.aggregate(latest=Max("updated_at"))["latest"]


class ListSitemap(InAllLanguages):
    """The pages of many entries, which change with them."""

    def items(self) -> list[str]:
        own = {f"pages:{slug}" for slug in OWN_ADDRESSES}
        return [name for name in (*SECTIONS, *BESIDE_THE_MENU) if name not in own]

    def location(self, name: str) -> str:
        return reverse(name)


def sitemaps() -> dict[str, type[Sitemap] | Sitemap]:
    """The parts of the site's map by name, such as `policy`; `lists` has the lists."""
    entries = {str(each.model._meta.model_name): EntrySitemap(each) for each in all_types()}
    return {"lists": ListSitemap(), **entries}


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The addresses of the parts of the map, each of at most 50,000 addresses."""
    return index(request, sitemaps(), sitemap_url_name="sitemap")


@require_safe
def sitemap_part(request: HttpRequest, section: str) -> HttpResponse:
    """One part of the map."""
    return sitemap(request, sitemaps(), section=section)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What robots may read: all but the editors' desk and the forms (RFC 9309)."""
    address = request.build_absolute_uri(reverse("sitemap-index"))
    hidden = [f"Disallow: {path}" for path in EDITORIAL_PATHS]
    lines = ["User-agent: *", *hidden, "", f"Sitemap: {address}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
