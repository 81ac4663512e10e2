"""The admin of the site's own pages."""

from django.contrib import admin

from inet3site.publishing.admin import EntryAdmin

from .models import SitePage


@admin.register(SitePage)
class SitePageAdmin(EntryAdmin):
    list_display = ("title_zh", "title_en", "slug")
    search_fields = ("title_zh", "title_en", "slug")
