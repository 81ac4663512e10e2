"""`export_entries`: write the working copies of all entries of a type to a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from tqdm import tqdm

from inet3site.publishing.exchange.actions import export_entries
from inet3site.publishing.exchange.commands import ExchangeCommand, entry_type_called
from inet3site.publishing.exchange.files import Format
from inet3site.publishing.exchange.problems import Refused


class Command(ExchangeCommand):
    help = (
        "Write the working copies of all entries of a type to a CSV, XLSX or JSON file, which "
        "import_entries reads again. The parts of entries are not in it."
    )

    def handle(self, *args: Any, type: str, file: Path, verbosity: int, **options: Any) -> None:
        entry_type = entry_type_called(type)
        rows = entry_type.model._base_manager.order_by("slug")
        try:
            with tqdm(
                desc="Exporting",
                total=rows.count(),
                unit=" entries",
                disable=None if verbosity else True,
            ) as bar:
                content = export_entries(entry_type, rows, Format.of(file.name), advance=bar.update)
            file.write_bytes(content)
        except (Refused, OSError) as error:
            raise CommandError(f"{error}\nNothing was exported.") from error
        if verbosity:
            self.stdout.write(f"exported {rows.count()} entries to {file}")
