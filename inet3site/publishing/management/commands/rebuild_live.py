"""`rebuild_live`: make the live store again from the ledger alone."""

from typing import Any

from django.core.management.base import CommandError
from tqdm import tqdm

from inet3site.publishing import verification
from inet3site.publishing.commands import WorkspaceCommand
from inet3site.publishing.models import Edition
from inet3site.publishing.projector import ProjectionError


class Command(WorkspaceCommand):
    help = "Empty the live store and apply the whole ledger to it, in one transaction."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with tqdm(total=Edition.objects.count(), unit="edition", disable=None) as bar:
                count = verification.rebuild(on_each=bar.update)
        except ProjectionError as error:
            raise CommandError(f"The live store is left as it was: {error}") from error
        self.stdout.write(f"{count} editions applied.")
