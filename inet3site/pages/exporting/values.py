"""Single values, as they stand in the content files."""

from datetime import date
from decimal import Decimal
from typing import Any


def as_text(value: Any) -> str | bool:
    """A value as a text that the loader reads as the same value; a truth stays one."""
    if isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else str(value)
