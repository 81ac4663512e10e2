"""Export of what a list shows, and import: give a file, look at what it changes, confirm."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from ..exchange import waiting
from ..exchange.actions import Change, Row, counts, export_entries, import_table
from ..exchange.files import Format, Table
from ..exchange.forms import FileForm
from ..exchange.problems import Problem, Refused
from ..exchange.progress import Track, progress_of
from ..registry import EntryType, type_of
from .editors import editor

CONFIRM = "_confirm"
"""The button's name; its value is that of the table which was looked at."""

MOST_SHOWN = 200
"""So many changed rows, or problems, are shown of a file."""


class ExchangeMixin(admin.ModelAdmin):
    """Pages on which the entries of a list become a file, and a file becomes drafts."""

    change_list_template = "admin/publishing/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        views: dict[str, tuple[str, Any]] = {
            "export": ("export/", self.export_view),
            "export_file": ("export/<str:ending>/", self.export_file_view),
            "import": ("import/", self.import_view),
            "import_progress": ("import/progress/", self.import_progress_view),
        }
        label = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path(route, self.admin_site.admin_view(view), name=f"{label}_{name}")
            for name, (route, view) in views.items()
        ]
        return [*own, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {**(extra_context or {}), "can_import": self.has_import_permission(request)}
        return super().changelist_view(request, context)

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Whether this person may make and change entries, which is what an import does."""
        return self.has_add_permission(request) and self.has_change_permission(request)

    @property
    def entry_type(self) -> EntryType:
        """The type of the entries."""
        return type_of(self.model)

    # Export

    @method_decorator(require_safe)
    def export_view(self, request: HttpRequest) -> HttpResponse:
        """The choice of a format for the entries that the list's filters show."""
        return self._choose_format(request, self._listed(request))

    @method_decorator(require_safe)
    def export_file_view(self, request: HttpRequest, ending: str) -> HttpResponse:
        """The entries that the list's filters show, as a file."""
        rows = self._listed(request)
        if ending not in Format.values:
            raise Http404
        try:
            content = export_entries(self.entry_type, rows, Format(ending))
        except Refused as refused:
            return self._choose_format(request, rows, refused.problems)
        name = f"{self.opts.model_name}-{localdate().isoformat()}.{ending}"
        disposition = content_disposition_header(as_attachment=True, filename=name)
        response = HttpResponse(content, content_type=Format(ending).content_type)
        response["Content-Disposition"] = disposition or "attachment"
        return response

    def _listed(self, request: HttpRequest) -> models.QuerySet:
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            return self.get_changelist_instance(request).queryset
        except (IncorrectLookupParameters, ValidationError) as error:
            raise BadRequest("The list has no such filter.") from error

    def _choose_format(
        self, request: HttpRequest, rows: models.QuerySet, problems: tuple[Problem, ...] = ()
    ) -> HttpResponse:
        context = {
            "title": _("Export %(name)s") % {"name": self.opts.verbose_name_plural},
            "count": rows.count(),
            "formats": [(self._address_of("export_file", each.value), each) for each in Format],
            "query": request.GET.urlencode(),
            "problems": problems,
            "refusal": _("The file can't be made:"),
        }
        return self._exchange_page(request, "export", context)

    # Import

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Ask for a file, show what it would change, and save that once it was looked at."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._ask_for_file(request, FileForm())
        if CONFIRM in request.POST:
            return self._import_confirmed(request, request.POST[CONFIRM])
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._ask_for_file(request, form)
        return self._show_changes(request, form.table)

    @method_decorator(require_safe)
    def import_progress_view(self, request: HttpRequest) -> HttpResponse:
        """How far the import is that this session has begun."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        context = {
            "title": _("Progress of the import"),
            "progress": progress_of(request.session, self.opts.label_lower),
        }
        response = self._exchange_page(request, "import_progress", context)
        response["Cache-Control"] = "no-store"
        return response

    def _import(self, request: HttpRequest, table: Table, **options: Any) -> list[Row]:
        """Import a table, with its progress noted; raise Refused as `import_table` does."""
        track = Track(request.session, self.opts.label_lower, len(table.rows))
        try:
            rows = import_table(self.entry_type, table, advance=track.advance, **options)
        except Refused:
            track.finish(gettext("Nothing was saved: there are errors in the file."))
            raise
        except Exception:
            track.finish(gettext("Nothing was saved: the import has failed."))
            raise
        done = gettext("Checked: nothing is saved yet.")
        track.finish(done if options.get("dry_run") else self._outcome(rows))
        return rows

    def _show_changes(self, request: HttpRequest, table: Table) -> HttpResponse:
        try:
            rows = self._import(request, table, dry_run=True)
        except Refused as refused:
            return self._ask_for_file(request, FileForm(), refused.problems)
        changed = [row for row in rows if row.change != Change.UNCHANGED]
        context = {
            "title": _("What the file changes"),
            "counts": counts(rows),
            "rows": changed[:MOST_SHOWN],
            "total": len(changed),
            "is_cut": len(changed) > MOST_SHOWN,
            "table": waiting.put(request.session, self.opts.label_lower, table) if changed else "",
        }
        return self._exchange_page(request, "import_check", context)

    def _import_confirmed(self, request: HttpRequest, name: str) -> HttpResponse:
        table = waiting.get(request.session, self.opts.label_lower, name)
        if table is None:
            gone = gettext("The file is no longer kept here: give it once more.")
            return self._ask_for_file(request, FileForm(), (Problem(gone),))
        waiting.drop(request.session)
        try:
            rows = self._import(request, table, by=editor(request))
        except Refused as refused:
            return self._ask_for_file(request, FileForm(), refused.problems)
        self.message_user(request, self._outcome(rows), messages.SUCCESS)
        return HttpResponseRedirect(self._address_of("changelist"))

    def _outcome(self, rows: list[Row]) -> str:
        found = gettext(", ").join(f"{label}: {count}" for label, count in counts(rows))
        return gettext("The file was imported as drafts (%(counts)s).") % {"counts": found}

    def _ask_for_file(
        self, request: HttpRequest, form: FileForm, problems: tuple[Problem, ...] = ()
    ) -> HttpResponse:
        context = {
            "title": _("Import %(name)s") % {"name": self.opts.verbose_name_plural},
            "form": form,
            "problems": problems[:MOST_SHOWN],
            "refusal": _("Nothing was saved:"),
            "total": len(problems),
            "is_cut": len(problems) > MOST_SHOWN,
        }
        return self._exchange_page(request, "import", context)

    def _address_of(self, name: str, *args: str) -> str:
        label = f"{self.opts.app_label}_{self.opts.model_name}"
        return reverse(f"admin:{label}_{name}", args=args)

    def _exchange_page(
        self, request: HttpRequest, name: str, context: dict[str, Any]
    ) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/publishing/{name}.html", context)
