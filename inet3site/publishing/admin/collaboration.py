"""Working together on an entry: notes on it, who looks after it, and when to look at it again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import label_for_field, unquote
from django.core.exceptions import BadRequest, FieldDoesNotExist, PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from .. import assignments, notes, rechecks
from ..blockers import Blocked
from ..collaboration_forms import AssignmentForm, NoteForm, RecheckForm
from ..forms import add_blockers
from ..models import Assignment, Entry, Note, Recheck
from .editors import address, editor
from .english import ENGLISH_FIELDS
from .permissions import RolesMixin


@dataclass(frozen=True)
class Asked:
    """What one person asks to do with an entry; `key` is that of the row that it is about."""

    entry: Entry
    by: Any
    key: str
    form: Form

    def row(self, model: Any) -> Any:
        """The row of the entry that is meant; raise Http404 if there is none."""
        if not self.key.isdecimal():
            raise Http404
        return get_object_or_404(model, pk=int(self.key), entry_id=self.entry.pk)


@dataclass(frozen=True)
class Deed:
    """Something that can be done; `form` names the form of the page that it belongs to.

    `perform` raises Blocked, and `done` is what the person is told.
    """

    form: str
    perform: Callable[[Asked], Any]
    done: Promise | str


DEEDS = {
    "note": Deed(
        "note",
        lambda asked: notes.write(asked.entry, by=asked.by, **asked.form.cleaned_data),
        _("The note was written."),
    ),
    "resolve": Deed(
        "settled",
        lambda asked: notes.resolve(asked.row(Note), by=asked.by),
        _("The note was resolved."),
    ),
    "reopen": Deed(
        "settled",
        lambda asked: notes.reopen(asked.row(Note), by=asked.by),
        _("The note was opened again."),
    ),
    "assign": Deed(
        "assignment",
        lambda asked: assignments.assign(
            [asked.entry], to=asked.form.cleaned_data["person"], by=asked.by
        ),
        _("The assignment was changed."),
    ),
    "recheck": Deed(
        "recheck",
        lambda asked: rechecks.set_date(asked.entry, by=asked.by, **asked.form.cleaned_data),
        _("The day to look again was changed."),
    ),
    "look": Deed(
        "recheck",
        lambda asked: rechecks.look(
            asked.entry, asked.row(Recheck), by=asked.by, **asked.form.cleaned_data
        ),
        _("It was noted that you have looked."),
    ),
}
"""Every deed by its name."""


class CollaborationMixin(RolesMixin):
    """Shows with the form of an entry what people tell each other of it, and takes what they say.

    Django's form of the entry can hold no other forms, so these stand above it and are sent to an
    address of their own.
    """

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_collaboration"
        view = self.admin_site.admin_view(self.collaboration_view)
        return [path("<path:object_id>/collaboration/", view, name=name), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if context["original"] and not context["is_popup"]:
            entry = context["original"]
            labels = self._labels(request, entry)
            context |= self._together(request, entry, labels, forms_of(entry, labels))
        return super().render_change_form(request, context, *args, **kwargs)

    def collaboration_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Do what is asked and lead to the form of the entry, or say here what is wrong with it."""
        entry = self.get_object(request, unquote(object_id))
        if entry is None:
            raise Http404
        if not self.has_view_permission(request, entry):
            raise PermissionDenied
        deed, key = self._deed(request, entry)
        labels = self._labels(request, entry)
        forms = forms_of(entry, labels, {deed.form: request.POST} if deed else {})
        if deed and is_done(deed, Asked(entry, editor(request), key, forms[deed.form])):
            self.message_user(request, str(deed.done), messages.SUCCESS)
            return HttpResponseRedirect(address(entry))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": entry,
            "title": _("Working together on “%(name)s”") % {"name": entry},
            "form_address": address(entry),
            **self._together(request, entry, labels, forms),
        }
        return TemplateResponse(request, "admin/publishing/collaboration.html", context)

    def _deed(self, request: HttpRequest, entry: Entry) -> tuple[Deed | None, str]:
        """What is to be done, and to which row; raise BadRequest or PermissionDenied."""
        if request.method != "POST":
            return None, ""
        if not self.has_change_permission(request, entry):
            raise PermissionDenied
        name, _colon, key = request.POST.get("action", "").partition(":")
        if name not in DEEDS:
            raise BadRequest("No such action.")
        return DEEDS[name], key

    def _together(
        self, request: HttpRequest, entry: Entry, labels: dict[str, str], forms: dict[str, Form]
    ) -> dict[str, Any]:
        """What the template shows."""
        written = list(Note.objects.of_entry(entry.pk))
        for note in written:
            vars(note)["label"] = labels.get(note.field) or self._label(note.field)
            vars(note)["has_anchor"] = note.field in labels
        asked = list(Recheck.objects.open().of_entry(entry.pk).select_related("by"))
        return {
            "collaboration": forms,
            "can_collaborate": self.has_change_permission(request, entry),
            "open_notes": [note for note in written if not note.resolved_at],
            "resolved_notes": [note for note in written if note.resolved_at],
            "rechecks": asked,
            "is_due": any(each.due_on <= localdate() for each in asked),
        }

    def _labels(self, request: HttpRequest, entry: Entry) -> dict[str, str]:
        """What the fields of the entry's form are called, by their names."""
        fields = self.get_form(request, entry, change=True).base_fields
        own = {field.name for field in (*self.opts.fields, *self.opts.many_to_many)}
        return {name: self._label(name) for name in fields if name in own - {*ENGLISH_FIELDS}}

    def _label(self, name: str) -> str:
        """What a field is called; its name, where the model no longer has it."""
        try:
            return capfirst(str(label_for_field(name, self.model))) if name else ""
        except (AttributeError, FieldDoesNotExist):
            return name


def forms_of(
    entry: Entry, labels: dict[str, str], entered: Mapping[str, QueryDict] = MappingProxyType({})
) -> dict[str, Form]:
    """The forms of the page by their names; `entered` is what was entered in one of them."""
    assigned = Assignment.objects.filter(pk=entry.pk).select_related("person").first()
    return {
        "note": NoteForm(entered.get("note"), fields=labels),
        "settled": Form(entered.get("settled")),
        "assignment": AssignmentForm(
            entered.get("assignment"),
            people=assignments.assignable(type(entry)),
            current=assigned.person if assigned else None,
        ),
        "recheck": RecheckForm(entered.get("recheck")),
    }


def is_done(deed: Deed, asked: Asked) -> bool:
    """Do what is asked; where that can't be, the form says why."""
    if not asked.form.is_valid():
        return False
    try:
        deed.perform(asked)
    except Blocked as blocked:
        add_blockers(asked.form, blocked.blockers)
        return False
    return True
