"""Model fields that every content app shares."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

EDTF_PATTERN = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"

validate_edtf = RegexValidator(
    EDTF_PATTERN, _("Enter a date as YYYY, YYYY-MM or YYYY-MM-DD, as far as it is known.")
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


def edtf_constraint(field: str, name: str) -> models.CheckConstraint:
    """The database's own check that `field` is empty or a date of the right form."""
    condition = models.Q(**{field: ""}) | models.Q(**{f"{field}__regex": EDTF_PATTERN})
    return models.CheckConstraint(condition=condition, name=name)
