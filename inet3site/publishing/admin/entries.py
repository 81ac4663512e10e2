"""The form and the list of one type of entry."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import findings, ledger, review, schedule
from ..assignments import with_owner
from ..blockers import Blocked
from ..forms import ChangeNoteForm, blockers_of, locate
from ..models import Edition, Entry, Revision, Schedule, Translated
from ..notes import with_open_notes
from ..record import note_deletion
from ..references import mentions
from ..states import State, with_state
from .assigning import AssigningMixin, OwnerFilter
from .autocomplete import AutocompleteMixin
from .bulk import BulkPublicationMixin
from .collaboration import CollaborationMixin
from .conflicts import ConflictMixin
from .editors import address, editor
from .english import ENGLISH_FIELDS, with_english
from .exchange import ExchangeMixin
from .filters import EnglishFilter, StateFilter, TranslatedChangeList
from .forms import EntryForm
from .history import HistoryMixin
from .pairs import SideBySideMixin, side_by_side, without
from .previews import PreviewMixin
from .proofreading import tell_findings
from .standing import StandingMixin
from .texts import PLAIN
from .withdrawal import WithdrawalMixin


class EntryAdmin(
    SideBySideMixin,
    AutocompleteMixin,
    BulkPublicationMixin,
    AssigningMixin,
    WithdrawalMixin,
    HistoryMixin,
    ConflictMixin,
    StandingMixin,
    CollaborationMixin,
    PreviewMixin,
    ExchangeMixin,
    admin.ModelAdmin,
):
    """Drafts, publication and withdrawal of one type of entry.

    Saving records a revision. “Save and publish” is one transaction with the save: where something
    stands in the way, nothing is saved, and the form says what beside each field.
    """

    form = EntryForm
    actions = ("publish_selected", "assign_selected")
    formfield_overrides = PLAIN
    change_form_template = "admin/publishing/change_form.html"
    list_per_page = 50
    save_on_top = True
    view_on_site = False

    # The list

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return with_open_notes(with_owner(with_state(super().get_queryset(request))))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return TranslatedChangeList if self.is_translated else ChangeList

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        english = ("english_badge",) if self.is_translated else ()
        return (*self.list_display, *english, "state_badge", "care")

    def get_list_filter(self, request: HttpRequest) -> tuple[Any, ...]:
        english = (EnglishFilter,) if self.is_translated else ()
        return (StateFilter, OwnerFilter, *self.list_filter, *english)

    @property
    def is_translated(self) -> bool:
        """Whether the entries have texts in two languages."""
        return issubclass(self.model, Translated)

    @admin.display(description=_("English"), ordering="translation")
    def english_badge(self, entry: Any) -> str:
        """The status of the entry's English, and whether any of it is stale."""
        if not entry.has_stale_english:
            return entry.get_translation_display()
        return format_html(
            '{} <span class="state state-stale">{}</span>',
            entry.get_translation_display(),
            _("Stale"),
        )

    @admin.display(description=_("editorial state"), ordering="editorial_state")
    def state_badge(self, entry: Any) -> str:
        """The entry's state, for lists."""
        state = State(entry.editorial_state)
        return format_html('<span class="state state-{}">{}</span>', state.value, state.label)

    @admin.display(description=_("Assigned to"), ordering="owner")
    def care(self, entry: Any) -> str | None:
        """The name of the person who looks after the entry, and how many notes wait for somebody.

        None where there are neither.
        """
        if not entry.open_notes:
            return entry.owner
        return format_html(
            '{} <span class="state state-draft">{}: {}</span>',
            entry.owner or "",
            _("Open notes"),
            entry.open_notes,
        )

    # The form

    def get_fieldsets(self, request: HttpRequest, obj: Entry | None = None) -> list[tuple]:
        note = [*ChangeNoteForm.base_fields]
        fieldsets = without(super().get_fieldsets(request, obj), {*note, *ENGLISH_FIELDS})
        if self.is_translated:
            fieldsets.append((_("English"), {"fields": [ENGLISH_FIELDS]}))
        if not settings.REVIEW_REQUIRED and (obj or not is_popup(request)):
            label = (_("What the public is told of this change"), {"fields": side_by_side(note)})
            fieldsets.append(label)
        return fieldsets

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        kwargs["form"] = with_english(self.form, self.model)
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.blockers = blockers_of(request).of_entry
        return form

    # Saving and publishing

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method != "POST":
            self.note_base(request, object_id)
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            with transaction.atomic():
                # Before any row: a save that waits for the ledger while it holds rows that a
                # publication needs would never end.
                ledger.lock()
                conflict = object_id and self.save_over_latest(
                    request, object_id, form_url, extra_context
                )
                return conflict or super().changeform_view(
                    request, object_id, form_url, extra_context
                )
        except Blocked:
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_related(
        self, request: HttpRequest, form: Any, formsets: list[Any], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        revision = ledger.revise(form.instance, by=editor(request))
        try:
            if "_publish" in request.POST:
                self._publish(request, form, revision)
            elif "_submit" in request.POST:
                self._submit(request, revision)
        except Blocked as blocked:
            vars(request)["blockers"] = locate(blocked.blockers, formsets)
            raise

    def _publish(self, request: HttpRequest, form: Any, revision: Revision) -> None:
        entry = form.instance
        if not self.has_publish_permission(request, entry):
            raise PermissionDenied
        found = findings.of_revision(revision)
        remarks = findings.in_words(found)
        ledger.publish(entry, by=editor(request), remarks=remarks, **form.labels())
        tell_findings(request, entry, found)

    def _submit(self, request: HttpRequest, revision: Revision) -> None:
        review.submit(revision, by=editor(request))
        message = gettext("Revision %(number)s was submitted for review.")
        self.message_user(request, message % {"number": revision.number}, messages.SUCCESS)

    def response_add(self, request: HttpRequest, obj: Entry, *args: Any, **kwargs: Any) -> Any:
        if "_publish" in request.POST and not is_popup(request):
            return self._respond_published(request, obj)
        return super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Entry) -> HttpResponse:
        if "_publish" in request.POST and not is_popup(request):
            return self._respond_published(request, obj)
        return super().response_change(request, obj)

    def _respond_published(self, request: HttpRequest, obj: Entry) -> HttpResponse:
        message = gettext("“%(name)s” was saved and published.") % {"name": obj}
        self.message_user(request, message, messages.SUCCESS)
        return HttpResponseRedirect(address(obj))

    # Deletion: only of what was never published and is mentioned nowhere

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

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        mentioned = [str(row) for entry in objs for row in mentions(entry)]
        return deleted, counts, lacking, [*protected, *mentioned]

    def delete_model(self, request: HttpRequest, obj: Entry) -> None:
        ledger.lock()
        if not self.has_delete_permission(request, obj):
            raise PermissionDenied
        if Schedule.objects.waiting().filter(entry_id=obj.pk).exists():
            schedule.cancel(obj.pk, by=editor(request))
        note_deletion(obj, by=editor(request))
        super().delete_model(request, obj)


def is_popup(request: HttpRequest) -> bool:
    """Whether the form stands in a window of its own, opened from another form."""
    return IS_POPUP_VAR in request.GET or IS_POPUP_VAR in request.POST
