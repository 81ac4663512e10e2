"""`prune_files`: delete stored files that nothing names."""

import re
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone

from inet3site.publishing.commands import WorkspaceCommand
from inet3site.publishing.models import Edition, Revision
from policies.files import attachments
from policies.models import PolicyAttachment, SourceAttachment

YOUNGEST = timedelta(days=1)
"""A younger file may belong to a save that has not ended yet."""

STORED_NAME = re.compile(r"[0-9a-f]{32}\.(?:pdf|png|jpg|webp)")


class Command(WorkspaceCommand):
    help = (
        "Delete stored files of saves that came to nothing. What any revision, edition or draft "
        "names is kept for ever, and so is what arrived within the last day."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="only list what would be deleted"
        )

    def handle(self, *args: Any, dry_run: bool, verbosity: int, **options: Any) -> None:
        storage = attachments()
        found = unnamed()
        for name in found:
            if verbosity:
                self.stdout.write(name)
            if not dry_run:
                storage.delete(name)
        if verbosity:
            self.stdout.write(f"{'would delete' if dry_run else 'deleted'} {len(found)} files")


def unnamed() -> list[str]:
    """The stored files that may go, by name."""
    storage, oldest = attachments(), timezone.now() - YOUNGEST
    # What is stored is read before what is named: a save in between only adds to the latter.
    stored = [name for name in storage.listdir("")[1] if STORED_NAME.fullmatch(name)]
    kept = set(named())
    gone = (name for name in stored if name not in kept)
    return sorted(name for name in gone if storage.get_modified_time(name) < oldest)


def named() -> Iterator[str]:
    """The names in every revision, every edition and every row of the workspace."""
    for model in (Revision, Edition):
        for text in model._base_manager.values_list("snapshot", flat=True).iterator():
            yield from STORED_NAME.findall(text)
    for part in (PolicyAttachment, SourceAttachment):
        yield from part._base_manager.values_list("file", flat=True)
