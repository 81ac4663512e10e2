"""A save over somebody else's: refused, shown beside theirs, and settled as is chosen.

What the form would save is found by saving it over the revision at which it was opened, in a
transaction that is rolled back. So all three states are whole entries, and nothing is lost but
files: no page can send them again, so they are left out, and the editor is told to give them anew.
"""

from copy import copy
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import ledger, rows, snapshots
from ..blockers import Blocked, Blocker
from ..conflicts import Conflict, settle
from ..editions import read
from ..merging import MINE, THEIRS
from ..models import Entry, Part, Revision, Verb
from ..registry import SnapshotObject, type_of
from .editors import address, editor

BASE, SEEN, SETTLE = "_base", "_seen", "_settle"
"""The number of the revision at which the form was opened, of the one that was then shown beside
it, and how to settle what differs."""

VERBS = {"merge": Verb.MERGE, "overwrite": Verb.OVERWRITE}


class Replayed(Exception):
    """Ends a save that is only tried: `objects` is what it would have recorded."""

    def __init__(self, objects: list[SnapshotObject]) -> None:
        super().__init__()
        self.objects = objects


class ConflictMixin(admin.ModelAdmin):
    """Refuses to save a form that was opened before the latest revision."""

    def note_base(self, request: HttpRequest, object_id: str | None) -> None:
        """Note the latest revision before the form reads the entry.

        What is saved in between then shows as a conflict; noted afterwards, it would be lost.
        """
        entry = self.get_object(request, unquote(object_id)) if object_id else None
        latest = ledger.latest_revision(entry) if entry else None
        vars(request)["base"] = str(latest.number if latest else 0)

    def save_over_latest(
        self, request: HttpRequest, object_id: str, *args: Any
    ) -> HttpResponse | None:
        """What to answer instead of saving; None where nobody has saved anything else since.

        Under the ledger's lock.

        Raise PermissionDenied where this person may not save at all.
        """
        entry = self.get_object(request, unquote(object_id))
        latest = ledger.latest_revision(entry) if entry else None
        if entry is None or latest is None or request.POST.get(BASE) == str(latest.number):
            return None
        if not self.has_change_permission(request, entry):
            raise PermissionDenied
        base = base_of(request, entry)
        found = self._replay(request, object_id, base, *args)
        if isinstance(found, HttpResponse):
            return found
        if snapshots.encode(found) == snapshots.encode(read(latest)):
            return None
        chosen = {name: value for name, value in request.POST.items() if value in (MINE, THEIRS)}
        conflict = Conflict(base, latest, found, chosen)
        return self._answer(request, entry, conflict)

    def _replay(
        self, request: HttpRequest, object_id: str, base: Revision, *args: Any
    ) -> list[SnapshotObject] | HttpResponse:
        """What the form would save over the base, or the form with its errors; nothing stays."""
        replayed = without_files(request)
        try:
            with transaction.atomic():
                rows.replace(type_of(self.model), read(base))
                response = super().changeform_view(replayed, object_id, *args)
                getattr(response, "render", lambda: None)()
                transaction.set_rollback(True)
                return response
        except Replayed as saved:
            return saved.objects

    def save_related(
        self, request: HttpRequest, form: Any, formsets: list[Any], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        if getattr(request, "is_replayed", False):
            raise Replayed(snapshots.take(form.instance))

    def _answer(self, request: HttpRequest, entry: Entry, conflict: Conflict) -> HttpResponse:
        verb = VERBS.get(request.POST.get(SETTLE, ""))
        if verb is None:
            return self._show(request, entry, conflict)
        if request.POST.get(SEEN) != str(conflict.theirs.number):
            message = gettext("Somebody has saved once more: look again.")
            return self._show(request, entry, conflict, [Blocker("moved-on", message)])
        try:
            revision = settle(conflict, verb, by=editor(request))
        except Blocked as blocked:
            return self._show(request, entry, conflict, blocked.blockers)
        message = gettext("Saved as revision %(number)s.") % {"number": revision.number}
        self.message_user(request, message, messages.SUCCESS)
        return HttpResponseRedirect(address(entry))

    def _show(
        self, request: HttpRequest, entry: Entry, conflict: Conflict, errors: Any = ()
    ) -> HttpResponse:
        own = {SEEN, SETTLE, "csrfmiddlewaretoken", *conflict.chosen}
        sent = [
            (name, value)
            for name, values in sent_again(request).lists()
            if name not in own
            for value in values
        ]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": entry,
            "title": _("Somebody else has saved “%(name)s”") % {"name": entry},
            "conflict": conflict,
            "rows": conflict.rows(),
            "sent": sent,
            "errors": [blocker.message for blocker in errors],
            "files": [file.name for _name, files in request.FILES.lists() for file in files],
        }
        return TemplateResponse(request, "admin/publishing/conflict.html", context, status=409)


def opened_at(request: HttpRequest) -> str:
    """The number of the revision at which the form of this request was opened; 0 before any."""
    return request.POST.get(BASE) or vars(request).get("base", "0")


def base_of(request: HttpRequest, entry: Entry) -> Revision:
    """The revision at which the form was opened; raise BadRequest if it names none.

    Before the first one, which is number 0 to a form, there was nothing that could be compared.
    """
    number = request.POST.get(BASE, "")
    revisions = Revision.objects.filter(entry_id=entry.pk)
    base = (
        revisions.filter(number=number if int(number) else 1).first()
        if number.isdecimal()
        else None
    )
    if base is None:
        raise BadRequest("The form does not say from which revision it comes.")
    return base


def without_files(request: HttpRequest) -> HttpRequest:
    """The request as if no file had been chosen, marked as one that is only tried."""
    tried: Any = copy(request)
    tried.POST, tried._files, tried.is_replayed = sent_again(request), MultiValueDict(), True
    return tried


def sent_again(request: HttpRequest) -> QueryDict:
    """What the form holds but its files: a new row that lacks its file is taken back."""
    sent = request.POST.copy()
    for name in request.FILES:
        row, _dash, _field = name.rpartition("-")
        if row and not sent.get(f"{row}-{Part._meta.pk.name}"):
            sent[f"{row}-DELETE"] = "on"
    return sent
