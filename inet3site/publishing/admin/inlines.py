"""The rows of an entry's parts, within its form."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import models
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

from ..forms import PartFormSet, SiblingField, blockers_of
from ..models import Entry, Part
from ..registry import type_of
from .texts import PLAIN_TEXT


class PartInline(admin.StackedInline):
    """The rows of one part of an entry, within its form."""

    formset = PartFormSet
    formfield_overrides = PLAIN_TEXT
    extra = 0

    def get_formset(
        self, request: HttpRequest, obj: Entry | None = None, **kwargs: Any
    ) -> type[BaseInlineFormSet]:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.blockers = blockers_of(request).of_rows
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
