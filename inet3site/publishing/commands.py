"""What the project's commands have in common."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class WorkspaceCommand(BaseCommand):
    """A command that needs the workspace; where there is none it ends and says so."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        if settings.ROLE == "public":
            raise CommandError("INET3_ROLE is public: this command needs the workspace.")
        return super().execute(*args, **options)
