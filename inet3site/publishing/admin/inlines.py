"""The rows of an entry's parts, within its form."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

from ..forms import blockers_of
from ..models import Entry, Part, Translated
from ..registry import type_of
from .autocomplete import AutocompleteMixin
from .choices import SiblingField, SiblingSelect
from .english import ENGLISH_FIELDS, with_english
from .forms import PartForm, PartFormSet
from .pairs import SideBySideMixin, without
from .texts import PLAIN


class PartInline(SideBySideMixin, AutocompleteMixin, admin.StackedInline):
    """The rows of one part of an entry, folded away in its form.

    Any number of rows costs the same number of queries.
    """

    form = PartForm
    formset = PartFormSet
    formfield_overrides = PLAIN
    template = "admin/publishing/part.html"
    classes = ("collapse",)
    extra = 0

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        rows = with_related(super().get_queryset(request))
        return rows.prefetch_related(*(field.name for field in self.opts.many_to_many))

    def get_formset(
        self, request: HttpRequest, obj: Entry | None = None, **kwargs: Any
    ) -> type[BaseInlineFormSet]:
        kwargs["form"] = with_english(self.form, self.model)
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.blockers = blockers_of(request).of_rows
        return formset

    def get_fieldsets(self, request: HttpRequest, obj: Entry | None = None) -> list[tuple]:
        fieldsets = super().get_fieldsets(request, obj)
        if issubclass(self.model, Translated):
            fieldsets = without(fieldsets, ENGLISH_FIELDS)
            fieldsets[0][1]["fields"].append(ENGLISH_FIELDS)
        return fieldsets

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            for link in ("can_change_related", "can_delete_related", "can_view_related"):
                setattr(field.widget, link, False)
        return field

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if issubclass(db_field.related_model, Part):
            rows = self.rows_of(db_field.related_model)
            kwargs["form_class"] = SiblingField
            kwargs["queryset"] = self.siblings(db_field.related_model, request)
            kwargs["widget"] = SiblingSelect({"data-rows": rows})
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def rows_of(self, part: type[models.Model]) -> str:
        """The name under which the form holds the rows of a part of the entry."""
        parent: Any = part._meta.get_field(self.parent_of(part))
        return parent.remote_field.get_accessor_name()

    def siblings(self, part: type[models.Model], request: HttpRequest) -> models.QuerySet:
        """The saved rows of a part of the entry that the request is about."""
        entry_id = request.resolver_match and request.resolver_match.kwargs.get("object_id")
        parent = self.parent_of(part)
        rows = part._base_manager.filter(**{parent: unquote(entry_id) if entry_id else None})
        return with_related(rows).order_by(*part._meta.ordering or ())

    def parent_of(self, part: type[models.Model]) -> str:
        """The name of the field by which a part points at the entry."""
        return type_of(self.parent_model).parent_field(part)


def with_related(rows: models.QuerySet) -> models.QuerySet:
    """The rows with what they point at, which their names are made of."""
    keys = [field.name for field in rows.model._meta.concrete_fields if field.is_relation]
    return rows.select_related(*keys)
