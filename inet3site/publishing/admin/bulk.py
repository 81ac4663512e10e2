"""Publishing several entries from their list, each as it was shown."""

from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import findings, ledger
from ..findings import Finding, in_words
from ..forms import ChangeNoteForm
from ..ledger import Result
from ..models import Revision
from .editors import editor
from .permissions import RolesMixin
from .proofreading import tell_findings

SHOWN = "_revision"
"""The keys of the revisions that the page of the action shows."""


def latest_of(queryset: models.QuerySet) -> dict[UUID, Revision]:
    """The latest revision of each entry that has any."""
    keys = list(queryset.values_list("pk", flat=True))
    return {revision.entry_id: revision for revision in ledger.latest_revisions(keys)}


def shown_before(request: HttpRequest) -> dict[UUID, Revision]:
    """The revisions that the page showed; raise ValidationError where a key is none."""
    keys = [Revision._meta.pk.clean(key, None) for key in request.POST.getlist(SHOWN)]
    return {revision.entry_id: revision for revision in Revision.objects.filter(pk__in=keys)}


class BulkPublicationMixin(RolesMixin):
    """An action that publishes each selected entry on its own and reports on each."""

    @admin.action(description=_("Publish the selected entries"), permissions=["publish"])
    def publish_selected(
        self, request: HttpRequest, queryset: models.QuerySet
    ) -> HttpResponse | None:
        """Ask for the public note, then publish of each entry the revision that was shown."""
        applied = "apply" in request.POST
        shown = shown_before(request) if applied else latest_of(queryset)
        found = findings.of_revisions(shown.values())
        form = ChangeNoteForm(request.POST if applied else None)
        if not form.is_valid():
            context = {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "title": _("Publish entries"),
                "entries": [(each, shown.get(each.pk), found.get(each.pk)) for each in queryset],
                "form": form,
                "action": "publish_selected",
                "button": _("Publish"),
            }
            return TemplateResponse(request, "admin/publishing/publish_selected.html", context)
        remarks = {key: in_words(each) for key, each in found.items()}
        results = ledger.publish_many(
            queryset, by=editor(request), revisions=shown, remarks=remarks, **form.labels()
        )
        for result in results:
            self._report(request, result, found.get(result.entry.pk, []))
        return None

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changelist_view(request, *args, **kwargs)
        except ValidationError as error:
            raise BadRequest("What was selected has no valid key.") from error

    def _report(self, request: HttpRequest, result: Result, found: list[Finding]) -> None:
        if result.edition:
            message = gettext("“%(name)s” was published.") % {"name": result.entry}
            self.message_user(request, message, messages.SUCCESS)
            tell_findings(request, result.entry, found)
            return
        reasons = " ".join(blocker.message for blocker in result.blockers)
        message = gettext("“%(name)s” was not published: %(reasons)s")
        message = message % {"name": result.entry, "reasons": reasons}
        self.message_user(request, message, messages.ERROR)
