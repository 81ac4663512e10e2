"""How the desk takes texts and amounts."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from ..forms import PlainDecimalField, PlainTextField

PLAIN: Mapping[type[models.Field], Mapping[str, Any]] = {
    models.TextField: {"form_class": PlainTextField},
    models.DecimalField: {"form_class": PlainDecimalField},
}
"""Texts as they are stored: a browser's line ends are not a change. Amounts as they are written."""
