"""The admin of policy documents and of what they refer to."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.admin import EntryAdmin, PartInline

from . import models
from .forms import CitationForm, CitationFormSet, SectionFormSet


class CitationInline(PartInline):
    """The sources of an entry."""

    formset = CitationFormSet
    form = CitationForm
    autocomplete_fields = ("source",)


class LayerCitationInline(CitationInline):
    model = models.LayerCitation


class TechnologyCitationInline(CitationInline):
    model = models.TechnologyCitation


class PolicyCitationInline(CitationInline):
    model = models.PolicyCitation


class IssuanceInline(PartInline):
    model = models.Issuance
    autocomplete_fields = ("organisation",)


class SectionInline(PartInline):
    model = models.Section
    formset = SectionFormSet


class ProvisionInline(PartInline):
    model = models.Provision
    autocomplete_fields = ("technologies", "organisations")


@admin.register(models.Source)
class SourceAdmin(EntryAdmin):
    list_display = ("title", "kind", "language", "published_on")
    list_filter = ("kind", "language")
    search_fields = ("title", "slug", "publisher")


@admin.register(models.Organisation)
class OrganisationAdmin(EntryAdmin):
    list_display = ("name_zh", "name_en", "kind")
    list_filter = ("kind",)
    search_fields = ("name_zh", "name_en", "slug")


@admin.register(models.Layer)
class LayerAdmin(EntryAdmin):
    list_display = ("name_zh", "name_en", "number")
    search_fields = ("name_zh", "name_en", "slug")
    inlines = (LayerCitationInline,)


@admin.register(models.Technology)
class TechnologyAdmin(EntryAdmin):
    list_display = ("name_zh", "name_en", "kind")
    list_filter = ("kind", "layers")
    search_fields = ("name_zh", "name_en", "slug")
    autocomplete_fields = ("layers",)
    inlines = (TechnologyCitationInline,)


@admin.register(models.Policy)
class PolicyAdmin(EntryAdmin):
    list_display = ("title_zh", "title_en", "kind", "level", "published_on")
    list_filter = ("kind", "level", "legal_status", "text_kind")
    search_fields = ("title_zh", "title_en", "document_number", "slug")
    inlines = (IssuanceInline, SectionInline, ProvisionInline, PolicyCitationInline)
    fieldsets = (
        (None, {"fields": ("title_zh", "title_en", "slug", "kind", "level", "area_code")}),
        (
            _("The document"),
            {
                "fields": (
                    *("document_number", "legal_status", "official_url", "text_kind"),
                    *("summary_zh", "summary_en"),
                )
            },
        ),
        (
            _("Dates"),
            {
                "fields": (
                    *("written_on", "published_on", "effective_on", "repealed_on"),
                    *("period_from", "period_to"),
                )
            },
        ),
    )
