"""The admin of districts and of what they set out to do."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.admin import EntryAdmin, PartInline
from policies.admin import CitationInline

from . import models


class DistrictCitationInline(CitationInline):
    model = models.DistrictCitation


class InitiativeCitationInline(CitationInline):
    model = models.InitiativeCitation


class CommitmentInline(PartInline):
    model = models.Commitment


@admin.register(models.District)
class DistrictAdmin(EntryAdmin):
    list_display = ("name_zh", "name_en", "kind", "code")
    list_filter = ("kind",)
    search_fields = ("name_zh", "name_en", "code", "slug")
    inlines = (DistrictCitationInline,)


@admin.register(models.Initiative)
class InitiativeAdmin(EntryAdmin):
    list_display = ("title_zh", "title_en", "district", "status")
    list_filter = ("district", "status")
    list_select_related = ("district",)
    search_fields = ("title_zh", "title_en", "slug")
    autocomplete_fields = (
        *("district", "policies", "layers", "technologies", "lead_organisations"),
    )
    inlines = (CommitmentInline, InitiativeCitationInline)
    fieldsets = (
        (None, {"fields": ("title_zh", "title_en", "slug", "district", "status")}),
        (_("What it is"), {"fields": ("summary_zh", "summary_en", "period_from", "period_to")}),
        (
            _("What it concerns"),
            {"fields": ("policies", "layers", "technologies", "lead_organisations")},
        ),
    )
