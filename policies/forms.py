"""What the admin's rows of citations and sections check together."""

from collections import Counter
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.forms import PartFormSet, SiblingField


class CitationForm(forms.ModelForm):
    """One citation; which of several is chosen is checked by the formset, for all rows at once."""

    def validate_constraints(self) -> None:
        """Leave the constraints to `CitationFormSet`, which knows what the other rows become."""


class CitationFormSet(PartFormSet):
    """The citations of an entry, at most one of which is chosen for each field."""

    def clean(self) -> None:
        super().clean()
        chosen = [form for form in self.kept_forms if form.cleaned_data.get("chosen")]
        counts = Counter(cited_field(form) for form in chosen)
        for form in chosen:
            if counts[cited_field(form)] > 1:
                form.add_error("chosen", _("Only one value of a field can be chosen."))

    def save(self, commit: bool = True) -> Any:
        """Let go of the old choice before the new one is saved: the database allows but one."""
        changed = [form.instance.pk for form in self.initial_forms if form.has_changed()]
        self.get_queryset().filter(pk__in=changed).update(chosen=False)
        return super().save(commit)


def cited_field(form: forms.BaseForm) -> tuple[Any, ...]:
    """What a citation is about: the part of the entry, if any, and the field."""
    parts = [name for name, choice in form.fields.items() if isinstance(choice, SiblingField)]
    return (*(form.cleaned_data.get(name) for name in parts), form.cleaned_data.get("field"))


class SectionFormSet(PartFormSet):
    """The sections of a document, none of which is within itself."""

    def clean(self) -> None:
        super().clean()
        parents = {
            form.instance.pk: form.cleaned_data["parent"].pk
            for form in self.kept_forms
            if form.cleaned_data.get("parent")
        }
        for form in self.kept_forms:
            if is_circular(form.instance.pk, parents):
                form.add_error("parent", _("A section can't be within itself."))


def is_circular(key: UUID, parents: dict[UUID, UUID]) -> bool:
    """Whether the way up from `key` comes back to it."""
    seen = set()
    above = parents.get(key)
    while above and above not in seen:
        if above == key:
            return True
        seen.add(above)
        above = parents.get(above)
    return False
