"""The forms in which an editor gives a text and says what it is."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.admin.constraints import ConstrainedForm
from inet3site.publishing.forms import PlainTextField
from policies.models import Policy, PolicyKind, TextKind

from .errors import Unreadable
from .outline import Outline, read_outline
from .readers import LARGEST_FILE, Reading, limited, read

LANGUAGES = {"zh": _("Chinese"), "en": _("English")}

MOST_SECTIONS = 1000

KINDS = {
    PolicyKind.WHITE_PAPER: ("白皮书", "white paper"),
    PolicyKind.WORK_PLAN: ("工作方案", "work plan"),
    PolicyKind.ACTION_PLAN: ("行动计划", "action plan"),
    PolicyKind.IMPLEMENTATION_PLAN: ("实施方案", "implementation plan"),
    PolicyKind.REGULATION: ("条例", "regulation"),
    PolicyKind.DEPARTMENTAL_RULES: ("办法", "rules"),
    PolicyKind.MEASURES: ("措施", "measures"),
    PolicyKind.PLAN: ("规划", "计划", "plan"),
}
"""The words in a title that tell the kind of the document; the first that is there counts."""


class TextForm(forms.Form):
    """A text as a file or in a field, and how it is to be read.

    `running` are the lines of the pages of a file that are not of its text.
    """

    running: tuple[str, ...] = ()

    file = forms.FileField(
        label=_("file"),
        required=False,
        help_text=_("Word (.docx), PDF with text, Markdown or plain text, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.md,.markdown,.txt"}),
    )
    text = PlainTextField(
        label=_("or the text itself"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 20}),
    )
    language = forms.ChoiceField(label=_("language of the text"), choices=list(LANGUAGES.items()))
    itemise = forms.BooleanField(
        label=_("Items that are sentences are sections too"),
        required=False,
        help_text=_("Otherwise only items with a title are; the rest stays in the text."),
    )

    def clean(self) -> None:
        super().clean()
        data = self.cleaned_data
        if self.errors:
            return
        if bool(data.get("file")) == bool(data["text"]):
            raise ValidationError(_("Give either a file or a text."))
        try:
            reading = self._read()
        except Unreadable as error:
            self.add_error("file" if data.get("file") else "text", str(error))
            return
        data["text"], self.running = reading.text, reading.running
        if len(self.outline.nodes) > MOST_SECTIONS:
            raise ValidationError(_("The text has more than 1,000 sections."))

    def _read(self) -> Reading:
        file = self.cleaned_data.get("file")
        if file:
            return read(file.read(LARGEST_FILE + 1))
        return Reading(limited(self.cleaned_data["text"]))

    @cached_property
    def outline(self) -> Outline:
        """The text as it was understood; only of a valid form."""
        return read_outline(self.cleaned_data["text"], itemise=self.cleaned_data["itemise"])


class CheckForm(TextForm):
    """The text that was read, once more, with what was looked at: a digest of it."""

    file = None  # type: ignore[assignment]
    state = forms.CharField(required=False, widget=forms.HiddenInput)


class NewPolicyForm(ConstrainedForm):
    """What a new document needs before it can be saved."""

    class Meta:
        model = Policy
        fields = ("title_zh", "title_en", "slug", "kind", "level", "area_code")

    def save(self, commit: bool = True) -> Any:
        self.instance.text_kind = TextKind.FULL
        self.instance.mark_translated()
        return super().save(commit)


def initial_of(title: str, language: str) -> dict[str, str]:
    """What can be guessed of a new document from its title."""
    initial = {f"title_{language}": title, "slug": slugify(title)[:80].strip("-_")}
    low = title.lower()
    kinds = (kind.value for kind, words in KINDS.items() if any(word in low for word in words))
    return initial | {"kind": next(kinds, "")}
