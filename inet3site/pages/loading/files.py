"""Reading the content files: YAML, one type of entry a file or a folder."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

import yaml

from districts.models import District, Initiative, Milestone
from inet3site.pages.models import SitePage
from inet3site.publishing.models import Entry
from policies.models import Layer, Organisation, Policy, Source, Technology, Term

from .places import Place, Problems

FOLDERS: dict[str, type[Entry]] = {
    "sources": Source,
    "organisations": Organisation,
    "layers": Layer,
    "technologies": Technology,
    "terms": Term,
    "policies": Policy,
    "districts": District,
    "initiatives": Initiative,
    "milestones": Milestone,
    "pages": SitePage,
}
"""The folder or file of each type, in the order of loading: what others require comes first."""

BLOCK_STYLES = ("|", ">")


@dataclass(frozen=True)
class Document:
    """One entry as its file has it; `stem` is the file's name where the entry has its own file."""

    place: Place
    model: type[Entry]
    data: dict[str, Any]
    stem: str = ""


class ContentLoader(yaml.SafeLoader):
    """YAML in which dates and numbers stay text, and no key stands twice in a mapping.

    A text in quotes is exactly what stands there; a block loses the white space around it.
    """

    yaml_implicit_resolvers: dict = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        seen = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"“{key.value}” stands twice", problem_mark=key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)

    def construct_scalar(self, node: yaml.ScalarNode | yaml.MappingNode) -> Any:
        value = super().construct_scalar(node)
        is_block = isinstance(node, yaml.ScalarNode) and node.style in BLOCK_STYLES
        return value.strip() if is_block else value


ContentLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf")
)
ContentLoader.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile("^(?:~|null|)$"), ["~", "n", ""]
)


def files_in(directory: Path) -> list[Path]:
    """The files under `directory` that hold YAML, whether in a place of content files or not."""
    return sorted(path for path in directory.rglob("*") if path.suffix in (".yaml", ".yml"))


def model_of(relative: PurePath) -> type[Entry] | None:
    """The type whose entries a file holds, by its place; None where no content file may stand."""
    if len(relative.parts) > 2 or relative.suffix != ".yaml":
        return None
    return FOLDERS.get(relative.with_suffix("").parts[0])


def read(directory: Path, problems: Problems) -> list[Document]:
    """Every entry of the files under `directory`, in the order of loading."""
    paths = files_in(directory)
    if not paths:
        problems.add(Place(str(directory)), "There are no content files here.")
    documents = [document for path in paths for document in _of_file(directory, path, problems)]
    order = list(FOLDERS.values())
    return sorted(documents, key=lambda document: order.index(document.model))


def _of_file(directory: Path, path: Path, problems: Problems) -> Iterator[Document]:
    relative = path.relative_to(directory)
    place = Place(relative.as_posix())
    model = model_of(relative)
    if model is None:
        names = ", ".join(FOLDERS)
        problems.add(place, f"A content file is NAME.yaml or NAME/SLUG.yaml, NAME one of: {names}.")
        return
    stem = path.stem if len(relative.parts) == 2 else ""
    content = _parse(path, place, problems)
    for number, data in enumerate([content] if stem else _entries(content, place, problems), 1):
        if isinstance(data, dict):
            name = str(data.get("slug") or stem or f"entry {number}")
            yield Document(Place(place.file, name), model, data, stem)
        elif data is not None:
            problems.add(Place(place.file, stem or f"entry {number}"), "An entry is a mapping.")


def _entries(content: Any, place: Place, problems: Problems) -> list:
    if isinstance(content, list):
        return content
    if content is not None:
        problems.add(place, "This file is a list of entries: each begins with “- slug: …”.")
    return []


def _parse(path: Path, place: Place, problems: Problems) -> Any:
    """What the file says; None, and a problem, where it can't be read."""
    loader = None
    try:
        loader = ContentLoader(path.read_bytes())
        content = loader.get_single_data()
    except yaml.YAMLError as error:
        problems.add(place, _explain(error))
        return None
    finally:
        if loader:
            loader.dispose()
    if content is None:
        problems.add(place, "The file is empty.")
    return content


def _explain(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or " ".join(str(error).split())
    return f"line {mark.line + 1}, column {mark.column + 1}: {what}" if mark else what
