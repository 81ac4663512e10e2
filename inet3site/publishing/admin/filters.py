"""The filters that the lists of all types share, and what a list says of each entry's English."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..models import TranslationStatus
from ..states import State
from .english import lacks_english, stale_entries

STALE, INCOMPLETE = "stale", "incomplete"


class StateFilter(admin.SimpleListFilter):
    """Filter a list by editorial state."""

    title = _("editorial state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple]:
        return list(State.choices)

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        state = self.value()
        return queryset.filter(editorial_state=state) if state in State else queryset


class EnglishFilter(admin.SimpleListFilter):
    """Filter a list by the status of the English, or find what it lacks or the Chinese left behind.

    English is incomplete where an entry or a part of it has a Chinese text and no English for it.
    """

    title = _("English")
    parameter_name = "english"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple]:
        return [*TranslationStatus.choices, (STALE, _("Stale")), (INCOMPLETE, _("Incomplete"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        if self.value() in TranslationStatus:
            return queryset.filter(translation=self.value())
        entries: type[Any] = queryset.model
        if self.value() == INCOMPLETE:
            return queryset.filter(lacks_english(entries))
        if self.value() == STALE:
            keys = queryset.values_list("pk", flat=True)
            return queryset.filter(pk__in=stale_entries(entries, keys))
        return queryset


class TranslatedChangeList(ChangeList):
    """A page of a list, each entry of which knows whether it has stale English."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        entries: list[Any] = list(self.result_list)
        model: type[Any] = self.model
        stale = stale_entries(model, [entry.pk for entry in entries])
        for entry in entries:
            entry.has_stale_english = entry.pk in stale
        self.result_list = entries
