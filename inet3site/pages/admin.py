"""The admin of the site's own pages, and of the figures that they show."""

from django.contrib import admin

from inet3site.publishing.admin import EntryAdmin, PartInline
from policies.admin import COUNTED, QUANTITY, CitationInline

from .models import Figure, PageCitation, SitePage


class FigureInline(PartInline):
    model = Figure
    autocomplete_fields = ("policy", "initiative")
    fieldsets = (
        (
            None,
            {"fields": (*QUANTITY, *COUNTED, ("as_of", "position"), ("policy", "initiative"))},
        ),
    )


class PageCitationInline(CitationInline):
    model = PageCitation


@admin.register(SitePage)
class SitePageAdmin(EntryAdmin):
    list_display = ("title_zh", "title_en", "slug")
    search_fields = ("title_zh", "title_en", "slug")
    inlines = (FigureInline, PageCitationInline)
