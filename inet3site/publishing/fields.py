"""Model fields that every content app shares, and the database's own checks of their shape."""

from re import Pattern
from typing import Any, cast

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Length, Substr
from django.utils.translation import gettext_lazy as _

_MONTH = r"(0[1-9]|1[0-2])"
_DAY = (
    r"((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    r"|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    r"|02-(0[1-9]|1[0-9]|2[0-8]))"
)
_LEAP_DAY = r"([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29"
EDTF = rf"([0-9]{{4}}(-({_MONTH}|{_DAY}))?|{_LEAP_DAY})"
EDTF_PATTERN = f"^{EDTF}$"
"""The form of a date in the dialect of JSON Schema, which has no other anchors."""

# Anchored by \A and \Z, as in Python `$` also matches before a last line break.
validate_edtf = RegexValidator(
    rf"\A{EDTF}\Z",
    _("Enter a date that exists, as YYYY, YYYY-MM or YYYY-MM-DD, as far as it is known."),
)


validate_sha256 = RegexValidator(
    r"\A[0-9a-f]{64}\Z", _("Enter 64 hexadecimal digits, with letters in lower case.")
)


class EdtfField(models.CharField):
    """A date as precisely as it is known: `2023`, `2023-03` or `2023-03-17`; empty if unknown.

    The three forms are level 0 of EDTF (ISO 8601-2:2019). They sort as text.
    """

    default_validators = [validate_edtf]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)


def matches(
    field: str, form: RegexValidator, name: str, *, blank: bool = False
) -> models.CheckConstraint:
    """The database's own check of what the validator `form` asks, or that the field is empty.

    The pattern must mean the same in Python and in PostgreSQL: `[0-9]` for a digit, `\\A` and
    `\\Z` for the ends.
    """
    pattern = cast("Pattern[str]", form.regex).pattern
    condition = models.Q(**{f"{field}__regex": pattern})
    if form.inverse_match:
        condition = ~condition
    if blank:
        condition = models.Q(**{field: ""}) | condition
    return models.CheckConstraint(
        condition=condition, name=name, violation_error_message=form.message
    )


def one_of(
    field: str, choices: type[models.TextChoices], name: str, *, blank: bool = False
) -> models.CheckConstraint:
    """The database's own check that `field` is one of its choices, or empty where it may be."""
    values = [*choices.values, ""] if blank else choices.values
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": values}), name=name)


def edtf_constraint(field: str, name: str, *, blank: bool = True) -> models.CheckConstraint:
    """The database's own check that `field` is a date of the right form, or empty if `blank`."""
    return matches(field, validate_edtf, name, blank=blank)


def another(field: str, name: str, *, than: str) -> models.CheckConstraint:
    """The database's own check that a row doesn't relate what it belongs to with itself."""
    return models.CheckConstraint(
        condition=~models.Q(**{field: models.F(than)}),
        name=name,
        violation_error_message=_("An entry can't be related to itself."),
    )


def both_or_neither(first: str, second: str, name: str) -> models.CheckConstraint:
    """A constraint that two fields are both NULL or both not."""
    neither, both = (
        models.Q(**{f"{first}__isnull": empty, f"{second}__isnull": empty})
        for empty in (True, False)
    )
    return models.CheckConstraint(condition=neither | both, name=name)


def edtf_period_constraint(start: str, end: str, name: str) -> models.CheckConstraint:
    """A period doesn't end before it begins, as far as both dates are known.

    The beginning is compared as precisely as the end is known: May 2023 to 2023 is in order.
    """
    begins = Substr(start, 1, Length(end))
    unknown = models.Q(**{start: ""}) | models.Q(**{end: ""})
    return models.CheckConstraint(
        condition=unknown | models.Q(**{f"{end}__gte": begins}),
        name=name,
        violation_error_message=_("The period ends before it begins."),
    )
