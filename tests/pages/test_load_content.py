"""What `load_content` publishes, and what it leaves alone."""

from io import StringIO
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from inet3site.publishing import ledger, projector
from inet3site.publishing.models import Edition, Revision, content_key
from inet3site.publishing.projector import ProjectionError
from inet3site.publishing.stores import live_store
from policies.models import Organisation, Policy, Provision, Section, Source, Technology

from .content_files import FILES, write

pytestmark = pytest.mark.stores


def load(directory: Path, **options: object) -> list[str]:
    """The lines that the command writes."""
    output = StringIO()
    call_command("load_content", path=directory, stdout=output, **options)
    return output.getvalue().splitlines()


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("editor")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Files that are loaded already."""
    load(write(tmp_path))
    return tmp_path


def notes() -> tuple[bool, str, str]:
    """Whether the last edition is major, and its change note."""
    edition = Edition.objects.latest("sequence")
    return edition.major, edition.change_note_zh, edition.change_note_en


def test_everything_is_published_with_its_parts_and_links(tmp_path):
    assert load(write(tmp_path)) == [f"published {len(FILES)}, unchanged 0, kept 0"]
    with live_store():
        plan = Policy.objects.get(slug="plan")
        assert [section.identifier for section in plan.sections.all()] == ["s-1", "s-1-1"]
        assert plan.sections.get(parent__identifier="s-1").identifier == "s-1-1"
        goal = plan.provisions.get()
        assert str(goal.section).startswith("s-1 ")
        assert goal.technologies.get().layers.get().slug == "base"
        assert goal.citations.get().quote == "a benchmark"
        assert plan.initiatives.get().commitments.get().amount == 100


def test_keys_are_the_same_in_each_installation(files):
    assert Policy.objects.get().pk == content_key("policies.policy", "plan")
    assert Section.objects.filter(pk=content_key("policies.section", "plan/s-1")).exists()
    assert Provision.objects.get().citations.get().pk == content_key(
        "policies.policycitation", "plan/goal/news"
    )
    assert Source.objects.get().pk == UUID("36720e89-1946-5869-9764-b09d6966fc90")


def test_a_second_run_publishes_nothing(files):
    count = Revision.objects.count()
    assert load(files) == [f"published 0, unchanged {len(FILES)}, kept 0"]
    assert Revision.objects.count() == count
    assert Edition.objects.count() == len(FILES)


def test_a_changed_file_publishes_a_minor_edition(files):
    write(files, organisations=("en: Bureau", "en: The Bureau"))
    assert load(files) == [f"published 1, unchanged {len(FILES) - 1}, kept 0"]
    assert notes() == (False, "内容文件更新。", "Content files updated.")
    with live_store():
        assert Organisation.objects.get().name_en == "The Bureau"


def test_a_changed_major_field_publishes_a_major_edition_with_its_note(files):
    note = "kind: plan\nchange_note: {zh: 更正年份。, en: Year corrected.}"
    text = FILES["policies/plan.yaml"].replace("kind: plan", note).replace("2023\n", "2024\n")
    (files / "policies/plan.yaml").write_text(text, encoding="utf-8")
    load(files)
    assert notes() == (True, "更正年份。", "Year corrected.")


def test_parts_that_leave_the_file_leave_the_entry(files):
    section = "  - identifier: s-1-1\n    parent: s-1\n    heading: {zh: 细目, en: Detail}\n"
    load(write(files, plan=(section, "")))
    with live_store():
        assert Section.objects.get().identifier == "s-1"


def test_links_that_leave_the_file_leave_the_entry(files):
    load(write(files, technologies=("  layers: [base]\n", "")))
    with live_store():
        assert not Technology.objects.get().layers.exists()


def test_a_renamed_entry_keeps_its_key(files):
    before = Organisation.objects.get().pk
    load(
        write(
            files,
            organisations=("slug: bureau", "slug: office\n  key: bureau"),
            plan=("organisation: bureau", "key: bureau\n    organisation: office"),
            milestones=("hosts: [bureau]", "hosts: [office]"),
        )
    )
    with live_store():
        assert Organisation.objects.get().pk == before
        assert Organisation.objects.get().slug == "office"


def test_what_an_editor_changed_is_kept(files, editor):
    bureau = Organisation.objects.get()
    bureau.name_en = "Office"
    bureau.save()
    ledger.revise(bureau, by=editor)
    write(files, organisations=("en: Bureau", "en: The Bureau"))
    assert load(files) == [
        "kept organisations.yaml: bureau: an editor changed it",
        f"published 0, unchanged {len(FILES) - 1}, kept 1",
    ]
    assert Organisation.objects.get().name_en == "Office"


def test_what_an_editor_withdrew_stays_withdrawn(files, editor):
    ledger.withdraw(Technology.objects.get(), by=editor)
    assert load(files)[0] == "kept technologies.yaml: chips: it was withdrawn"
    projector.catch_up()
    with live_store():
        assert not Technology.objects.exists()


def test_what_an_editor_published_again_is_kept(files, editor):
    chips = Technology.objects.get()
    ledger.withdraw(chips, by=editor)
    ledger.publish(chips, by=editor)
    write(files, technologies=("en: Chips", "en: Computing chips"))
    assert load(files)[0] == "kept technologies.yaml: chips: an editor published it"


def test_what_only_mentions_an_editors_entry_is_still_the_loaders(files, editor):
    ledger.withdraw(Technology.objects.get(), by=editor)
    assert Edition.objects.filter(entry_type="policies.policy").latest("sequence").by == editor
    write(files, plan=("en: Goal", "en: Aim"))
    assert load(files)[-1] == f"published 1, unchanged {len(FILES) - 2}, kept 1"


def test_an_address_that_an_editor_used_is_a_fault(tmp_path):
    Source.objects.create(slug="news", kind="press", title="Another", language="en")
    with pytest.raises(CommandError, match=r"sources.yaml: news: slug: In the workspace: .*exists"):
        load(write(tmp_path))
    assert not Edition.objects.exists()
    assert Source.objects.count() == 1


def test_a_reference_to_what_an_editor_withdrew_is_a_fault(files, editor):
    text = FILES["initiatives/fund.yaml"].replace("slug: fund", "slug: second")
    ledger.withdraw(Policy.objects.get().initiatives.get(), by=editor)
    ledger.withdraw(Policy.objects.get().initiatives.get().district, by=editor)
    (files / "initiatives/second.yaml").write_text(text, encoding="utf-8")
    count = Revision.objects.count()
    with pytest.raises(CommandError, match="second.yaml: second: district: .* published first"):
        load(files)
    assert Revision.objects.count() == count


def test_a_projection_that_fails_is_told(tmp_path):
    failure = patch.object(projector, "catch_up", side_effect=ProjectionError("Disk full."))
    with failure, pytest.raises(CommandError, match=r"published, but not public yet. Disk full."):
        load(write(tmp_path))
    assert Edition.objects.count() == len(FILES)


def test_it_can_be_quiet(tmp_path):
    assert load(write(tmp_path), verbosity=0) == []


def test_a_citation_of_an_unknown_field_is_loaded_but_doubted(tmp_path):
    errors = StringIO()
    load(write(tmp_path, plan=("field: text", "field: texts")), stderr=errors)
    assert errors.getvalue() == (
        "doubtful: policies/plan.yaml: plan: provisions.goal.citations.news.field:"
        " “texts” is nothing to cite. Is it “text”?\n"
    )


def test_english_is_unofficial_and_follows_the_chinese_unless_the_file_says_more(tmp_path):
    load(write(tmp_path, organisations=("en: Bureau}", "en: Bureau}\n  translation: official")))
    plan, bureau = Policy.objects.get(), Organisation.objects.get()
    assert (plan.translation, plan.is_stale) == ("unofficial", False)
    assert (bureau.translation, bureau.is_stale) == ("official", False)
    assert Provision.objects.get().translation == "unofficial"


def test_english_that_is_made_from_older_chinese_is_stale(tmp_path):
    old = f"en: Bureau}}\n  translation: machine\n  translated_from: {'0' * 64}"
    load(write(tmp_path, organisations=("en: Bureau}", old)))
    assert Organisation.objects.get().is_stale


def test_an_id_that_another_entry_has_in_the_workspace_is_a_fault(files):
    section = Section.objects.get(identifier="s-1")
    text = FILES["policies/plan.yaml"].replace("slug: plan", "slug: second")
    text = text.replace("- identifier: s-1\n", f"- id: {section.pk}\n    identifier: s-1\n")
    (files / "policies/plan.yaml").unlink()
    (files / "policies/second.yaml").write_text(text, encoding="utf-8")
    (files / "initiatives/fund.yaml").unlink()
    (files / "milestones.yaml").unlink()
    (files / "pages/home.yaml").unlink()
    with pytest.raises(CommandError, match=r"sections.*id: In the workspace: another entry has"):
        load(files)


def test_what_an_editor_published_as_the_file_has_it_is_unchanged(files, editor):
    chips = Technology.objects.get()
    ledger.withdraw(chips, by=editor)
    ledger.publish(chips, by=editor)
    assert load(files) == [f"published 0, unchanged {len(FILES)}, kept 0"]
