"""The rows in which an editor says where each fact comes from."""

from typing import Any, cast

from django.db.models import Field, Model
from django.forms import Script
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.admin import PartInline
from inet3site.publishing.admin.citable import Citable, CitedField, citable_fields
from inet3site.publishing.admin.pairs import side_by_side
from inet3site.publishing.models import Entry
from inet3site.publishing.references import sibling_fields
from inet3site.publishing.registry import type_of
from policies.forms import CitationForm, CitationFormSet
from policies.models import Citation


class CitationInline(PartInline):
    """The sources of an entry and of its parts."""

    formset = CitationFormSet
    form = CitationForm
    autocomplete_fields = ("source",)
    template = "admin/publishing/citations.html"

    class Media:
        js = (Script("desk/citing.js", defer=True),)

    @property
    def parts(self) -> dict[str, type[Model]]:
        """The parts that a citation may be for, by the field that says so."""
        fields = sibling_fields(type_of(self.parent_model), self.model)
        return {field.name: cast(type[Model], field.related_model) for field in fields}

    def get_fieldsets(self, request: HttpRequest, obj: Entry | None = None) -> list[tuple]:
        first = [("source", "field", *self.parts), ("quote", "locator")]
        competing = [("stated_value", "chosen", "position"), "reason_zh", "reason_en"]
        return [
            (None, {"fields": first}),
            (
                _("Where sources disagree"),
                {"fields": side_by_side(competing), "classes": ["collapse"]},
            ),
        ]

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "field":
            return CitedField(
                self.citable(request),
                label=capfirst(db_field.verbose_name),
                help_text=_("What the source supports; empty for all of it."),
                required=False,
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def citable(self, request: HttpRequest) -> list[Citable]:
        """What may be cited: the entry's fields and its parts as a whole, then fields of a part."""
        entry_type = type_of(self.parent_model)
        wholes = {
            self.rows_of(part): str(capfirst(part._meta.verbose_name_plural))
            for part in entry_type.parts
            if not issubclass(part, Citation)
        }
        own = citable_fields(entry_type, entry_type.model) | wholes
        groups = {"": entry_type.model, **self.parts}
        return [
            Citable(
                name,
                str(capfirst(model._meta.verbose_name)),
                citable_fields(entry_type, model) if name else own,
            )
            for name, model in groups.items()
        ]
