"""What `export_content` writes, and where."""

import shutil
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError

from inet3site.publishing import ledger
from inet3site.publishing.models import Edition, Revision
from inet3site.publishing.states import State, state_of
from policies.models import Organisation, Policy, Provision, Section, Technology, Term
from tests.factories import make_organisation, make_provision, make_section, make_term

from .content_files import FILES, write
from .installations import digests, installation, run, texts

pytestmark = pytest.mark.stores


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("editor")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The directory to export to, after the small set of files has been loaded."""
    run("load_content", write(tmp_path / "in"))
    return tmp_path / "out"


def export(directory: Path, **options: object) -> dict[str, str]:
    """The files that the command writes."""
    run("export_content", directory, **options)
    return texts(directory)


def refusal(directory: Path, **options: object) -> str:
    """Why the command writes nothing."""
    with pytest.raises(CommandError) as error:
        run("export_content", directory, **options)
    assert error.value.returncode == 1
    assert str(error.value).endswith("Nothing was exported.")
    return str(error.value)


def test_the_files_are_as_people_write_them(out):
    files = export(out)
    assert set(files) == set(FILES)
    assert files["districts.yaml"] == (
        "- slug: chaoyang\n  code: 110105\n  name: {zh: 朝阳区, en: Chaoyang}\n"
    )
    assert files["pages/home.yaml"].startswith(
        "slug: home\ntitle: {zh: 首页, en: Home}\n"
        "body:\n  zh: |-\n    第一段。\n\n    第二段。\n"
        "  en: |-\n    One.\n\n    Two.\n\nfigures:\n"
    )
    assert "citations:\n  - source: news\n" in files["policies/plan.yaml"]
    assert (
        "sections:\n  - identifier: s-1\n    heading: {zh: 目标, en: Goal}\n"
        in (files["policies/plan.yaml"])
    )


def test_it_counts_what_it_wrote_or_is_quiet(out):
    count = len(FILES)
    assert run("export_content", out) == f"exported {count} entries to {count} files\n"
    assert run("export_content", out, force=True, verbosity=0) == ""


def test_a_round_trip_changes_nothing(out):
    before, editions, revisions = digests(), Edition.objects.count(), Revision.objects.count()
    export(out)
    assert run("load_content", out) == f"published 0, unchanged {len(FILES)}, kept 0\n"
    assert (Edition.objects.count(), Revision.objects.count()) == (editions, revisions)
    assert digests() == before


def test_another_installation_gets_the_same(tmp_path):
    with installation():
        run("load_content", write(tmp_path / "in"))
        before, files = digests(), export(tmp_path / "out")
    with installation():
        run("load_content", tmp_path / "out")
        assert digests() == before
        assert export(tmp_path / "again") == files


def test_a_key_that_a_file_gave_is_found_in_the_files_that_are_replaced(out):
    assert "id: " in export(out)["policies/plan.yaml"]
    shutil.rmtree(out)
    shutil.copytree(out.parent / "in", out)
    assert "provisions:\n  - key: goal\n" in export(out, force=True)["policies/plan.yaml"]


def test_what_was_made_at_the_desk_has_its_id_written_out(out, editor):
    plan = Policy.objects.get()
    section = make_section(policy=plan, identifier="s-2", position=7)
    provision = make_provision(policy=plan, section=section)
    body = make_organisation(slug="body")
    for entry in (body, plan):
        ledger.revise(entry, by=editor)
        ledger.publish(entry, by=editor, major=True, note_zh="更新。")
    before, files = digests(), export(out)
    assert f"- slug: body\n  id: {body.pk}\n" in files["organisations.yaml"]
    assert f"  - id: {section.pk}\n    identifier: s-2\n" in files["policies/plan.yaml"]
    assert "    position: 7\n" in files["policies/plan.yaml"]
    assert (
        f"  - id: {provision.pk}\n    kind: measure\n    section: s-2\n"
        in (files["policies/plan.yaml"])
    )
    assert run("load_content", out) == f"published 0, unchanged {len(FILES) + 1}, kept 0\n"
    assert digests() == before


def test_an_entry_that_was_renamed_at_the_desk_keeps_its_key(out, editor):
    plan = Policy.objects.get()
    plan.slug = "new-plan"
    plan.save()
    ledger.revise(plan, by=editor)
    ledger.publish(plan, by=editor)
    files = export(out)
    assert files["policies/new-plan.yaml"].startswith("slug: new-plan\nkey: plan\nkind: plan\n")
    assert "policies: [new-plan]\n" in files["initiatives/fund.yaml"]
    assert "  - identifier: s-1\n" in files["policies/new-plan.yaml"]


def test_what_is_not_published_is_left_out(out, editor):
    bureau = Organisation.objects.get()
    bureau.name_en = "Office"
    bureau.save()
    make_organisation(slug="draft")
    ledger.revise(bureau, by=editor)
    assert export(out)["organisations.yaml"] == FILES["organisations.yaml"].lstrip()
    assert run("load_content", out).startswith(f"published 0, unchanged {len(FILES)}")
    assert state_of(bureau) == State.CHANGED


def test_what_is_withdrawn_is_left_out_with_its_mentions(out, editor):
    ledger.withdraw(Technology.objects.get(), by=editor)
    files = export(out)
    assert "technologies.yaml" not in files
    assert "chips" not in files["policies/plan.yaml"]
    assert run("load_content", out) == f"published 0, unchanged {len(FILES) - 1}, kept 0\n"
    assert Provision.objects.get().technologies.exists()


def test_drafts_are_written_when_asked_for(out, editor):
    bureau = Organisation.objects.get()
    bureau.name_en = "Office"
    bureau.save()
    draft = make_term(slug="draft")
    ledger.withdraw(Technology.objects.get(), by=editor)
    files = export(out, drafts=True)
    assert "en: Office" in files["organisations.yaml"]
    assert f"- slug: draft\n  id: {draft.pk}\n" in files["terms.yaml"]
    assert "technologies.yaml" not in files
    assert "chips" not in files["policies/plan.yaml"]


def test_a_draft_that_could_not_be_loaded_is_named(out):
    Term.objects.create(slug="nameless")
    assert "terms.yaml: nameless: name.zh: This text is needed." in refusal(out, drafts=True)
    assert not out.exists()


def test_a_draft_that_needs_what_is_withdrawn_is_named(out, editor):
    fund = Policy.objects.get().initiatives.get()
    for entry in (*fund.milestones.all(), fund, fund.district):
        ledger.withdraw(entry, by=editor)
    fund.pk, fund.slug = "01234567-89ab-cdef-0123-456789abcdef", "second"
    fund.save(force_insert=True)
    assert "“second” needs “chaoyang”, which is withdrawn." in refusal(out, drafts=True)


def test_one_language_alone_is_written_as_such(out, editor):
    bureau = Organisation.objects.get()
    bureau.description_zh = "简介"
    bureau.save()
    ledger.revise(bureau, by=editor)
    ledger.publish(bureau, by=editor)
    assert "description: {zh: 简介, en: ''}\n" in export(out)["organisations.yaml"]


def test_a_translation_says_no_more_than_it_must(out, editor):
    bureau, term = Organisation.objects.get(), Term.objects.get()
    before = bureau.translated_from
    bureau.name_zh, term.translation = "新局", "official"
    for entry in (bureau, term):
        entry.save()
        ledger.revise(entry, by=editor)
        ledger.publish(entry, by=editor)
    files = export(out)
    assert files["terms.yaml"].endswith(
        "name: {zh: 元宇宙, en: Metaverse}\n  translation: official\n"
    )
    assert files["organisations.yaml"].endswith(
        f"  translation: unofficial\n  translated_from: {before}\n"
    )
    assert all("translat" not in files[name] for name in ("districts.yaml", "policies/plan.yaml"))


def test_content_files_are_replaced_only_by_force(out):
    files = export(out)
    (out / "policies/plan.yaml").rename(out / "policies/other.yaml")
    (out / "README.md").write_text("Kept.")
    assert f"There are content files in {out}; --force" in refusal(out)
    assert export(out, force=True) == files
    assert (out / "README.md").read_text() == "Kept."


def test_other_peoples_files_are_never_touched(out):
    (out / "roles").mkdir(parents=True)
    (out / "roles/main.yaml").write_text("a: b")
    assert "main.yaml is no content file" in refusal(out, force=True)
    assert texts(out) == {"roles/main.yaml": "a: b"}


def test_a_directory_that_can_not_be_written_to_is_named(out):
    out.write_text("a file")
    assert f"{out} is no directory." in refusal(out)
    assert "out/below" in refusal(out / "below")


def test_without_anything_published_there_is_nothing_to_export(tmp_path):
    assert refusal(tmp_path / "out").startswith("Nothing is published.")


def test_sections_keep_their_order_and_what_they_are_within(out, editor):
    plan = Policy.objects.get()
    Section.objects.filter(identifier="s-1").update(position=5)
    ledger.revise(plan, by=editor)
    ledger.publish(plan, by=editor)
    before = digests()
    text = export(out)["policies/plan.yaml"]
    assert text.index("identifier: s-1-1\n") < text.index("identifier: s-1\n")
    assert run("load_content", out).startswith("published 0, ")
    assert digests() == before
