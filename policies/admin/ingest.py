"""Bringing in the text of a document: give it, check what was understood, save."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inet3site.publishing import ledger
from inet3site.publishing.admin.editors import address, editor
from inet3site.publishing.bilingual import EN, ZH
from policies.ingest.contents import Reason
from policies.ingest.forms import CheckForm, NewPolicyForm, TextForm, initial_of
from policies.ingest.plan import Change, Plan, Step
from policies.ingest.saving import save
from policies.ingest.warnings import warnings
from policies.models import Policy

REASONS = {
    Reason.CONTENTS: _("Left out: the table of contents"),
    Reason.COMMENT: _("Left out: a comment"),
}
PERMISSIONS = ("policies.add_section", "policies.change_section", "policies.delete_section")


class Row(NamedTuple):
    """Lines of the source, from number `first`, beside what they became: a section, or nothing.

    `before` is what a section that changes says until now.
    """

    first: int
    lines: str
    step: Step | None
    note: str
    before: str


class IngestMixin(admin.ModelAdmin):
    """A page on which a text becomes the sections of a document, or a new document."""

    def get_urls(self) -> list[URLPattern]:
        name, view = "policies_policy_ingest", self.admin_site.admin_view(self.ingest_view)
        return [
            path("ingest/", view, name=f"{name}_new"),
            path("<path:object_id>/ingest/", view, name=name),
            *super().get_urls(),
        ]

    def ingest_view(self, request: HttpRequest, object_id: str | None = None) -> HttpResponse:
        """Ask for the text, show what was understood of it, and save it once it was looked at."""
        policy = self._policy(request, object_id)
        if request.method != "POST":
            return self._ask(request, policy, TextForm())
        is_checked = "_save" in request.POST
        form = (CheckForm if is_checked else TextForm)(request.POST, request.FILES)
        if not form.is_valid():
            return self._ask(request, policy, form)
        if is_checked:
            return self._save(request, policy, form)
        title, language = form.outline.title, form.cleaned_data["language"]
        new = NewPolicyForm(initial=initial_of(title, language)) if policy is None else None
        return self._check(request, policy or Policy(), form, new)

    def _policy(self, request: HttpRequest, object_id: str | None) -> Policy | None:
        policy = None if object_id is None else self.get_object(request, unquote(object_id))
        if object_id is not None and policy is None:
            raise Http404
        allowed = (
            self.has_change_permission(request, policy)
            if policy
            else self.has_add_permission(request)
        )
        if not (allowed and editor(request).has_perms(PERMISSIONS)):
            raise PermissionDenied
        return policy

    def _save(self, request: HttpRequest, policy: Policy | None, form: TextForm) -> HttpResponse:
        """Save what was looked at; where it is not that any more, show it again."""
        new = NewPolicyForm(request.POST) if policy is None else None
        with transaction.atomic():
            ledger.lock()
            draft = policy or (new.instance if new else Policy())
            plan = Plan(draft, form.cleaned_data["language"], form.outline)
            if self._is_refused(form, plan) or (new and not new.is_valid()):
                return self._check(request, draft, form, new)
            if new:
                new.save()
            save(plan, by=editor(request))
            self._log(request, draft, is_new=new is not None)
        message = gettext("The text of “%(name)s” was saved as a draft.") % {"name": draft}
        self.message_user(request, message, messages.SUCCESS)
        return HttpResponseRedirect(address(draft))

    def _is_refused(self, form: TextForm, plan: Plan) -> bool:
        if form.cleaned_data.get("state") != plan.state:
            form.add_error(None, _("This has changed since you looked at it: check it again."))
        for section in plan.held:
            message = _("“%(name)s” is no longer in the text, but something points at it.")
            form.add_error(None, message % {"name": section})
        return bool(form.errors)

    def _log(self, request: HttpRequest, policy: Policy, *, is_new: bool) -> None:
        log = self.log_addition if is_new else self.log_change
        log(request, policy, gettext("Brought in its text."))

    def _ask(self, request: HttpRequest, policy: Policy | None, form: TextForm) -> HttpResponse:
        context = self._context(request, policy, form)
        return TemplateResponse(request, "admin/policies/ingest.html", context)

    def _check(
        self, request: HttpRequest, policy: Policy, form: TextForm, new: NewPolicyForm | None
    ) -> HttpResponse:
        plan = Plan(policy, form.cleaned_data["language"], form.outline)
        again = CheckForm(initial={**form.cleaned_data, "state": plan.state})
        context = self._context(request, None if new else policy, again) | {
            "new": new,
            "errors": form.non_field_errors(),
            "rows": rows(plan),
            "gone": [step for step in plan.steps if step.change == Change.GONE],
            "warnings": list(warnings(plan.outline)),
            "running": form.running,
            "counts": counts(plan),
            "lang": ZH if plan.language == "zh" else EN,
            "source_title": plan.outline.title,
        }
        return TemplateResponse(request, "admin/policies/ingest_check.html", context)

    def _context(
        self, request: HttpRequest, policy: Policy | None, form: TextForm
    ) -> dict[str, Any]:
        title = (
            _("Bring in the text of “%(name)s”") % {"name": policy}
            if policy
            else _("Bring in a document")
        )
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": policy,
            "title": title,
            "form": form,
        }


def counts(plan: Plan) -> list[tuple[str, int]]:
    """How many sections become what, in the words of editors."""
    changes = [step.change for step in plan.steps]
    return [(change.label, changes.count(change)) for change in Change if change in changes]


def rows(plan: Plan) -> Iterator[Row]:
    """The source beside the sections, in the order of its lines."""
    lines = plan.outline.lines
    beginnings = _beginnings(plan)
    places = sorted(beginnings)
    for place, end in zip(places, [*places[1:], len(lines)], strict=True):
        step, note = beginnings[place]
        text = "\n".join(lines[place:end]).strip("\n")
        yield Row(place + 1, text, step, note, plan.before(step) if step else "")


def _beginnings(plan: Plan) -> dict[int, tuple[Step | None, str]]:
    """The lines at which something begins, and what: a section, the title, or what is left out."""
    outline = plan.outline
    steps = {step.node.line: step for step in plan.steps if step.node}
    found: dict[int, tuple[Step | None, str]] = {}
    filled = [place for place, line in enumerate(outline.lines) if line.strip()]
    for before, place in pairwise([-1, *filled]):
        reason, last = outline.dropped.get(place), outline.dropped.get(before)
        if place in steps:
            found[place] = steps[place], ""
        elif place == outline.title_line:
            found[place] = None, gettext("The title")
        elif reason != last:
            found[place] = None, str(REASONS[reason]) if reason else gettext("Goes on as above")
    return found
