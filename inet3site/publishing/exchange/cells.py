"""The cells of a table as text, and texts that a spreadsheet would take for formulas."""

import re
from datetime import datetime, time
from typing import Any

FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula (OWASP, “CSV Injection”)."""

_BEGINNING = re.compile(f"'*[{re.escape(''.join(FORMULA))}]")
_ESCAPED = re.compile(f"'{_BEGINNING.pattern}")


def escaped(text: str) -> str:
    """The text behind an apostrophe, where a spreadsheet would take it for a formula.

    So is one that has apostrophes already, so that `unescaped` gives back every text.
    """
    return f"'{text}" if _BEGINNING.match(text) else text


def unescaped(text: str) -> str:
    """The text that was escaped, or that an editor has escaped."""
    return text[1:] if _ESCAPED.match(text) else text


def text_of(value: Any) -> str:
    """A value of a spreadsheet or of JSON as text; raise ValueError for what is no single value."""
    match value:
        case None:
            return ""
        case str():
            return value.replace("\r\n", "\n")
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case list() | dict():
            raise ValueError(value)
    return str(value)
