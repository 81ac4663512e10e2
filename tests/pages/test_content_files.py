"""What `load_content` says of files that are wrong."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from inet3site.pages.loading import doubts, read_plan
from inet3site.pages.loading.files import FOLDERS
from inet3site.pages.management.commands.load_content import CONTENT_DIR
from inet3site.publishing.models import Edition, Revision
from inet3site.publishing.registry import all_types
from policies.models import Source

from .content_faults import FAULTS
from .content_files import write

pytestmark = pytest.mark.stores


def faults(directory: Path) -> list[str]:
    """The lines in which the command refuses the files; nothing is loaded."""
    with pytest.raises(CommandError) as refusal:
        call_command("load_content", path=directory, stdout=StringIO())
    assert refusal.value.returncode == 1
    assert not Source.objects.exists()
    assert not Revision.objects.exists()
    assert not Edition.objects.exists()
    *lines, closing = str(refusal.value).splitlines()
    assert closing.endswith("nothing was loaded.")
    return lines


@pytest.mark.parametrize(("changes", "fault"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_by_file_entry_and_field(tmp_path, changes, fault):
    assert fault in faults(write(tmp_path, **changes))


def test_all_faults_are_named_together(tmp_path):
    changes = {"sources": ("press", "hearsay"), "layers": ("number: 1", "number: 9")}
    found = faults(write(tmp_path, **changes))
    assert [line.partition(": ")[0] for line in found] == ["sources.yaml", "layers.yaml"]


@pytest.mark.parametrize("name", ["gadgets.yaml", "policies/a/b.yaml", "sources.yml"])
def test_a_file_in_the_wrong_place_is_refused(tmp_path, name):
    path = write(tmp_path) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("[]")
    assert faults(tmp_path)[0].startswith(f"{name}: A content file is NAME.yaml")


def test_a_directory_without_files_is_refused(tmp_path):
    assert faults(tmp_path) == [f"{tmp_path}: There are no content files here."]


@pytest.mark.parametrize("content", [b"", b"# nothing\n"])
def test_an_empty_file_is_refused(tmp_path, content):
    (write(tmp_path) / "layers.yaml").write_bytes(content)
    assert "layers.yaml: The file is empty." in faults(tmp_path)


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (write(tmp_path) / "layers.yaml").write_bytes(b"\xff\xfe\x00")
    assert faults(tmp_path)[0].startswith("layers.yaml: ")


def test_numbers_and_dates_stay_as_they_are_written(tmp_path):
    write(tmp_path, sources=("title: A report", "title: 2023-05-27\n  publisher: 007"))
    source = read_plan(tmp_path)[0].rows[0].instance
    assert (source.title, source.publisher) == ("2023-05-27", "007")


def test_texts_in_quotes_are_exact_and_blocks_are_trimmed(tmp_path):
    write(tmp_path, sources=("title: A report", 'title: " A\\n"\n  publisher: |\n    B\n\n'))
    source = read_plan(tmp_path)[0].rows[0].instance
    assert (source.title, source.publisher) == (" A\n", "B")


def test_a_text_that_is_not_known_in_one_language_is_said_to_be_empty(tmp_path):
    write(tmp_path, terms=("en: Metaverse}", 'en: ""}'))
    term = next(item.entry for item in read_plan(tmp_path) if item.entry.slug == "metaverse")
    assert (term.name_en, term.translation, term.translated_from) == ("", "none", "")


def test_the_sites_own_files_raise_no_doubts():
    plan = read_plan(CONTENT_DIR)
    assert not [str(doubt) for item in plan for doubt in doubts(item.entry_type, item.rows)]


def test_every_type_has_its_place():
    assert list(FOLDERS.values()) == [entry_type.model for entry_type in all_types()]
