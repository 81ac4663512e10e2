"""Writing the content files: what the ledger or the workspace has, in the loader's format."""

from .entries import Entries, Exported, published, saved
from .files import ExportError, check_directory, contents, write

__all__ = [
    "Entries",
    "ExportError",
    "Exported",
    "check_directory",
    "contents",
    "published",
    "saved",
    "write",
]
