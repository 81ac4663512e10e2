"""The admin of what documents refer to: sources, organisations, technologies and terms."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.admin import EntryAdmin, PartInline
from policies import models
from policies.forms import SourceForm, SuccessionFormSet, TermRelationFormSet

from .attachments import AttachmentInline, FilesMixin
from .citations import CitationInline


class SourceAttachmentInline(AttachmentInline):
    model = models.SourceAttachment


class OrganisationCitationInline(CitationInline):
    model = models.OrganisationCitation


class LayerCitationInline(CitationInline):
    model = models.LayerCitation


class TechnologyCitationInline(CitationInline):
    model = models.TechnologyCitation


class TermCitationInline(CitationInline):
    model = models.TermCitation


class SuccessionInline(PartInline):
    model = models.Succession
    fk_name = "organisation"
    formset = SuccessionFormSet
    autocomplete_fields = ("predecessor",)
    fieldsets = ((None, {"fields": (("predecessor", "date", "position"),)}),)


class TermRelationInline(PartInline):
    model = models.TermRelation
    fk_name = "term"
    formset = TermRelationFormSet
    autocomplete_fields = ("related_term",)
    fieldsets = ((None, {"fields": (("kind", "related_term", "position"),)}),)


@admin.register(models.Source)
class SourceAdmin(FilesMixin, EntryAdmin):
    form = SourceForm
    list_display = ("title", "kind", "language", "published_on")
    list_filter = ("kind", "language")
    search_fields = ("title", "slug", "publisher", "url")
    inlines = (SourceAttachmentInline,)
    fieldsets = (
        (None, {"fields": (("kind", "language"), "title", "url", ("publisher", "published_on"))}),
        (
            _("Address and copies"),
            {
                "fields": ("slug", "retrieved_on", "archive_url", "sha256"),
                "classes": ("collapse",),
            },
        ),
    )


@admin.register(models.Organisation)
class OrganisationAdmin(EntryAdmin):
    list_display = ("name_zh", "name_en", "kind")
    list_filter = ("kind",)
    search_fields = ("name_zh", "name_en", "slug")
    inlines = (SuccessionInline, OrganisationCitationInline)


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


@admin.register(models.Term)
class TermAdmin(EntryAdmin):
    list_display = ("name_zh", "name_en")
    search_fields = ("name_zh", "name_en", "definition_zh", "definition_en", "slug")
    inlines = (TermRelationInline, TermCitationInline)
