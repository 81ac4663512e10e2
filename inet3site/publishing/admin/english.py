"""What a form notes of a row's English: where it comes from, and whether it follows the Chinese."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ..bilingual import pairs_of
from ..gaps import rows_of
from ..models import Entry, Translated
from ..registry import type_of

ENGLISH_FIELDS = ("translation", "english_follows")
"""The fields of a form that speak of the English as a whole, on one line."""


class TranslatedForm(forms.ModelForm):
    """A row with English. It follows the present Chinese where it was changed, or the box says so.

    Where the Chinese alone was changed, the English is stale until one of the two is done.
    """

    english_follows = forms.BooleanField(
        label=_("The English follows the present Chinese"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_stale = bool(self.instance.is_stale)
        if self.is_stale:
            box = self.fields["english_follows"]
            box.help_text = _(
                "The Chinese has changed since. Mend the English, or tick this if it still holds."
            )
            box.widget.attrs["class"] = "stale"

    def validate_constraints(self) -> None:
        if self.cleaned_data.get("english_follows"):
            self.instance.mark_translated()
        else:
            self.instance.follow(self.changed_data)
        super().validate_constraints()


def with_english[F: forms.ModelForm](form: type[F], model: type[models.Model]) -> type[F]:
    """The form, with what a translation needs where the model has one."""
    if not issubclass(model, Translated):
        return form
    return cast("type[F]", type(f"Translated{form.__name__}", (TranslatedForm, form), {}))


def stale_entries(model: type[Entry], keys: Iterable[Any] | None = None) -> set[Any]:
    """Those of the entries, or of all, that have stale English, in themselves or in a part.

    One query for the entries, and one for each of their parts with texts.
    """
    among = None if keys is None else list(keys)
    return {row.entry_id for row in rows_of(type_of(model), among) if row.is_stale}


def lacks_english(model: type[Entry]) -> models.Q:
    """The entries that have a Chinese text without English, in themselves or in a part."""
    entry_type = type_of(model)
    found = models.Q()
    for each in entry_type.models:
        if issubclass(each, Translated):
            parent = entry_type.parent_field(each)
            rows = each._base_manager.filter(_lacks_english(each))
            found |= models.Q(pk__in=rows.values(parent or "pk"))
    return found


def _lacks_english(model: type[Translated]) -> models.Q:
    lacking = models.Q()
    for name in sorted({*pairs_of(model)} - model.source_language_only):
        lacking |= ~models.Q(**{f"{name}_zh": ""}) & models.Q(**{f"{name}_en": ""})
    return lacking


def stale_places(context: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The name and the anchor of each form of a page whose English is stale."""
    form = context["adminform"].form
    places = [(str(form.instance), "content")] if is_stale(form) else []
    for inline in context["inline_admin_formsets"]:
        kind = capfirst(inline.opts.verbose_name)
        places += [
            (f"{kind}: {form.instance}", form.prefix) for form in inline.forms if is_stale(form)
        ]
    return places


def is_stale(form: forms.BaseForm) -> bool:
    """Whether this is the form of a row with stale English."""
    return getattr(form, "is_stale", False)
