"""The page of an entry's revisions: their review, their differences, and the record."""

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import BadRequest, PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from ..blockers import Blocked
from ..collaboration_forms import NamingForm
from ..comparison import compare
from ..forms import (
    ReviewForm,
    RevisionsForm,
    ScheduleForm,
    WithdrawalScheduleForm,
    add_blockers,
)
from ..models import Entry, LiveEntry, Schedule
from ..naming import label_of
from ..record import events_of
from ..revisions import read, revisions_of
from ..snapshots import SnapshotError
from ..states import state_of, with_review
from ..uses import uses_of
from .actions import ACTIONS, Action, Situation
from .editors import address, editor
from .permissions import RolesMixin
from .proofreading import tell_findings


class HistoryMixin(RolesMixin):
    """Takes the place of Django's history of an entry."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the revisions of an entry, and do with the chosen one what is asked."""
        entry = self.get_object(request, unquote(object_id))
        if entry is None:
            raise Http404
        if not self.has_view_permission(request, entry):
            raise PermissionDenied
        situation = situation_of(entry, request)
        action = self._asked(request)
        forms = forms_of(situation, request, action)
        if action and self._perform(request, action, situation, forms[action.form]):
            return HttpResponseRedirect(request.path)
        context = {
            **self.admin_site.each_context(request),
            **(extra_context or {}),
            "opts": self.opts,
            "original": entry,
            "title": _("History of “%(name)s”") % {"name": entry},
            "state": state_of(entry),
            "situation": situation,
            "actions": self._offered(request, situation),
            "forms": forms,
            "revisions": with_review(revisions_of(entry).defer("snapshot")),
            "events": events_of(entry.pk),
            "uses": [(use, address(use.entry)) for use in uses_of(entry)],
            **comparison(situation, request),
        }
        return TemplateResponse(request, "admin/publishing/history.html", context)

    def _asked(self, request: HttpRequest) -> Action | None:
        """What is to be done; raise BadRequest if there is no such thing, or PermissionDenied."""
        if request.method != "POST":
            return None
        action = ACTIONS.get(request.POST.get("action", ""))
        if action is None:
            raise BadRequest("No such action.")
        if not self._is_allowed(request, action):
            raise PermissionDenied
        return action

    def _offered(self, request: HttpRequest, situation: Situation) -> dict[str, dict[str, Action]]:
        """What this person can do now, by its form and its name."""
        offered: dict[str, dict[str, Action]] = defaultdict(dict)
        for name, action in ACTIONS.items():
            if self._is_allowed(request, action) and action.is_offered(situation):
                offered[action.form][name] = action
        return dict(offered)

    def _is_allowed(self, request: HttpRequest, action: Action) -> bool:
        return getattr(self, f"has_{action.permission}_permission")(request)

    def _perform(
        self, request: HttpRequest, action: Action, situation: Situation, form: Form
    ) -> bool:
        if not form.is_valid():
            return False
        try:
            action.perform(situation, form)
        except Blocked as blocked:
            add_blockers(form, blocked.blockers)
            return False
        named = {"number": situation.revision.number, "name": situation.entry}
        self.message_user(request, str(action.done) % named, messages.SUCCESS)
        if action.publishes:
            tell_findings(request, situation.entry, situation.findings)
        return True


def situation_of(entry: Entry, request: HttpRequest) -> Situation:
    """The chosen revision, or the latest, as this person meets it; raise Http404 without any."""
    revisions = with_review(revisions_of(entry))
    latest = revisions.first()
    number = request.GET.get("revision", "")
    chosen = revisions.filter(number=int(number)).first() if number.isdecimal() else latest
    if latest is None or chosen is None:
        raise Http404
    live = LiveEntry.objects.filter(pk=entry.pk).select_related("revision").first()
    schedule = Schedule.objects.unsettled(entry.pk)
    return Situation(entry, chosen, latest, live, editor(request), schedule)


def forms_of(situation: Situation, request: HttpRequest, action: Action | None) -> dict[str, Form]:
    """The forms of the page by their names; that of the action has what was entered."""
    entered = {action.form: request.POST} if action else {}
    return {
        "review": ReviewForm(entered.get("review")),
        "scheduled": Form(entered.get("scheduled")),
        "publication": ScheduleForm(entered.get("publication"), auto_id="id_publication_%s"),
        "withdrawal": WithdrawalScheduleForm(
            entered.get("withdrawal"), entry=situation.entry, auto_id="id_withdrawal_%s"
        ),
        "naming": NamingForm(entered.get("naming"), label=label_of(situation.revision)),
    }


def comparison(situation: Situation, request: HttpRequest) -> dict[str, Any]:
    """What two revisions have differently, the published and the chosen one by default."""
    revisions = list(revisions_of(situation.entry))
    live = situation.live
    query = request.GET.copy()
    query.setdefault("to", str(situation.revision.number))
    form = RevisionsForm(revisions, live.revision.number if live else None, query)
    if len(revisions) == 1 or not form.is_valid():
        return {"choice": form if len(revisions) > 1 else None}
    by_number = {revision.number: revision for revision in revisions}
    before, after = (by_number[form.cleaned_data[name]] for name in ("from", "to"))
    found: dict[str, Any] = {"choice": form, "before": before, "after": after}
    try:
        return found | {"comparison": compare(read(before), read(after))}
    except SnapshotError as error:
        return found | {"unreadable": error}
