"""Choices in the rows of a formset: what they name is read once for all rows.

Django's own fields and widgets ask the database for each value of each row.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.text import Truncator

LABEL_LENGTH = 80
"""The longest label of a part, in characters."""


class WantedRows:
    """The rows that one field names in all forms of a formset; read with one query."""

    def __init__(self, queryset: QuerySet) -> None:
        self.queryset = queryset
        self.wanted: set[Any] = set()
        self.known: dict[Any, Model | None] = {}

    def want(self, values: Any) -> None:
        """Note the values of one form, to be read with those of the others."""
        for value in values if isinstance(values, list | tuple) else [values]:
            self.wanted.add(self._key(value))

    def get(self, value: Any) -> Model | None:
        """The row of this key; None if there is none that may be chosen."""
        key = self._key(value)
        if key is None:
            return None
        if key not in self.known:
            self._read({key, *self.wanted} - {None} - self.known.keys())
        return self.known[key]

    def _read(self, keys: set[Any]) -> None:
        self.known |= dict.fromkeys(keys)
        self.known |= {row.pk: row for row in self.queryset.filter(pk__in=keys)}

    def _key(self, value: Any) -> Any:
        key = self.queryset.model._meta.pk
        try:
            return key.to_python(value) if value else None
        except ValidationError:
            return None


class AllRows(WantedRows):
    """All rows of a queryset; read with one query."""

    def want(self, values: Any) -> None:
        """All are wanted."""

    def get(self, value: Any) -> Model | None:
        return self.rows.get(self._key(value))

    @cached_property
    def rows(self) -> dict[Any, Model]:
        """The rows by key, in their order."""
        return {row.pk: row for row in self.queryset}


class SharedField(forms.ModelChoiceField):
    """A choice in a formset; its copies in all forms share `rows`."""

    kind_of_rows = WantedRows

    def __init__(self, queryset: QuerySet, *args: Any, **kwargs: Any) -> None:
        super().__init__(queryset, *args, **kwargs)
        self.rows = self.kind_of_rows(queryset)

    def to_python(self, value: Any) -> Any:
        return self.find(value) if value not in self.empty_values else None

    def find(self, value: Any) -> Model:
        """The row of this key; raise ValidationError if it can't be chosen."""
        if row := self.rows.get(value):
            return row
        message = self.error_messages["invalid_choice"]
        raise ValidationError(message, code="invalid_choice", params={"value": value})


class SharedMultipleField(SharedField, forms.ModelMultipleChoiceField):
    """The same for several values."""

    def clean(self, value: Any) -> Any:
        self.rows.want(list(value or ()))
        rows = [self.find(key) for key in dict.fromkeys(value or ())]
        self.validate(rows)
        return rows


class SharedOptionsMixin(forms.Select):
    """Offers only what is chosen; a script offers the rest when it is asked for."""

    def optgroups(
        self, name: str, value: list[str], attrs: dict[str, Any] | None = None
    ) -> list[Any]:
        choices: Any = self.choices
        choices.field.rows.want(value)
        rows = (choices.field.rows.get(key) for key in value)
        offered = [choices.choice(row) for row in rows if row]
        if not self.allow_multiple_selected and not self.is_required:
            offered.insert(0, ("", choices.field.empty_label or ""))
        options = (
            self.create_option(name, key, label, str(key) in value, index)
            for index, (key, label) in enumerate(offered)
        )
        return [(None, list(options), 0)]


class SiblingSelect(SharedOptionsMixin):
    """Parts of the same entry; the empty row alone offers all of them.

    A list of all in each row would grow with the square of their number. `rows.js` copies it from
    the empty row to the one that is used.
    """

    def optgroups(
        self, name: str, value: list[str], attrs: dict[str, Any] | None = None
    ) -> list[Any]:
        if "__prefix__" in name:
            return super(SharedOptionsMixin, self).optgroups(name, value, attrs)
        return super().optgroups(name, value, attrs)


class SiblingIterator(ModelChoiceIterator):
    """All parts that may be chosen, from the rows that are read already."""

    field: "SiblingField"

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from (self.choice(row) for row in self.field.rows.rows.values())


class SiblingField(SharedField):
    """A choice among the other parts of the same entry."""

    kind_of_rows = AllRows
    iterator = SiblingIterator
    rows: AllRows

    def label_from_instance(self, obj: Model) -> str:
        return Truncator(str(obj)).chars(LABEL_LENGTH)


def note_choices(form: forms.BaseForm) -> None:
    """Note what one form of a formset names, before any of them reads it."""
    for name, field in form.fields.items():
        if isinstance(field, SharedField):
            field.rows.want(field.prepare_value(form[name].value()))
