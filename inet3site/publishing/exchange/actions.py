"""Importing a table of entries, all or nothing, and exporting entries as a file."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import DatabaseError, models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from import_export.results import Result, RowResult

from .. import ledger
from ..registry import EntryType
from .files import Format, Table, write
from .problems import Problem, Refused, problems_of
from .resources import FieldChange, resource_of


class Change(models.TextChoices):
    """What an import makes of a row."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    UNCHANGED = "unchanged", _("Unchanged")


CHANGES = {
    RowResult.IMPORT_TYPE_NEW: Change.NEW,
    RowResult.IMPORT_TYPE_UPDATE: Change.CHANGED,
    RowResult.IMPORT_TYPE_SKIP: Change.UNCHANGED,
}


@dataclass(frozen=True)
class Row:
    """A row of a file and what it changes."""

    number: int
    change: Change
    name: str
    fields: list[FieldChange]


@transaction.atomic
def import_table(
    entry_type: EntryType,
    table: Table,
    *,
    by: User | None = None,
    dry_run: bool = False,
    advance: Callable[[], Any] = int,
) -> list[Row]:
    """Save the rows as drafts and record revisions, or with `dry_run` only say what would change.

    Raise Refused with everything that is wrong, and change nothing. `advance` is called at each
    row.
    """
    ledger.lock()
    resource = resource_of(entry_type)(by=by, advance=advance)
    resource.check(table.columns)
    result = resource.import_data(
        table.dataset(),
        dry_run=dry_run,
        use_transactions=True,
        rollback_on_validation_errors=True,
    )
    numbers = [number for number, _cells in table.rows]
    if problems := _problems(result, numbers):
        raise Refused(problems)
    return [_row(number, each) for number, each in zip(numbers, result.rows, strict=True)]


def export_entries(
    entry_type: EntryType,
    rows: models.QuerySet,
    file_format: Format,
    *,
    advance: Callable[[], Any] = int,
) -> bytes:
    """The entries as a file, in their order; raise Refused where they can't be in this form."""
    return write(resource_of(entry_type)(advance=advance).export(rows), file_format)


def counts(rows: list[Row]) -> list[tuple[str, int]]:
    """How many rows are of each change, in words."""
    found = Counter(row.change for row in rows)
    return [(str(change.label), found[change]) for change in Change]


def _row(number: int, result: RowResult) -> Row:
    change = CHANGES[result.import_type]
    return Row(number, change, str(result.instance), result.diff)


def _problems(result: Result, numbers: list[int]) -> list[Problem]:
    for base in result.base_errors:
        raise base.error
    found: list[Problem] = []
    for row in result.invalid_rows:
        found += problems_of(row.error, numbers[row.number - 1])
    for row in result.error_rows:
        found += [_of_database(each.error, numbers[row.number - 1]) for each in row.errors]
    return sorted(found, key=lambda problem: problem.row or 0)


def _of_database(error: Exception, row: int) -> Problem:
    """What the database has against a row; raise what is no matter of the row."""
    if not isinstance(error, DatabaseError):
        raise error
    return Problem(gettext("This can't be saved: %(error)s") % {"error": error}, row)
