"""The form by which a reader reports an error."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .models import LONGEST_PATH, LONGEST_TEXT, Report
from .places import match_of, validate_page, validate_section


class ReportForm(forms.ModelForm):
    """What is wrong, and where. `website` is a trap: only programs see it and fill it in."""

    page = forms.CharField(
        label=_("Page"), max_length=LONGEST_PATH, validators=[validate_page], strip=True
    )
    section = forms.CharField(
        label=_("Section"),
        max_length=100,
        required=False,
        validators=[validate_section],
        help_text=_("The part of the address that follows “#”; empty for the page as a whole."),
    )
    text = forms.CharField(
        label=_("What is wrong"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Best with what is right, and the source that says so."),
    )
    email = forms.EmailField(
        label=_("E-mail address (optional)"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_(
            "Only for a question about this report. It is seen by the editors alone, and deleted "
            "when the report is dealt with."
        ),
    )
    website = forms.CharField(required=False)

    class Meta:
        model = Report
        fields = ("page", "section", "text", "email")

    @property
    def is_trapped(self) -> bool:
        """Whether a program has filled in what no reader sees."""
        return bool(self.cleaned_data["website"])


def prefilled(query: QueryDict) -> dict[str, Any]:
    """The page and section that a link names, where they can be one."""
    page = query.get("page", "")[:LONGEST_PATH]
    return {"page": page, "section": query.get("section", "")} if match_of(page) else {}
