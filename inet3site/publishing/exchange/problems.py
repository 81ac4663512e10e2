"""What is wrong with a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Problem:
    """One reason against a file; `row` is None and `field` empty where it is of none.

    Rows are numbered as a spreadsheet shows them, the names of the columns being row 1; the objects
    of JSON from 1.
    """

    message: str
    row: int | None = None
    field: str = ""

    def __str__(self) -> str:
        place = ""
        if self.row is not None:
            place = _("Row %(row)s") % {"row": self.row}
        places = [each for each in (place, self.field) if each]
        return f"{' · '.join(places)}: {self.message}" if places else self.message


class Refused(Exception):
    """A file can't be read, imported or written: `problems` has every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def refuse(message: str, row: int | None = None, field: str = "") -> Refused:
    """The exception with this one reason."""
    return Refused([Problem(message, row, field)])


def problems_of(error: ValidationError, row: int) -> list[Problem]:
    """The reasons against one row, by field."""
    found: dict[str, list[Any]] = error.update_error_dict({})
    return [
        Problem(message, row, "" if name == NON_FIELD_ERRORS else name)
        for name, errors in found.items()
        for each in errors
        for message in each.messages
    ]
