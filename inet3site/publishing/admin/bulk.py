"""Publishing several entries from their list."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import ledger
from ..forms import ChangeNoteForm
from ..ledger import Result
from .editors import editor
from .permissions import RolesMixin


class BulkPublicationMixin(RolesMixin):
    """An action that publishes each selected entry on its own and reports on each."""

    @admin.action(description=_("Publish the selected entries"), permissions=["publish"])
    def publish_selected(
        self, request: HttpRequest, queryset: models.QuerySet
    ) -> HttpResponse | None:
        """Ask for the public note, then publish each entry."""
        form = ChangeNoteForm(request.POST if "apply" in request.POST else None)
        if not form.is_valid():
            context = {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "title": _("Publish entries"),
                "entries": queryset,
                "form": form,
            }
            return TemplateResponse(request, "admin/publishing/publish_selected.html", context)
        for result in ledger.publish_many(queryset, by=editor(request), **form.labels()):
            self._report(request, result)
        return None

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changelist_view(request, *args, **kwargs)
        except ValidationError as error:
            raise BadRequest("An entry that was selected has no valid key.") from error

    def _report(self, request: HttpRequest, result: Result) -> None:
        if result.edition:
            message = gettext("“%(name)s” was published.") % {"name": result.entry}
            self.message_user(request, message, messages.SUCCESS)
            return
        reasons = " ".join(blocker.message for blocker in result.blockers)
        message = gettext("“%(name)s” was not published: %(reasons)s")
        message = message % {"name": result.entry, "reasons": reasons}
        self.message_user(request, message, messages.ERROR)
