"""The files of an export: made in memory, tried on the loader, then written."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from inet3site.pages.loading import ContentError, read_plan
from inet3site.pages.loading.files import FOLDERS, files_in, model_of
from inet3site.publishing import snapshots

from .entries import Entries, Exported, ExportError
from .keys import KeyFinder
from .mappings import EntryMapper, Mapped
from .text import of_entry, of_list

ONE_EACH = frozenset({"policies", "initiatives", "pages"})
"""The types that have a folder, with a file for each entry."""

type Contents = dict[str, str]
"""The text of each file by its path, which has forward slashes."""

type Progress = Callable[[Entries], Iterable[Exported]]


def contents(entries: Entries, known: Mapping[UUID, str], *, progress: Progress = iter) -> Contents:
    """The files that hold exactly these entries; raise ExportError where no file can.

    `known` has natural keys that existing files give. `progress` passes the entries on while it
    shows how far they are.
    """
    if not entries:
        raise ExportError("Nothing is published.")
    slugs = {entry.key: entry.slug for entry in entries}
    finder = KeyFinder(known)
    mappings: dict[str, list[Mapped]] = defaultdict(list)
    for entry in progress(entries):
        mappings[_folder(entry)].append(EntryMapper(entry, slugs, finder).mapping())
    files = {path: text for folder in mappings for path, text in _files(folder, mappings[folder])}
    _prove(files, entries)
    return files


def check_directory(directory: Path, *, force: bool) -> None:
    """Raise ExportError where the files can't go; `force` lets them replace content files."""
    if directory.exists() and not directory.is_dir():
        raise ExportError(f"{directory} is no directory.")
    present = files_in(directory)
    for path in present:
        if model_of(path.relative_to(directory)) is None:
            raise ExportError(f"{path} is no content file, and would be taken for one.")
    if present and not force:
        raise ExportError(f"There are content files in {directory}; --force replaces them all.")


def write(files: Contents, directory: Path) -> None:
    """Write the files, and remove the content files that are not among them."""
    for path in files_in(directory):
        if path.relative_to(directory).as_posix() not in files:
            path.unlink()
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _folder(entry: Exported) -> str:
    return next(name for name, model in FOLDERS.items() if model is entry.entry_type.model)


def _files(folder: str, mappings: list[Mapped]) -> Iterator[tuple[str, str]]:
    if folder in ONE_EACH:
        yield from ((f"{folder}/{each['slug']}.yaml", of_entry(each)) for each in mappings)
    else:
        yield f"{folder}.yaml", of_list(mappings)


def _prove(files: Contents, entries: Entries) -> None:
    """Raise ExportError unless the loader reads the files as exactly these entries."""
    with TemporaryDirectory() as name:
        write(files, Path(name))
        try:
            found = {item.entry.pk: item.objects for item in read_plan(Path(name))}
        except ContentError as error:
            raise ExportError(f"{error}\nThe loader would refuse this.") from error
    for entry in entries:
        if found.get(entry.key) != [row for _i, row in snapshots.normalised(entry.objects)]:
            raise ExportError(f"The loader would not read “{entry.slug}” as it is.")
