"""`verify_live`: prove that the live store is exactly what the ledger says."""

from typing import Any

from django.core.management.base import CommandError

from inet3site.publishing import projector, verification
from inet3site.publishing.commands import WorkspaceCommand


class Command(WorkspaceCommand):
    help = "Compare the live store with the ledger; exit with 1 if they differ."

    def handle(self, *args: Any, **options: Any) -> None:
        found = verification.differences()
        for difference in found:
            self.stderr.write(difference)
        lag = projector.lag()
        if found or lag:
            raise CommandError(f"{len(found)} differences; {lag} editions not yet applied.")
        self.stdout.write("The live store equals the ledger.")
