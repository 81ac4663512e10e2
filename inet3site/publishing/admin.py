"""The admin of entries: saving, publishing and withdrawing."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.forms import BaseInlineFormSet, ModelForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import ledger
from .blockers import Blocked
from .forms import (
    ChangeNoteForm,
    EntryForm,
    LocatedBlockers,
    PartFormSet,
    SiblingField,
    WithdrawForm,
    add_blockers,
    locate,
)
from .models import Edition, Entry, Part
from .registry import type_of
from .states import State, state_of, with_state


class StateFilter(admin.SimpleListFilter):
    """Filter a list by editorial state."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple]:
        return list(State.choices)

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        return queryset.filter(state=self.value()) if self.value() in State else queryset


class PartInline(admin.StackedInline):
    """The rows of one part of an entry, within its form."""

    formset = PartFormSet
    extra = 0

    def get_formset(
        self, request: HttpRequest, obj: Entry | None = None, **kwargs: Any
    ) -> type[BaseInlineFormSet]:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.blockers = _blockers(request).of_rows
        return formset

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if issubclass(db_field.related_model, Part):
            parent = type_of(self.parent_model).parent_field(db_field.related_model)
            entry_id = request.resolver_match and request.resolver_match.kwargs.get("object_id")
            kwargs["form_class"] = SiblingField
            kwargs["queryset"] = db_field.related_model._base_manager.filter(
                **{parent: unquote(entry_id) if entry_id else None}
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class EntryAdmin(admin.ModelAdmin):
    """Drafts, publication and withdrawal of one type of entry.

    Saving records a revision. “Save and publish” is one transaction with the save: where something
    stands in the way, nothing is saved, and the form says what beside each field.
    """

    form = EntryForm
    change_form_template = "admin/publishing/change_form.html"
    actions = ("publish_selected",)
    list_per_page = 50
    save_on_top = True
    view_on_site = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return with_state(super().get_queryset(request))

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        return (*self.list_display, "state_badge")

    def get_list_filter(self, request: HttpRequest) -> tuple[Any, ...]:
        return (StateFilter, *self.list_filter)

    def get_fieldsets(self, request: HttpRequest, obj: Entry | None = None) -> list[tuple]:
        own = super().get_fieldsets(request, obj)
        note = [*ChangeNoteForm.base_fields]
        without_note = [
            (name, {**options, "fields": [f for f in options["fields"] if f not in note]})
            for name, options in own
        ]
        return [*without_note, (_("What the public is told of this change"), {"fields": note})]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.blockers = _blockers(request).of_entry
        return form

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_withdraw"
        view = self.admin_site.admin_view(self.withdraw_view)
        return [path("<path:object_id>/withdraw/", view, name=name), *super().get_urls()]

    @admin.display(description=_("state"), ordering="state")
    def state_badge(self, entry: Any) -> str:
        """The entry's state, for lists."""
        state = State(entry.state)
        return format_html('<span class="state state-{}">{}</span>', state.value, state.label)

    # Saving and publishing

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        try:
            with transaction.atomic():
                if "_publish" in request.POST:
                    ledger.lock()
                return super().changeform_view(request, object_id, form_url, extra_context)
        except Blocked:
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_related(
        self, request: HttpRequest, form: Any, formsets: list[Any], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        ledger.revise(form.instance, by=_editor(request))
        if "_publish" in request.POST:
            self._publish(request, form, formsets)

    def _publish(self, request: HttpRequest, form: Any, formsets: list[Any]) -> None:
        try:
            ledger.publish(form.instance, by=_editor(request), **form.labels())
        except Blocked as blocked:
            vars(request)["blockers"] = locate(blocked.blockers, formsets)
            raise

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        entry = context["original"]
        context["is_entry"] = True
        if entry:
            state = state_of(entry)
            context["state"] = state
            context["is_live"] = state in (State.LIVE, State.CHANGED)
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request: HttpRequest, obj: Entry, *args: Any, **kwargs: Any) -> Any:
        if "_publish" in request.POST:
            return self._respond_published(request, obj)
        return super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Entry) -> HttpResponse:
        if "_publish" in request.POST:
            return self._respond_published(request, obj)
        return super().response_change(request, obj)

    def _respond_published(self, request: HttpRequest, obj: Entry) -> HttpResponse:
        message = gettext("“%(name)s” was saved and published.") % {"name": obj}
        self.message_user(request, message, messages.SUCCESS)
        return HttpResponseRedirect(self._address(obj))

    def _address(self, obj: Entry) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk])

    # Bulk publication

    @admin.action(description=_("Publish the selected entries"), permissions=["change"])
    def publish_selected(
        self, request: HttpRequest, queryset: models.QuerySet
    ) -> HttpResponse | None:
        """Ask for the public note, then publish each entry and report on each."""
        form = ChangeNoteForm(request.POST if "apply" in request.POST else None)
        if not form.is_valid():
            context = {"title": _("Publish entries"), "entries": queryset, "form": form}
            return self._page(request, "admin/publishing/publish_selected.html", context)
        for result in ledger.publish_many(queryset, by=_editor(request), **form.labels()):
            if result.edition:
                message = gettext("“%(name)s” was published.") % {"name": result.entry}
                self.message_user(request, message, messages.SUCCESS)
            else:
                reasons = " ".join(blocker.message for blocker in result.blockers)
                message = gettext("“%(name)s” was not published: %(reasons)s")
                message = message % {"name": result.entry, "reasons": reasons}
                self.message_user(request, message, messages.ERROR)
        return None

    # Withdrawal

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask what the public is told, then withdraw the entry."""
        entry = self.get_object(request, unquote(object_id))
        if entry is None:
            raise Http404
        if not self.has_change_permission(request, entry):
            raise PermissionDenied
        data = request.POST if request.method == "POST" else None
        form = WithdrawForm(data, entry=entry)
        if form.is_valid() and self._withdraw(request, entry, form):
            return HttpResponseRedirect(self._address(entry))
        context = {"title": _("Withdraw “%(name)s”") % {"name": entry}, "form": form}
        return self._page(request, "admin/publishing/withdraw.html", {**context, "original": entry})

    def _withdraw(self, request: HttpRequest, entry: Entry, form: WithdrawForm) -> bool:
        data = form.cleaned_data
        try:
            ledger.withdraw(
                entry,
                by=_editor(request),
                replacement=data["replacement"],
                note_zh=data["change_note_zh"],
                note_en=data["change_note_en"],
            )
        except Blocked as blocked:
            add_blockers(form, blocked.blockers)
            return False
        message = gettext("“%(name)s” was withdrawn.") % {"name": entry}
        self.message_user(request, message, messages.SUCCESS)
        return True

    def _page(self, request: HttpRequest, template: str, context: dict) -> TemplateResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, template, context)

    # Deletion: only of what was never published

    def get_actions(
        self,
        request: HttpRequest,
        action_location: admin.ActionLocation = admin.ActionLocation.CHANGE_LIST,
    ) -> dict[str, Any]:
        actions = super().get_actions(request, action_location=action_location)
        actions.pop("delete_selected", None)
        return actions

    def has_delete_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        if obj and Edition.objects.filter(entry_id=obj.pk).exists():
            return False
        return super().has_delete_permission(request, obj)

    def delete_model(self, request: HttpRequest, obj: Entry) -> None:
        ledger.lock()
        if not self.has_delete_permission(request, obj):
            raise PermissionDenied
        super().delete_model(request, obj)


def _editor(request: HttpRequest) -> User:
    """The user who is signed in; raise PermissionDenied if nobody is."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _blockers(request: HttpRequest) -> LocatedBlockers:
    return getattr(request, "blockers", None) or LocatedBlockers()
