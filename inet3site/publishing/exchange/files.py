"""Files as tables, and tables as files."""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import PurePath
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from tablib import Dataset

from .cells import escaped, text_of, unescaped
from .problems import refuse

LARGEST_FILE = 5_000_000
"""In bytes."""

LARGEST_UNPACKED = 100_000_000
"""In bytes, of all parts of an XLSX file together."""

MOST_ROWS = 5_000
MOST_COLUMNS = 200
LONGEST_XLSX_CELL = 32_767
"""In characters; Excel knows no longer one."""

BYTE_ORDER_MARK = "\ufeff"
"""By which Excel knows that a file is in UTF-8."""

# The module's own limit is 131,072 characters, less than the text of a page may have.
csv.field_size_limit(LARGEST_FILE)


class Format(models.TextChoices):
    """A form of file, by its ending."""

    CSV = "csv", gettext_lazy("CSV (UTF-8)")
    XLSX = "xlsx", gettext_lazy("Excel workbook (XLSX)")
    JSON = "json", gettext_lazy("JSON")

    @classmethod
    def of(cls, name: str) -> "Format":
        """The form of the file of this name; raise Refused for another ending."""
        ending = PurePath(name).suffix.removeprefix(".").lower()
        if ending not in cls.values:
            raise refuse(_("Only files that end in .csv, .xlsx or .json can be used."))
        return cls(ending)

    @property
    def content_type(self) -> str:
        """The media type of such a file."""
        return CONTENT_TYPES[self]


CONTENT_TYPES = {
    Format.CSV: "text/csv; charset=utf-8; header=present",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSON: "application/json",
}


@dataclass(frozen=True)
class Table:
    """The names of the columns, and rows of as many texts, each with its number in the file."""

    columns: list[str]
    rows: list[tuple[int, list[str]]]

    def dataset(self) -> Dataset:
        """The table as import-export takes it."""
        return Dataset(*(cells for _number, cells in self.rows), headers=self.columns)


def read(content: bytes, file_format: Format) -> Table:
    """The table in a file; raise Refused where it is too large or not sound."""
    if len(content) > LARGEST_FILE:
        raise refuse(_("The file is larger than 5 MB."))
    if file_format == Format.JSON:
        return _table(_json_rows(content), first=0, clean=str)
    rows = _csv_rows(content) if file_format == Format.CSV else _xlsx_rows(content)
    return _table(rows, first=1, clean=unescaped)


def write(dataset: Dataset, file_format: Format) -> bytes:
    """The file of a table; raise Refused where it can't be in this form."""
    if file_format == Format.JSON:
        return json.dumps(dataset.dict, ensure_ascii=False, indent=2).encode()
    rows = [[_escaped(value) for value in row] for row in dataset]
    safe = Dataset(*rows, headers=dataset.headers)
    if file_format == Format.CSV:
        return f"{BYTE_ORDER_MARK}{safe.export('csv')}".encode()
    _check_xlsx(safe)
    return safe.export("xlsx", column_width=None)


def _escaped(value: Any) -> Any:
    return escaped(value) if isinstance(value, str) else value


def _check_xlsx(dataset: Dataset) -> None:
    """Refuse what openpyxl would cut off, or Excel not open."""
    for number, row in enumerate(dataset, 2):
        for column, value in zip(dataset.headers, row, strict=True):
            text = str(value)
            if len(text) > LONGEST_XLSX_CELL or ILLEGAL_CHARACTERS_RE.search(text):
                raise refuse(
                    _("An XLSX file can't hold this text: choose CSV or JSON."), number, column
                )


def _csv_rows(content: bytes) -> Iterator[list[str]]:
    try:
        yield from csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    except UnicodeDecodeError as error:
        raise refuse(_("The file is not in UTF-8: save it as “CSV UTF-8”, or as XLSX.")) from error
    except csv.Error as error:
        raise refuse(_("This is no sound CSV file: %(error)s") % {"error": error}) from error


def _xlsx_rows(content: bytes) -> Iterator[Iterable[Any]]:
    """The rows of the sheet that was open when the file was saved."""
    damaged = _("This is no sound XLSX file.")
    try:
        with ZipFile(BytesIO(content)) as package:
            unpacked = sum(part.file_size for part in package.infolist())
    except (BadZipFile, ValueError, OSError) as error:
        raise refuse(damaged) from error
    if unpacked > LARGEST_UNPACKED:
        raise refuse(_("Unpacked, this file is too large."))
    try:
        sheet: Any = load_workbook(BytesIO(content), read_only=True, data_only=True).active
        yield from sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
    except Exception as error:  # a broken package fails in as many ways as there are parts
        raise refuse(damaged) from error


def _json_rows(content: bytes) -> Iterator[Iterable[Any]]:
    try:
        objects = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise refuse(_("This is no sound JSON file.")) from error
    if not isinstance(objects, list) or not all(isinstance(each, dict) for each in objects):
        raise refuse(_("The file must be a list of objects, one for each entry."))
    columns = list(objects[0]) if objects else []
    yield columns
    for number, each in enumerate(objects, 1):
        if each.keys() != set(columns):
            raise refuse(_("Every object must have the same names as the first."), number)
        yield [each[name] for name in columns]


def _table(rows: Iterator[Iterable[Any]], *, first: int, clean: Any) -> Table:
    """The table of the rows, of which the one numbered `first` has the names of the columns."""
    columns = [name.strip() for name in _texts(next(rows, []), first, str)]
    while columns and not columns[-1]:
        columns.pop()
    found: list[tuple[int, list[str]]] = []
    for number, row in enumerate(rows, first + 1):
        texts = _texts(row, number, clean)
        if not any(texts):
            continue
        if len(found) == MOST_ROWS:
            raise refuse(_("The file has more than 5,000 rows."))
        found.append((number, _fitted(texts, len(columns), number)))
    if not found:
        raise refuse(_("There are no entries in this file."))
    return Table(columns, found)


def _texts(row: Iterable[Any], number: int, clean: Any) -> list[str]:
    try:
        texts = [clean(text_of(value)) for value in row]
        "".join(texts).encode()
    except ValueError as error:
        message = _("A cell of this row has more than one value, or is no text.")
        raise refuse(message, number) from error
    if any("\0" in text for text in texts):
        raise refuse(_("A cell of this row has a character that is in no text."), number)
    return texts


def _fitted(texts: list[str], width: int, number: int) -> list[str]:
    """As many cells as there are columns; an empty one more or less is of no meaning."""
    if any(texts[width:]):
        raise refuse(_("This row has more cells than there are columns."), number)
    return [*texts, *[""] * width][:width]
