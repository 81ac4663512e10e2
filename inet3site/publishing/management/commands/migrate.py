"""`migrate`, for both stores unless one is named."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import connections

from inet3site.publishing.commands import WorkspaceCommand


class Command(WorkspaceCommand, MigrateCommand):
    help = f"{MigrateCommand.help} Without --database, both stores are brought up to date."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database=None)

    def get_check_kwargs(self, options: dict[str, Any]) -> dict[Any, Any]:
        return {"databases": stores(options["database"])}

    def handle(self, *args: Any, **options: Any) -> None:
        for database in stores(options["database"]):
            if options["verbosity"] and not options["database"]:
                self.stdout.write(self.style.MIGRATE_HEADING(f"Store: {database}"))
            super().handle(*args, **{**options, "database": database})


def stores(chosen: str | None) -> list[str]:
    """The databases to migrate: the chosen one, or all."""
    return [chosen] if chosen else list(connections)
