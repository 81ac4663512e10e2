"""`export_content`: write what is published as content files."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction
from tqdm import tqdm

from inet3site.pages.exporting import (
    Entries,
    Exported,
    ExportError,
    check_directory,
    contents,
    published,
    saved,
    stored_names,
    write,
    write_files,
)
from inet3site.pages.loading import natural_keys
from inet3site.publishing.commands import WorkspaceCommand

from .load_content import CONTENT_DIR


class Command(WorkspaceCommand):
    help = (
        "Write what is published as content files, from which load_content makes the same again, "
        "here or elsewhere."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--path", type=Path, required=True, help="the directory to write the files to"
        )
        parser.add_argument(
            "--drafts",
            action="store_true",
            help="write what was last saved instead, published or not; loading it publishes it",
        )
        parser.add_argument(
            "--force", action="store_true", help="replace the content files of the directory"
        )

    def handle(
        self, *args: Any, path: Path, drafts: bool, force: bool, verbosity: int, **options: Any
    ) -> None:
        def progress(entries: Entries) -> Iterable[Exported]:
            return tqdm(
                entries, desc="Exporting", unit=" entries", disable=None if verbosity else True
            )

        try:
            check_directory(path, force=force)
            with transaction.atomic():
                entries = saved() if drafts else published()
                files = contents(entries, known_keys(path), progress=progress)
            attached = stored_names(entries, path)
            write(files, path)
            write_files(attached, path)
        except (ExportError, OSError) as error:
            raise CommandError(f"{error}\nNothing was exported.") from error
        if verbosity:
            self.stdout.write(f"exported {len(entries)} entries to {len(files)} files")


def known_keys(path: Path) -> dict:
    """The natural keys that the site's own files and those of the directory give."""
    return natural_keys(CONTENT_DIR) | natural_keys(path)
