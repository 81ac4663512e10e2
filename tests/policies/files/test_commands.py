"""Files in the content files, and the files that nothing names."""

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import Storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from inet3site.publishing import ledger, projector
from policies.management.commands import prune_files
from policies.models import Policy, PolicyAttachment, SourceAttachment
from tests import factories as make
from tests.attached import PDF, SHA256, a_pdf, pdf, stored
from tests.pages.installations import digests, installation, run

pytestmark = pytest.mark.stores

OTHER = pdf(pages=2)


@pytest.fixture
def policy() -> Policy:
    """A published policy with a file."""
    policy = make.make_policy(slug="plan")
    make.make_attachment(policy=policy)
    ledger.revise(policy)
    ledger.publish(policy)
    return policy


def prune(*arguments: str) -> list[str]:
    output = StringIO()
    call_command("prune_files", *arguments, stdout=output)
    return output.getvalue().splitlines()


def names(storage: Storage) -> set[str]:
    return set(storage.listdir("")[1])


class TestPruning:
    """Only what no revision, no edition and no draft names is deleted."""

    @pytest.fixture(autouse=True)
    def old(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """All that is stored counts as old."""
        monkeypatch.setattr(prune_files, "YOUNGEST", timedelta(days=-1))

    def test_an_orphan_goes_and_a_dry_run_only_lists_it(self, storage: Storage) -> None:
        orphan = stored(f"{1:032}.pdf")
        assert prune("--dry-run") == [orphan, "would delete 1 files"]
        assert names(storage) == {orphan}
        assert prune() == [orphan, "deleted 1 files"]
        assert names(storage) == set()

    def test_what_was_replaced_or_removed_is_kept(self, policy: Policy, storage: Storage) -> None:
        PolicyAttachment.objects.update(**a_pdf(OTHER))
        ledger.revise(policy)
        PolicyAttachment.objects.all().delete()
        ledger.revise(policy)
        make.make_source_attachment(source=make.make_source())
        assert len(names(storage)) == 3
        assert prune() == ["deleted 0 files"]
        assert len(names(storage)) == 3

    def test_other_files_in_the_storage_are_not_ours(self, storage: Storage) -> None:
        stored("notes.txt")
        assert prune() == ["deleted 0 files"]
        assert names(storage) == {"notes.txt"}


def test_what_has_just_arrived_is_not_pruned(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(f"{1:032}.pdf")
    assert prune() == ["deleted 0 files"]
    later = timezone.now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert prune()[-1] == "deleted 1 files"


class TestContentFiles:
    """An export carries the files beside the content files, and a load brings them back."""

    @pytest.fixture
    def exported(self, tmp_path: Path, storage: Storage) -> Any:
        """An export of a policy with a file and of a source with one, and its digests."""
        with installation():
            policy, source = make.make_policy(slug="plan"), make.make_source(slug="report")
            make.make_attachment(policy=policy, title_en="")
            make.make_source_attachment(source=source, **a_pdf(OTHER, "copy.pdf"))
            for entry in (source, policy):
                ledger.publish(entry)
            run("export_content", tmp_path)
            before = digests()
        for name in names(storage):
            storage.delete(name)
        return tmp_path, before

    def test_files_are_named_after_what_they_hold(self, exported: Any) -> None:
        directory, _digests = exported
        files = {path.name: path.read_bytes() for path in (directory / "files").iterdir()}
        assert files[f"{SHA256}.pdf"] == PDF
        assert set(files.values()) == {PDF, OTHER}

    def test_a_load_elsewhere_makes_the_same(self, exported: Any) -> None:
        directory, before = exported
        with installation():
            run("load_content", directory)
            assert digests() == before
            with PolicyAttachment.objects.get().file.open() as content:
                assert content.read() == PDF
            with SourceAttachment.objects.get().file.open() as content:
                assert content.read() == OTHER
            projector.catch_up()
            assert run("load_content", directory).endswith("published 0, unchanged 2, kept 0\n")

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            (lambda path: path.unlink(), "There is no file files/"),
            (lambda path: path.write_bytes(b"<svg/>"), "nothing that may be attached"),
            (lambda path: path.write_bytes(pdf(pages=3)), "this is"),
        ],
    )
    def test_a_file_that_is_not_what_its_row_says_stops_the_load(
        self, exported: Any, storage: Storage, change: Any, message: str
    ) -> None:
        directory, _before = exported
        change(directory / "files" / f"{SHA256}.pdf")
        with installation():
            with pytest.raises(CommandError, match=message):
                run("load_content", directory)
            assert not Policy.objects.exists()
        assert names(storage) == set()

    def test_no_name_leads_out_of_the_storage(self, exported: Any) -> None:
        directory, _before = exported
        path = directory / "policies" / "plan.yaml"
        text = path.read_text()
        line = next(each for each in text.splitlines() if " file: " in each)
        path.write_text(text.replace(line, f"{line.partition('file:')[0]}file: ../../evil.pdf"))
        with installation(), pytest.raises(CommandError, match="no name of a stored file"):
            run("load_content", directory)

    def test_a_later_export_takes_old_files_away(self, exported: Any) -> None:
        directory, _before = exported
        with installation():
            ledger.publish(make.make_source())
            run("export_content", directory, force=True)
        assert list((directory / "files").iterdir()) == []

    def test_an_export_without_the_stored_file_writes_nothing(
        self, tmp_path: Path, storage: Storage
    ) -> None:
        with installation():
            policy = make.make_policy(slug="plan")
            row = make.make_attachment(policy=policy)
            ledger.publish(policy)
            storage.delete(str(row.file.name))
            with pytest.raises(CommandError, match="is not stored"):
                run("export_content", tmp_path)
        assert list(tmp_path.iterdir()) == []
