"""`catch_up`: apply to the live store what it lacks of the ledger."""

from typing import Any

from django.core.management.base import CommandError
from tqdm import tqdm

from inet3site.publishing import projector
from inet3site.publishing.commands import WorkspaceCommand
from inet3site.publishing.projector import ProjectionError


class Command(WorkspaceCommand):
    help = "Apply to the live store the editions that it lacks."

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        try:
            with tqdm(total=projector.lag(), unit="edition", disable=None) as bar:
                while projector.project_next():
                    count += 1
                    bar.update()
        except ProjectionError as error:
            raise CommandError(f"{count} editions applied, then: {error}") from error
        self.stdout.write(f"{count} editions applied.")
