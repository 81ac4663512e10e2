"""How the values of an entry's fields are read from cells, and written to them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.widgets import ManyToManyWidget, Widget


class ValueWidget(Widget):
    """A value of a column, as Django reads it; an empty cell is no value, or else the default."""

    def __init__(self, field: models.Field) -> None:
        super().__init__()
        self.field = field

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> Any:
        text = value.strip()
        if not text:
            return self._empty()
        try:
            return self.field.to_python(text)
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from error

    def _empty(self) -> Any:
        if self.field.null:
            return None
        return "" if self.field.blank else self.field.get_default()

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return "" if value is None else value if isinstance(value, int) else str(value)


class SlugWidget(Widget):
    """What a column points at, by its slug."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> Any:
        slug = value.strip()
        return entries_of(self.model, [slug])[0] if slug else None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return value.slug if value else ""


class SlugsWidget(ManyToManyWidget):
    """The entries that a row is linked to, by their slugs with spaces between."""

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> list[Any]:
        return entries_of(self.model, list(dict.fromkeys(value.split())))

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return " ".join(sorted(entry.slug for entry in value.all())) if value else ""


def entries_of(model: Any, slugs: list[str]) -> list[Any]:
    """The entries with these slugs; raise ValueError with those that there are none of."""
    found = list(model._base_manager.filter(slug__in=slugs)) if slugs else []
    missing = sorted({*slugs} - {entry.slug for entry in found})
    if missing:
        values = {"type": model._meta.verbose_name, "slugs": _(", ").join(missing)}
        raise ValueError(_("No entry (%(type)s) has this address: %(slugs)s") % values)
    return found


def column_of(field: Any) -> Field:
    """The column of a field of a model."""
    if field.many_to_many:
        widget: Widget = SlugsWidget(field.related_model, field="slug")
    elif field.related_model:
        widget = SlugWidget(field.related_model)
    else:
        widget = ValueWidget(field)
    return Field(field.name, field.name, widget=widget)
