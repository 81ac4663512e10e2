"""Assigning several entries from their list, and finding those of a person."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .. import assignments
from ..blockers import Blocked
from ..collaboration_forms import AssignmentForm
from ..forms import add_blockers
from ..models import Assignment
from .editors import editor
from .permissions import RolesMixin

ME, NOBODY = "me", "nobody"


class OwnerFilter(admin.SimpleListFilter):
    """Filter a list by the person whom the entries are assigned to."""

    title = _("assigned to")
    parameter_name = "owner"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple]:
        own = Assignment.objects.filter(entry_type=model_admin.opts.label_lower)
        people = User.objects.filter(assignments__in=own).distinct().order_by("username")
        others = people.exclude(pk=editor(request).pk)
        named = [(str(person.pk), str(person)) for person in others]
        return [(ME, _("Me")), (NOBODY, _("Nobody")), *named]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        chosen = self.value()
        if chosen not in dict(self.lookup_choices):
            return queryset
        if chosen == NOBODY:
            return queryset.exclude(pk__in=Assignment.objects.values("pk"))
        person = editor(request).pk if chosen == ME else int(chosen)
        return queryset.filter(pk__in=Assignment.objects.filter(person_id=person).values("pk"))


class AssigningMixin(RolesMixin):
    """An action that assigns the selected entries to one person, all of them or none."""

    @admin.action(description=_("Assign the selected entries"), permissions=["change"])
    def assign_selected(
        self, request: HttpRequest, queryset: models.QuerySet
    ) -> HttpResponse | None:
        """Ask for the person, then assign."""
        data = request.POST if "apply" in request.POST else None
        form = AssignmentForm(data, people=assignments.assignable(self.model))
        if form.is_valid() and self._assign(request, queryset, form):
            return None
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Assign entries"),
            "entries": queryset,
            "form": form,
            "action": "assign_selected",
            "button": _("Assign"),
        }
        return TemplateResponse(request, "admin/publishing/selected.html", context)

    def _assign(
        self, request: HttpRequest, queryset: models.QuerySet, form: AssignmentForm
    ) -> bool:
        entries: list[Any] = list(queryset)
        try:
            assignments.assign(entries, to=form.cleaned_data["person"], by=editor(request))
        except Blocked as blocked:
            add_blockers(form, blocked.blockers)
            return False
        message = ngettext(
            "%(count)d entry is assigned.", "%(count)d entries are assigned.", len(entries)
        )
        self.message_user(request, message % {"count": len(entries)}, messages.SUCCESS)
        return True
