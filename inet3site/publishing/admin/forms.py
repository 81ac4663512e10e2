"""The forms of an entry and of the rows that belong to it."""

from collections.abc import Container
from functools import cached_property
from typing import Any
from uuid import UUID

from django.forms import BaseForm, HiddenInput, ModelForm
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from ..blockers import Blocker
from ..forms import ChangeNoteForm, Place, add_blockers
from ..models import Part
from .choices import AllRows, SharedField, SiblingField, note_choices
from .constraints import ConstrainedForm


class EntryForm(ChangeNoteForm, ConstrainedForm):
    """An entry's form; `blockers` are those that the attempt to publish it just met."""

    blockers: list[Blocker] = []

    def clean(self) -> None:
        super().clean()
        add_blockers(self, self.blockers)


class PartForm(ConstrainedForm):
    """One row of a part."""

    def _post_clean(self) -> None:
        # A row that is as the database has it needs no questions to the database.
        if self.instance._state.adding or self.has_changed():
            super()._post_clean()  # type: ignore[misc]

    @property
    def siblings(self) -> list[str]:
        """The names of the fields that point at other parts of the entry."""
        return [name for name, field in self.fields.items() if isinstance(field, SiblingField)]


class PartFormSet(BaseInlineFormSet):
    """The rows of one part; `blockers` as above, by formset prefix and row."""

    blockers: dict[Place, list[Blocker]] = {}

    forms: list[Any]

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        note_choices(form)
        return form

    def add_fields(self, form: ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        name = Part._meta.pk.name
        key = SharedField(
            self.get_queryset(),
            initial=form.fields[name].initial,
            required=False,
            widget=HiddenInput,
        )
        key.rows = self.own_rows
        form.fields[name] = key

    @cached_property
    def own_rows(self) -> AllRows:
        """The rows that are saved already."""
        return AllRows(self.get_queryset())

    def clean(self) -> None:
        super().clean()
        removed = vars(self.instance).setdefault("removed_parts", set())
        removed |= {form.instance.pk for form in self.forms if is_removed(form)}
        for form in self.kept_forms:
            refuse_removed(form, removed)
        for index, form in enumerate(self.forms):
            add_blockers(form, self.blockers.get((self.prefix, index), ()))

    @property
    def kept_forms(self) -> list[PartForm]:
        """The forms of the rows that will be there after saving."""
        return [
            form for form in self.forms if hasattr(form, "cleaned_data") and not is_removed(form)
        ]


def is_removed(form: BaseForm) -> bool:
    """Whether the row of this form is to be deleted."""
    return bool(getattr(form, "cleaned_data", {}).get("DELETE"))


def refuse_removed(form: PartForm, removed: Container[UUID]) -> None:
    """Refuse a row that points at another part which the same save removes."""
    for name in form.siblings:
        target = form.cleaned_data.get(name)
        if target and target.pk in removed:
            message = _("“%(name)s” is being removed: choose another, or remove this row too.")
            form.add_error(name, message % {"name": target})
