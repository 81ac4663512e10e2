"""The editors' list of reported errors: what readers wrote is read here, never changed."""

from typing import Any

from django.contrib import admin, messages
from django.db import models, transaction
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from inet3site.publishing.admin.editors import address, editor

from .models import Report, ReportState
from .places import entry_at


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    list_display = ("place", "beginning", "state", "reported_at", "dealt_by")
    list_filter = ("state", "reported_at", "dealt_by")
    list_select_related = ("dealt_by",)
    search_fields = ("page", "text", "note")
    actions = ("mark_dealt_with",)
    fields = (
        *("public_page", "entry_form", "text", "email", "reported_at"),
        *("state", "note", "dealt_by", "dealt_at"),
    )
    readonly_fields = (
        *("public_page", "entry_form", "text", "email", "reported_at"),
        *("dealt_by", "dealt_at"),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description=_("place"), ordering="page")
    def place(self, report: Report) -> str:
        """The page, and its section where one is named."""
        return str(report)

    @admin.display(description=_("what is wrong"))
    def beginning(self, report: Report) -> str:
        """The first words of the report."""
        return Truncator(report.text).chars(80)

    @admin.display(description=_("public page"))
    def public_page(self, report: Report) -> str:
        """A link to the place that is reported."""
        return format_html('<a href="{0}">{0}</a>', str(report))

    @admin.display(description=_("form of the entry"))
    def entry_form(self, report: Report) -> str:
        """A link to the form of the entry whose page it is; a dash where it is no entry's."""
        entry = entry_at(report.page)
        if entry is None:
            return self.get_empty_value_display()
        return format_html('<a href="{}">{}</a>', address(entry), entry)

    def save_model(self, request: HttpRequest, obj: Report, form: ModelForm, change: bool) -> None:
        if "state" not in form.changed_data:
            obj.save()
        elif obj.state == ReportState.DEALT_WITH:
            obj.deal_with(by=editor(request), at=now())
        else:
            obj.reopen()

    @admin.action(description=_("Mark as dealt with"), permissions=["change"])
    def mark_dealt_with(self, request: HttpRequest, chosen: models.QuerySet[Any]) -> None:
        """Close the chosen reports that are open."""
        open_ones = chosen.filter(state=ReportState.OPEN)
        with transaction.atomic():
            for report in open_ones:
                report.deal_with(by=editor(request), at=now())
        count = len(open_ones)
        text = ngettext(
            "%(count)d report was dealt with.", "%(count)d reports were dealt with.", count
        )
        self.message_user(request, text % {"count": count}, messages.SUCCESS)
