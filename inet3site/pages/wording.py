"""What differs between two states of a row, in the reader's language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Field, Model, TextField
from django.template.defaultfilters import filesizeformat
from django.utils.translation import get_language, gettext

from inet3site.publishing.bilingual import EN, ZH, Text
from inet3site.publishing.comparison import RowDifference, value_of
from inet3site.publishing.fields import EdtfField
from inet3site.publishing.runs import Run, compare, replaced
from policies.models import Attachment, Citation, Promise, Quantity, Source

from .amounts import Quantity as Amount
from .dates import in_words
from .templatetags.promises import amount_of
from .templatetags.sources import field_label

AMOUNT = frozenset({"operator", "amount", "amount_max", "currency", "unit_zh", "unit_en", "per"})
CONVERSION = frozenset({"converted_amount", "converted_currency"})
TRANSLATED_FROM = "translated_from"
"""A digest, of which readers see only whether it fits the present Chinese."""

LANGUAGES = {"zh": ZH, "en": EN}


@dataclass(frozen=True)
class Line:
    """One thing that differs: its label, and the runs from what it was to what it is.

    `lang` is the BCP 47 tag of a text with a language of its own; else empty.
    """

    label: str
    runs: list[Run]
    lang: str = ""


def lines(difference: RowDifference) -> list[Line]:
    """What differs of a row, its amounts first, each with its unit as one thing."""
    told = {TRANSLATED_FROM}
    if isinstance(difference.row, Quantity):
        told |= AMOUNT | CONVERSION
    fields = [field for field in difference.fields if field.name not in told]
    found = [*_amounts(difference), *_staleness(difference)]
    return [*found, *(_line(difference, field) for field in fields)]


def change_of(difference: RowDifference) -> str:
    """What became of a row of an entry, in one or two words."""
    if difference.before is None:
        return gettext("Added")
    if difference.after is None:
        return gettext("Removed")
    if difference.is_moved:
        return gettext("Changed and moved") if difference.fields else gettext("Moved")
    return gettext("Changed")


def _line(difference: RowDifference, field: Field) -> Line:
    before, after = (_in_words(row, field) for row in (difference.before, difference.after))
    runs = compare(before, after) if _is_prose(field) else replaced(before, after)
    label = field.verbose_name
    return Line(str(label), runs, _language(difference.row, field, after or before))


def _is_prose(field: Field) -> bool:
    """Whether a field holds words rather than a value."""
    return isinstance(field, TextField) or field.name.endswith(("_zh", "_en", "title"))


def _language(row: Model, field: Field, words: str) -> str:
    if field.name == "quote" and isinstance(row, Citation):
        return row.source.language
    if isinstance(words, Text):
        return words.lang
    return LANGUAGES.get(field.name.rpartition("_")[2], "")


def _in_words(row: Model | None, field: Any) -> str:
    value = value_of(row, field)
    if value is None:
        return ""
    if isinstance(row, Citation) and field.name == "field":
        return field_label(row)
    if isinstance(row, Attachment) and field.name == "size":
        return filesizeformat(value)
    if isinstance(value, list):
        return gettext(", ").join(str(each) for each in value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _value_in_words(value, field)


def _value_in_words(value: Any, field: Field) -> str:
    if isinstance(value, Source):
        return Text(value.title, value.language)
    if isinstance(value, date):
        return in_words(value.isoformat(), _reader())
    if isinstance(field, EdtfField):
        return in_words(value, _reader())
    return gettext("yes") if value is True else str(value)


def _amounts(difference: RowDifference) -> Iterator[Line]:
    names = {field.name for field in difference.fields}
    rows = (difference.before, difference.after)
    if isinstance(difference.row, Quantity) and names & AMOUNT:
        yield Line(gettext("amount"), replaced(*(_amount(row) for row in rows)))
    if isinstance(difference.row, Promise) and names & CONVERSION:
        yield Line(gettext("converted amount"), replaced(*(_conversion(row) for row in rows)))


def _amount(row: Any) -> str:
    if row is None or row.amount is None:
        return ""
    return amount_of(row).in_words(_reader())


def _conversion(row: Any) -> str:
    if row is None or row.converted_amount is None:
        return ""
    return Amount(row.converted_amount, row.converted_currency).in_words(_reader())


def _staleness(difference: RowDifference) -> Iterator[Line]:
    rows: list[Any] = [difference.before, difference.after]
    if None not in rows and TRANSLATED_FROM in {field.name for field in difference.fields}:
        before, after = (row.is_stale for row in rows)
        if before != after:
            words = {True: gettext("older than the Chinese"), False: gettext("follows the Chinese")}
            yield Line(gettext("state of the English"), replaced(words[before], words[after]))


def _reader() -> str:
    return get_language() or EN
