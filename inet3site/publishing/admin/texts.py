"""How the desk takes texts."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from ..forms import PlainTextField

PLAIN_TEXT: Mapping[type[models.Field], Mapping[str, Any]] = {
    models.TextField: {"form_class": PlainTextField}
}
"""Texts as they are stored: a browser's line ends are not a change."""
