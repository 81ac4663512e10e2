"""The form in which an editor gives a file of entries."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .files import LARGEST_FILE, Format, Table, read
from .problems import Refused


class FileForm(forms.Form):
    """A file as CSV, XLSX or JSON; once it is valid, `table` is what is in it."""

    table: Table

    file = forms.FileField(
        label=_("file"),
        help_text=_("CSV in UTF-8, XLSX or JSON, up to 5 MB and 5,000 entries."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.json"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.table = read(file.read(LARGEST_FILE + 1), Format.of(file.name))
        except Refused as refused:
            raise ValidationError([str(each) for each in refused.problems]) from refused
        return file
