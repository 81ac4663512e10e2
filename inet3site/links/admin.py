"""The editors' list of the links of sources: what was found is read here, never changed."""

from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from inet3site.publishing.admin.editors import address

from .models import Link, LinkQuerySet
from .outcomes import Status


class AttentionFilter(admin.SimpleListFilter):
    """Find the links that somebody should look at."""

    title = _("to be looked at")
    parameter_name = "attention"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple]:
        return [("broken", _("Broken links")), ("changed", _("Changed since it was recorded"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        links: Any = queryset
        found = {"broken": LinkQuerySet.broken, "changed": LinkQuerySet.changed}
        chosen = found.get(self.value() or "")
        return chosen(links) if chosen else links


@admin.register(Link)
class LinkAdmin(admin.ModelAdmin):
    list_display = (
        *("source_form", "kind", "link", "finding", "first_failed_at"),
        *("code", "checked_at", "is_due"),
    )
    list_display_links = None
    list_filter = (AttentionFilter, "status", "kind", "is_due")
    list_select_related = ("source",)
    search_fields = ("source__title", "source__slug", "address")
    actions = ("check_again",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return Link.objects.present()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may delete a source deletes its links with it."""
        return request.user.has_perm("policies.delete_source")

    def get_actions(
        self,
        request: HttpRequest,
        action_location: admin.ActionLocation = admin.ActionLocation.CHANGE_LIST,
    ) -> Any:
        """Those of this list; it is no place to delete from."""
        actions = super().get_actions(request, action_location)
        actions.pop("delete_selected", None)
        return actions

    def has_recheck_permission(self, request: HttpRequest) -> bool:
        """Whether this person may have links asked again."""
        return request.user.has_perm("links.recheck_link")

    @admin.display(description=_("source"), ordering="source__title")
    def source_form(self, link: Link) -> str:
        """The source, with a link to its form."""
        return format_html('<a href="{}">{}</a>', address(link.source), link.source)

    @admin.display(description=_("web address"), ordering="address")
    def link(self, link: Link) -> str:
        """The link itself."""
        return format_html('<a href="{0}" rel="noreferrer">{0}</a>', link.address)

    @admin.display(description=_("finding"), ordering="status")
    def finding(self, link: Link) -> str:
        """What became of it, why, and what else was seen."""
        text = link.get_status_display()
        if link.reason:
            text = f"{text}: {link.get_reason_display()}"
        if link.status == Status.MOVED:
            text = format_html("{}: {}", text, link.final_address)
        if link.has_changed:
            text = format_html("{}; {}", text, _("changed since it was recorded"))
        return text

    @admin.action(description=_("Check the selected again"), permissions=["recheck"])
    def check_again(self, request: HttpRequest, chosen: models.QuerySet[Any]) -> None:
        """Let the chosen links be asked in the next round."""
        count = chosen.update(is_due=True)
        text = ngettext(
            "%(count)d link will be checked again.",
            "%(count)d links will be checked again.",
            count,
        )
        self.message_user(request, text % {"count": count}, messages.SUCCESS)
