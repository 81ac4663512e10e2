"""What the commands of import and export have in common."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError

from ..commands import WorkspaceCommand
from ..registry import EntryType, all_types


class ExchangeCommand(WorkspaceCommand):
    """A command about the entries of one type and a file of them."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        types = [str(entry_type.model._meta.model_name) for entry_type in all_types()]
        parser.add_argument("type", choices=types, metavar="TYPE", help=", ".join(types))
        parser.add_argument(
            "file", type=Path, metavar="FILE", help="a file that ends in .csv, .xlsx or .json"
        )


def entry_type_called(name: str) -> EntryType:
    """The type of entry whose model has this name, in lower case; raise CommandError."""
    for entry_type in all_types():
        if entry_type.model._meta.model_name == name:
            return entry_type
    raise CommandError(f"There is no type of entry called {name}.")
