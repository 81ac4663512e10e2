"""Previews of an entry at the desk, and the links by which others see one."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import ledger
from ..models import Entry, PreviewLink
from ..preview_pages import is_language, preview_page
from .editors import editor


class PreviewMixin(admin.ModelAdmin):
    """Shows an entry's draft as its public page, and makes and revokes links to it."""

    def get_urls(self) -> list[URLPattern]:
        links = "<path:object_id>/preview-links/"
        return [
            self._path("<path:object_id>/preview/<str:language>/", "preview", self.preview_view),
            self._path(links, "preview_links", self.preview_links_view),
            self._path(
                f"{links}<int:link_id>/revoke/", "preview_link_revoke", self.revoke_link_view
            ),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def preview_view(self, request: HttpRequest, object_id: str, language: str) -> HttpResponse:
        """The public page of the entry, as if its latest revision were published."""
        revision = ledger.latest_revision(self._viewed(request, object_id))
        if revision is None or not is_language(language):
            raise Http404
        return preview_page(request, revision, language, for_editors=True)

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def preview_links_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The links to drafts of an entry; a POST makes one to the latest revision, shown once."""
        entry = self._viewed(request, object_id)
        addresses = self._new_link(request, entry) if request.method == "POST" else []
        links = PreviewLink.objects.of_entry(entry.pk).with_state(now=timezone.now())
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": entry,
            "title": _("Preview links of “%(name)s”") % {"name": entry},
            "addresses": addresses,
            "links": links.select_related("revision", "by"),
            "revision": ledger.latest_revision(entry),
            "can_change": self.has_change_permission(request, entry),
        }
        return TemplateResponse(request, "admin/publishing/preview_links.html", context)

    @method_decorator(require_POST)
    def revoke_link_view(self, request: HttpRequest, object_id: str, link_id: int) -> HttpResponse:
        """End a link at once."""
        entry = self._viewed(request, object_id)
        if not self.has_change_permission(request, entry):
            raise PermissionDenied
        link = PreviewLink.objects.of_entry(entry.pk).filter(pk=link_id).first()
        if link is None:
            raise Http404
        link.revoke(now=timezone.now())
        self.message_user(request, gettext("The link was revoked."), messages.SUCCESS)
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_preview_links"
        return HttpResponseRedirect(reverse(name, args=[entry.pk]))

    def _path(self, route: str, name: str, view: Any) -> URLPattern:
        full_name = f"{self.opts.app_label}_{self.opts.model_name}_{name}"
        return path(route, self.admin_site.admin_view(view), name=full_name)

    def _viewed(self, request: HttpRequest, object_id: str) -> Entry:
        """The entry, which the editor may see; raise Http404 or PermissionDenied."""
        entry = self.get_object(request, unquote(object_id))
        if entry is None:
            raise Http404
        if not self.has_view_permission(request, entry):
            raise PermissionDenied
        return entry

    def _new_link(self, request: HttpRequest, entry: Entry) -> list[tuple[str, str]]:
        """The addresses of a new link, by language; raise PermissionDenied or Http404."""
        if not self.has_change_permission(request, entry):
            raise PermissionDenied
        revision = ledger.latest_revision(entry)
        if revision is None:
            raise Http404
        token = PreviewLink.objects.issue(revision, by=editor(request), now=timezone.now())
        return [
            (code, request.build_absolute_uri(reverse("preview", args=[token, code])))
            for code, _name in settings.LANGUAGES
        ]
