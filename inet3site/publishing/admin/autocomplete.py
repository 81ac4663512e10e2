"""Search boxes for what entries and their parts point at, without a query for each row."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db import models
from django.forms import Script
from django.http import HttpRequest

from .choices import SharedField, SharedMultipleField, SharedOptionsMixin


class SharedAutocomplete(SharedOptionsMixin, AutocompleteSelect):  # type: ignore[misc]
    """Django's search box, which knows what it names."""


class SharedAutocompleteMultiple(  # type: ignore[misc]
    SharedOptionsMixin, AutocompleteSelectMultiple
):
    """The same for several values, each of which has its own way to be removed."""

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        # A button that clears all would stand in a list between its items.
        return {**super().build_attrs(base_attrs, extra_attrs), "data-allow-clear": "false"}


class AutocompleteMixin(admin.options.BaseModelAdmin):
    """Gives `autocomplete_fields` the boxes above, and labels that screen readers find."""

    class Media:
        js = (Script("desk/rows.js", defer=True),)

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["form_class"] = SharedField
            kwargs["widget"] = SharedAutocomplete(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: models.ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["form_class"] = SharedMultipleField
            kwargs["widget"] = SharedAutocompleteMultiple(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)
