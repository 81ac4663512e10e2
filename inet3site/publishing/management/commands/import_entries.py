"""`import_entries`: save what a file says of entries of one type as drafts."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from tqdm import tqdm

from inet3site.publishing.exchange.actions import Change, Row, counts, import_table
from inet3site.publishing.exchange.commands import ExchangeCommand, entry_type_called
from inet3site.publishing.exchange.files import LARGEST_FILE, Format, Table, read
from inet3site.publishing.exchange.problems import Refused


class Command(ExchangeCommand):
    help = (
        "Save what a CSV, XLSX or JSON file of export_entries says as drafts; nothing is "
        "published. If anything is wrong in it, nothing is saved."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--dry-run", action="store_true", help="only say what would change, row by row"
        )

    def handle(
        self, *args: Any, type: str, file: Path, dry_run: bool, verbosity: int, **options: Any
    ) -> None:
        entry_type = entry_type_called(type)
        try:
            table = self.table(file)
            with tqdm(
                desc="Importing",
                total=len(table.rows),
                unit=" entries",
                disable=None if verbosity else True,
            ) as bar:
                rows = import_table(entry_type, table, dry_run=dry_run, advance=bar.update)
        except (Refused, OSError) as error:
            raise CommandError(f"{error}\nNothing was imported.") from error
        if dry_run:
            self.tell(rows)
        if verbosity:
            self.stdout.write(", ".join(f"{label}: {count}" for label, count in counts(rows)))

    def table(self, file: Path) -> Table:
        """The table in a file; of one that is too large, no more is read than shows that."""
        file_format = Format.of(file.name)
        with file.open("rb") as content:
            return read(content.read(LARGEST_FILE + 1), file_format)

    def tell(self, rows: list[Row]) -> None:
        """List what each row would change."""
        for row in rows:
            if row.change != Change.UNCHANGED:
                self.stdout.write(f"{row.number} · {row.name} · {row.change.label}")
            for field in row.fields:
                self.stdout.write(f"    {field.name}: {field.before!r} → {field.after!r}")
