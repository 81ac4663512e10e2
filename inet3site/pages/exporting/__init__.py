"""Writing the content files: what the ledger or the workspace has, in the loader's format."""

from .attachments import stored_names, write_files
from .entries import Entries, Exported, ExportError, published, saved
from .files import check_directory, contents, write

__all__ = [
    "Entries",
    "ExportError",
    "Exported",
    "check_directory",
    "contents",
    "published",
    "saved",
    "stored_names",
    "write",
    "write_files",
]
