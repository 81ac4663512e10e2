"""The files of an entry at the desk: given in its form, and sent as any revision has them."""

from typing import Any
from uuid import UUID

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from inet3site.publishing.admin import PartInline
from inet3site.publishing.models import Entry
from inet3site.publishing.revisions import read, revisions_of
from policies.downloads import file_of, serve
from policies.forms import AttachmentForm
from policies.models import Attachment


class AttachmentInline(PartInline):
    """The files of an entry."""

    form = AttachmentForm
    readonly_fields = ("stored",)

    def get_fieldsets(self, request: HttpRequest, obj: Entry | None = None) -> list[tuple]:
        may_give = self.has_add_permission(request, obj) or self.has_change_permission(request, obj)
        files = ("stored", "file", "position") if may_give else ("stored", "position")
        texts = [("title_zh", "title_en"), ("alt_zh", "alt_en")]
        return [(None, {"fields": [files, *texts]})]

    @admin.display(description=_("Present file"))
    def stored(self, row: Attachment) -> str:
        """The file as it was last saved."""
        if row.is_arriving:
            return gettext("The file that you chose was not saved: choose it again.")
        if not row.file:
            return "–"
        entry_id = getattr(row, f"{self.parent_of(type(row))}_id")
        name = f"admin:{self.parent_model._meta.label_lower.replace('.', '_')}_file"
        said = (row.get_media_type_display(), filesizeformat(row.size))
        link = format_html('<a href="{}">{}</a>', reverse(name, args=[entry_id, row.pk]), row.name)
        return format_html("{} ({}, {})", link, *said)


class FilesMixin(admin.ModelAdmin):
    """Serves the files of drafts to whoever may see the entry."""

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_file"
        view, route = (
            self.admin_site.admin_view(self.file_view),
            "<path:object_id>/files/<uuid:id>/",
        )
        return [
            path(route, view, name=name),
            path(f"{route}<int:number>/", view, name=name),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def file_view(
        self, request: HttpRequest, object_id: str, id: UUID, number: int | None = None
    ) -> HttpResponseBase:
        """A file as the revision of this number has it, or the latest one."""
        entry: Any = self.get_object(request, unquote(object_id))
        if entry is None:
            raise Http404
        if not self.has_view_permission(request, entry):
            raise PermissionDenied
        revisions = revisions_of(entry)
        revision = (revisions if number is None else revisions.filter(number=number)).first()
        if revision is None:
            raise Http404
        response = serve(request, file_of(read(revision), id))
        response["Cache-Control"] = "no-store"
        return response
