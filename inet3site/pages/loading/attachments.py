"""The files beside the content files: each is stored under the name that its row gives."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from policies.files import MediaType, attachments, media_type_of
from policies.models import Attachment

from .places import Problems
from .plan import Item
from .rows import Row

FOLDER = "files"
"""Where files stand in a directory of content files, each named after what it holds."""


def path_of(directory: Path, digest: str, media_type: str) -> Path:
    """Where the file with this SHA-256 (hexadecimal) stands in a directory of content files."""
    return directory / FOLDER / f"{digest}{MediaType(media_type).suffix}"


def store_files(items: Iterable[Item], directory: Path) -> None:
    """Store all files of the items, or raise ContentError and store none."""
    problems = Problems()
    rows = [row for item in items for row in item.rows if isinstance(row.instance, Attachment)]
    for row in rows:
        _check(row, _path(row, directory), problems)
    problems.refuse()
    for row in rows:
        name = row.instance.file.name
        if not attachments().exists(name):
            attachments().save(name, ContentFile(_path(row, directory).read_bytes()))


def _path(row: Row, directory: Path) -> Path:
    return path_of(directory, row.instance.sha256, row.instance.media_type)


def _check(row: Row, path: Path, problems: Problems) -> None:
    """Check that a file is what its row says, and what is stored already."""
    if not path.is_file():
        problems.add(row.place.at("sha256"), f"There is no file {FOLDER}/{path.name}.")
        return
    content = path.read_bytes()
    for name, fact in _facts(content).items():
        if getattr(row.instance, name) != fact:
            problems.add(row.place.at(name), f"Of {FOLDER}/{path.name} this is {fact}.")
    if _is_taken(row.instance.file.name, content):
        problems.add(row.place.at("file"), "Another file is stored under this name.")


def _facts(content: bytes) -> dict[str, object]:
    try:
        kind = str(media_type_of(content))
    except ValidationError as error:
        kind = f"nothing that may be attached: {' '.join(error.messages)}"
    return {"media_type": kind, "size": len(content), "sha256": sha256(content).hexdigest()}


def _is_taken(name: str, content: bytes) -> bool:
    if not attachments().exists(name):
        return False
    with attachments().open(name) as stored:
        return stored.read() != content
