"""Post the admin's own forms: what a browser would send back, with some values changed."""

from typing import Any

from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.forms import BoundField
from django.test import Client
from django.urls import reverse


def change_url(entry: Model) -> str:
    """The address of an entry's form."""
    options = entry._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[entry.pk])


def submit(client: Client, url: str, button: str = "_save", /, **changes: Any) -> Any:
    """Open the form at `url`, change some values and press `button`."""
    data = form_data(client.get(url)) | changes
    return client.post(url, {**data, button: "1"})


def form_data(response: Any) -> dict[str, Any]:
    """The values of all fields of a change form, as a browser would send them."""
    context = response.context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    base = {"_base": context["base"]} if "base" in context else {}
    return base | {
        field.html_name: value
        for form in forms
        for field in form
        if (value := _value(field)) is not None
    }


def _value(field: BoundField) -> Any:
    value = field.value()
    if value is False or isinstance(value, FieldFile):
        return None
    if isinstance(value, str):
        return value.replace("\n", "\r\n")
    return "on" if value is True else value


def new_row(prefix: str, parent: str, entry: Any, **fields: Any) -> dict[str, Any]:
    """The values of one row that was added to an empty inline."""
    row = {parent: str(entry.pk), "id": "", "position": 0, **fields}
    return {f"{prefix}-TOTAL_FORMS": 1} | {f"{prefix}-0-{name}": v for name, v in row.items()}
