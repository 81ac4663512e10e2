"""The admin of districts, of what they set out to do, and of what happened."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.admin import EntryAdmin, EntryForm, PartInline
from policies.admin import COUNTED, PERIOD, PROMISED, QUANTITY, CitationInline
from policies.forms import leads_to

from . import models


class DistrictCitationInline(CitationInline):
    model = models.DistrictCitation


class InitiativeCitationInline(CitationInline):
    model = models.InitiativeCitation


class MilestoneCitationInline(CitationInline):
    model = models.MilestoneCitation


class CommitmentInline(PartInline):
    model = models.Commitment
    fieldsets = (
        (None, {"fields": (*QUANTITY, *COUNTED, PERIOD)}),
        (
            _("What it offers to firms"),
            {"fields": ("support", "open_to_zh", "open_to_en"), "classes": ("collapse",)},
        ),
        *PROMISED,
    )


class CommitmentReportInline(PartInline):
    model = models.CommitmentReport
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("commitment", "period_from", "period_to"),
                    ("outcome", "searched_on", "position"),
                    *("evidence_zh", "evidence_en"),
                )
            },
        ),
    )


class MilestoneForm(EntryForm):
    """A milestone, which may be part of another but not of itself."""

    def clean(self) -> None:
        super().clean()
        whole = self.cleaned_data.get("part_of")
        if whole and leads_to(whole.pk, self.instance.pk, self._wholes()):
            self.add_error("part_of", _("A milestone can't be part of itself."))

    def _wholes(self) -> dict:
        others = models.Milestone.objects.exclude(part_of=None).exclude(pk=self.instance.pk)
        return {key: [whole] for key, whole in others.values_list("pk", "part_of")}


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
    inlines = (CommitmentInline, CommitmentReportInline, InitiativeCitationInline)
    fieldsets = (
        (None, {"fields": ("title_zh", "title_en", "slug", ("district", "status"))}),
        (_("What it is"), {"fields": ("summary_zh", "summary_en", ("period_from", "period_to"))}),
        (
            _("What it concerns"),
            {"fields": ("policies", "layers", "technologies", "lead_organisations")},
        ),
    )


@admin.register(models.Milestone)
class MilestoneAdmin(EntryAdmin):
    form = MilestoneForm
    list_display = ("title_zh", "title_en", "date", "state")
    list_filter = ("state", "initiative__district")
    search_fields = ("title_zh", "title_en", "slug", "venue_zh", "venue_en", "date")
    autocomplete_fields = ("policy", "initiative", "part_of", "hosts")
    inlines = (MilestoneCitationInline,)
    fieldsets = (
        (None, {"fields": ("title_zh", "title_en", "slug", ("date", "state"))}),
        (_("What it is"), {"fields": ("summary_zh", "summary_en")}),
        (
            _("What it belongs to"),
            {
                "fields": ("policy", "initiative", "part_of"),
                "description": _("A policy or an initiative, not both; neither for an event."),
            },
        ),
        (_("The event"), {"fields": ("venue_zh", "venue_en", "hosts")}),
    )
