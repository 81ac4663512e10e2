"""The admin of policy documents."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.admin import EntryAdmin, PartInline
from inet3site.publishing.admin.citable import Citable
from policies import models
from policies.forms import SectionFormSet

from .attachments import AttachmentInline, FilesMixin
from .citations import CitationInline
from .ingest import IngestMixin
from .promises import COUNTED, PERIOD, PROMISED, QUANTITY


class PolicyCitationInline(CitationInline):
    """The sources of a document, whose sections are cited by their identifiers."""

    model = models.PolicyCitation

    def citable(self, request: HttpRequest) -> list[Citable]:
        sections = {row.identifier: str(row) for row in self.siblings(models.Section, request)}
        label = str(capfirst(models.Section._meta.verbose_name_plural))
        return [*super().citable(request), Citable("", label, sections)]


class PolicyAttachmentInline(AttachmentInline):
    model = models.PolicyAttachment


class IssuanceInline(PartInline):
    model = models.Issuance
    autocomplete_fields = ("organisation",)
    fieldsets = ((None, {"fields": (("organisation", "role", "position"),)}),)


class SectionInline(PartInline):
    model = models.Section
    formset = SectionFormSet
    fieldsets = (
        (
            None,
            {"fields": (("identifier", "parent", "position"), "heading_zh", "heading_en")},
        ),
        (_("Text"), {"fields": ("text_zh", "text_en"), "classes": ("collapse",)}),
    )


class ProvisionInline(PartInline):
    model = models.Provision
    autocomplete_fields = ("technologies", "organisations")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("kind", "section", "position"),
                    *("text_zh", "text_en"),
                    ("technologies", "organisations"),
                )
            },
        ),
    )


class TargetInline(PartInline):
    model = models.Target
    fieldsets = ((None, {"fields": (*QUANTITY, *COUNTED, (*PERIOD, "section"))}), *PROMISED)


class PolicyRelationInline(PartInline):
    model = models.PolicyRelation
    fk_name = "policy"
    autocomplete_fields = ("related_policy",)
    fieldsets = ((None, {"fields": (("kind", "related_policy", "position"),)}),)


@admin.register(models.Policy)
class PolicyAdmin(IngestMixin, FilesMixin, EntryAdmin):
    change_form_template = "admin/policies/policy/change_form.html"
    change_list_template = "admin/policies/policy/change_list.html"
    list_display = ("title_zh", "title_en", "kind", "level", "published_on")
    list_filter = ("kind", "level", "legal_status", "text_kind")
    search_fields = ("title_zh", "title_en", "document_number", "slug")
    inlines = (
        *(IssuanceInline, SectionInline, ProvisionInline, TargetInline),
        *(PolicyRelationInline, PolicyCitationInline, PolicyAttachmentInline),
    )
    fieldsets = (
        (None, {"fields": ("title_zh", "title_en", "slug", ("kind", "level", "area_code"))}),
        (
            _("The document"),
            {
                "fields": (
                    ("document_number", "legal_status", "text_kind"),
                    *("official_url", "summary_zh", "summary_en"),
                )
            },
        ),
        (
            _("Dates"),
            {
                "fields": (
                    ("written_on", "published_on", "effective_on", "repealed_on"),
                    ("period_from", "period_to"),
                )
            },
        ),
    )
