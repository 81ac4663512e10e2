"""What the forms of the editorial desk share: notes to the public, and blockers in their place."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, QueryDict
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from .blockers import Blocker
from .models import Entry, LiveEntry, Revision
from .naming import label_of

Place = tuple[str | None, int]
"""A row's form: the prefix of its formset, and its number there."""


@dataclass(frozen=True)
class LocatedBlockers:
    """Blockers sorted by the form that can mend them: the entry's, or a row of a formset."""

    of_entry: list[Blocker] = field(default_factory=list)
    of_rows: dict[Place, list[Blocker]] = field(default_factory=lambda: defaultdict(list))


def locate(blockers: Iterable[Blocker], formsets: Iterable[BaseInlineFormSet]) -> LocatedBlockers:
    """Find the form of each blocker; a new row has another key once its form is built again."""
    places = {
        form.instance.pk: (formset.prefix, index)
        for formset in formsets
        for index, form in enumerate(formset.forms)
        if form.instance.pk is not None
    }
    located = LocatedBlockers()
    for blocker in blockers:
        place = places.get(blocker.row_id)
        (located.of_rows[place] if place else located.of_entry).append(blocker)
    return located


def add_blockers(form: forms.BaseForm, blockers: Iterable[Blocker]) -> None:
    """Show each blocker beside its field, or above the form if it has none there."""
    for blocker in blockers:
        name = blocker.field if blocker.field in form.fields else None
        form.add_error(name, forms.ValidationError(blocker.message, code=blocker.code))


def blockers_of(request: HttpRequest) -> LocatedBlockers:
    """What the publication that this request just tried has met."""
    return getattr(request, "blockers", None) or LocatedBlockers()


class PlainTextField(forms.CharField):
    """A text of several lines, with line ends as they are stored and not as browsers send them."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class PlainDecimalField(forms.DecimalField):
    """An amount, shown without the zeros that only fill its column."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class ChangeNoteForm(forms.Form):
    """How a change is labelled for the public."""

    change_is_major = forms.BooleanField(
        label=_("This is a major change"),
        required=False,
        help_text=_("A change of substance: readers are told of it by the note below."),
    )
    change_note_zh = PlainTextField(
        label=_("Public change note (Chinese)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    change_note_en = PlainTextField(
        label=_("Public change note (English)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def labels(self) -> dict[str, Any]:
        """The label as keyword arguments of `ledger.publish`."""
        return {
            "major": self.cleaned_data["change_is_major"],
            "note_zh": self.cleaned_data["change_note_zh"],
            "note_en": self.cleaned_data["change_note_en"],
        }


class DueForm(forms.Form):
    """When something is to be done by itself."""

    due_at = forms.DateTimeField(
        label=_("Date and time (Asia/Shanghai)"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class ScheduleForm(DueForm, ChangeNoteForm):
    """When a revision is to be published, and what the public is told then."""

    field_order = ["due_at"]


class ReviewForm(ChangeNoteForm):
    """What is told with a decision on a revision: a reason at the desk, a note to the public."""

    reason = PlainTextField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed to reject, and to publish without review. The author sees it."),
    )

    field_order = ["reason"]


class RevisionsForm(forms.Form):
    """The choice of two revisions of an entry, which are given with the latest first.

    Without a choice, the latest is compared with the published one, or else with the one before.
    """

    def __init__(
        self, revisions: Sequence[Revision], published: int | None, query: QueryDict
    ) -> None:
        numbers = [revision.number for revision in revisions]
        after = query.get("to") or str(numbers[0])
        earlier = [number for number in numbers if after.isdecimal() and number < int(after)]
        usual = published if published in earlier else (earlier or numbers)[0]
        super().__init__({"from": query.get("from") or usual, "to": after}, auto_id="id_%s")
        choices = [(revision.number, in_words(revision)) for revision in revisions]
        for name, label in {"from": _("From revision"), "to": _("To revision")}.items():
            self.fields[name] = forms.TypedChoiceField(label=label, choices=choices, coerce=int)


def in_words(revision: Revision) -> str:
    """The number of a revision, its name, moment and author, as an option of a list."""
    moment = localtime(revision.at).strftime("%Y-%m-%d %H:%M")
    label = label_of(revision)
    parts = [str(revision.number), label.name if label else "", moment, str(revision.by or "–")]
    return " · ".join(filter(None, parts))


class WithdrawForm(forms.Form):
    """What the public is told when an entry is withdrawn."""

    change_note_zh = PlainTextField(
        label=_("Public note (Chinese)"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    change_note_en = PlainTextField(
        label=_("Public note (English)"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        live = LiveEntry.objects.filter(entry_type=entry._meta.label_lower).exclude(pk=entry.pk)
        self.fields["replacement"] = forms.ModelChoiceField(
            label=_("Replaced by"),
            queryset=type(entry)._base_manager.filter(pk__in=live.values("pk")),
            required=False,
            help_text=_("Readers of the withdrawn page are pointed to this entry."),
        )
        self.order_fields(["due_at", "replacement"])

    def labels(self) -> dict[str, Any]:
        """What is told as keyword arguments of `ledger.withdraw`."""
        return {
            "replacement": self.cleaned_data["replacement"],
            "note_zh": self.cleaned_data["change_note_zh"],
            "note_en": self.cleaned_data["change_note_en"],
        }


class WithdrawalScheduleForm(DueForm, WithdrawForm):
    """When an entry is to be withdrawn, and what the public is told then."""
