"""`load_content`: publish what the content files say."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from tqdm import tqdm

from inet3site.environment import BASE_DIR
from inet3site.pages.loading import (
    ContentError,
    Item,
    Outcome,
    Result,
    doubts,
    load,
    read_plan,
    store_files,
)
from inet3site.publishing import projector
from inet3site.publishing.commands import WorkspaceCommand
from inet3site.publishing.projector import ProjectionError

CONTENT_DIR = BASE_DIR / "inet3site" / "content"


class Command(WorkspaceCommand):
    help = (
        "Load the content files: everything is checked first, and if anything is wrong, nothing is "
        "loaded. Entries that editors have changed or withdrawn are kept as they are."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--path", type=Path, default=CONTENT_DIR, help="the directory of the content files"
        )

    def handle(self, *args: Any, path: Path, verbosity: int, **options: Any) -> None:
        def progress(items: list[Item]) -> Iterable[Item]:
            return tqdm(items, desc="Loading", unit=" entries", disable=None if verbosity else True)

        try:
            items = read_plan(path)
            store_files(items, path)
            results = load(items, progress=progress)
        except ContentError as error:
            count = len(error.problems)
            raise CommandError(f"{error}\n{count} wrong in {path}; nothing was loaded.") from error
        self.report(results, verbosity)
        try:
            projector.catch_up()
        except ProjectionError as error:
            raise CommandError(f"The content is published, but not public yet. {error}") from error

    def report(self, results: list[Result], verbosity: int) -> None:
        """List what is doubtful and what was kept, then count everything."""
        for result in results:
            for doubt in doubts(result.item.entry_type, result.item.rows):
                self.stderr.write(f"doubtful: {doubt}")
            if result.outcome == Outcome.KEPT:
                self.stdout.write(f"kept {result.item.place}: {result.reason}")
        counts = Counter(result.outcome for result in results)
        if verbosity:
            self.stdout.write(", ".join(f"{each} {counts[each]}" for each in Outcome))
