"""The forms by which editors work together on an entry."""

from collections.abc import Mapping

from django import forms
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .forms import PlainTextField
from .models import RevisionLabel


class NoteForm(forms.Form):
    """A note on the entry, or on one of the `fields` of its form, which are given with labels."""

    field = forms.ChoiceField(label=_("Field"), required=False)
    text = PlainTextField(label=_("Text of the note"), widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, data: QueryDict | None = None, *, fields: Mapping[str, str]) -> None:
        super().__init__(data, auto_id="id_note_%s")
        self.fields["field"].choices = [  # type: ignore[attr-defined]
            ("", _("The whole entry")),
            *fields.items(),
        ]


class AssignmentForm(forms.Form):
    """Who looks after something: one of the `people`, or nobody."""

    def __init__(
        self, data: QueryDict | None = None, *, people: QuerySet[User], current: User | None = None
    ) -> None:
        super().__init__(data, auto_id="id_assignment_%s")
        self.current = current
        self.fields["person"] = forms.ModelChoiceField(
            people, label=_("Assigned to"), required=False, empty_label=_("Nobody"), initial=current
        )


class RecheckForm(forms.Form):
    """When to look again and why, or what was found now."""

    due_on = forms.DateField(
        label=_("Look again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = PlainTextField(
        label=_("Reason or result"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="id_recheck_%s")


class NamingForm(forms.Form):
    """What a revision is called, and a note on it."""

    name = forms.CharField(label=_("Name"), max_length=100, required=False)
    note = PlainTextField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, data: QueryDict | None = None, *, label: RevisionLabel | None) -> None:
        initial = {"name": label.name, "note": label.note} if label else {}
        super().__init__(data, auto_id="id_naming_%s", initial=initial)
