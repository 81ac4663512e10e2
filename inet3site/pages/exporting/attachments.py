"""The files that stand beside exported content files."""

import re
from pathlib import Path

from django.apps import apps

from inet3site.pages.loading.attachments import FOLDER, path_of
from policies.files import attachments
from policies.models import Attachment

from .entries import Entries, ExportError

OWN_NAME = re.compile(r"[0-9a-f]{64}\.[a-z]+")


def stored_names(entries: Entries, directory: Path) -> dict[Path, str]:
    """Where each file of the entries goes, and the name under which it is stored.

    Raise ExportError where it is not stored.
    """
    found = {}
    for entry in entries:
        for row in entry.objects:
            if issubclass(apps.get_model(row["model"]), Attachment):
                fields = row["fields"]
                if not attachments().exists(fields["file"]):
                    raise ExportError(f"A file of “{entry.slug}” is not stored: {fields['file']}.")
                path = path_of(directory, fields["sha256"], fields["media_type"])
                found[path] = fields["file"]
    return found


def write_files(names: dict[Path, str], directory: Path) -> None:
    """Copy the files, and remove those of an earlier export that are not among them."""
    folder = directory / FOLDER
    for path in folder.glob("*"):
        if OWN_NAME.fullmatch(path.name) and path not in names:
            path.unlink()
    for path, name in names.items():
        folder.mkdir(exist_ok=True)
        with attachments().open(name) as stored:
            path.write_bytes(stored.read())
