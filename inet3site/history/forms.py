"""The choice of two editions of an entry."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.models import PublicEdition


class DifferencesForm(forms.Form):
    """Two different editions by their numbers; without a choice, the last and the one before it.

    The editions are given from the first one on.
    """

    error_css_class = "invalid"

    def __init__(self, editions: Sequence[PublicEdition], query: QueryDict) -> None:
        numbers = [str(edition.number) for edition in editions]
        after = query.get("to") or numbers[-1]
        earlier = numbers[: numbers.index(after)] if after in numbers else numbers[:-1]
        before = query.get("from") or (earlier or numbers[:1])[-1]
        super().__init__({"from": before, "to": after}, auto_id="id_%s")
        choices = [(edition.number, in_words(edition)) for edition in editions]
        for name, label in {"from": _("From edition"), "to": _("To edition")}.items():
            self.fields[name] = forms.TypedChoiceField(label=label, choices=choices, coerce=int)

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        if len(chosen) == len(self.fields) and chosen["from"] == chosen["to"]:
            self.add_error("to", _("Choose two different editions."))
        return chosen


def in_words(edition: PublicEdition) -> str:
    """The number of an edition and its day, as an option of a list."""
    day = localtime(edition.at).date().isoformat()
    return gettext("Edition %(number)s (%(date)s)") % {"number": edition.number, "date": day}
