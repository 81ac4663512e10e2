"""That entries of the content files may refer to each other in any order."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from inet3site.publishing.models import Edition
from inet3site.publishing.stores import live_store
from policies.models import Term

from .content_files import FILES

pytestmark = pytest.mark.stores

TERM = "- slug: {0}\n  name: {{zh: {0}, en: {0}}}\n"


def load_terms(directory: Path, **related: str) -> list[str]:
    """Load terms of these slugs, each with the terms that it names; return what came out."""
    texts = []
    for slug, others in related.items():
        relations = [f"    - {{kind: related, related_term: {each}}}\n" for each in others]
        texts.append(TERM.format(slug) + ("  relations:\n" if others else "") + "".join(relations))
    (directory / "terms.yaml").write_text("".join(texts), encoding="utf-8")
    call_command("load_content", path=directory, stdout=StringIO())
    slugs = Edition.objects.order_by("sequence").values_list("slug", flat=True)
    return list(slugs)


def test_what_is_referred_to_comes_first_so_that_one_edition_each_is_enough(tmp_path):
    assert load_terms(tmp_path, a="c", b="", c="de", d="", e="") == ["b", "d", "e", "c", "a"]
    with live_store():
        assert {str(each) for each in Term.objects.get(slug="c").relations.all()} == {
            "Related term: d",
            "Related term: e",
        }


def test_the_order_of_the_files_stays_where_nothing_speaks_against_it(tmp_path):
    assert load_terms(tmp_path, c="", a="c", b="a") == ["c", "a", "b"]


def test_in_a_circle_one_entry_comes_out_twice(tmp_path):
    assert sorted(load_terms(tmp_path, x="a", a="b", b="c", c="a")) == ["a", "b", "c", "c", "x"]
    with live_store():
        for slug, other in ("xa", "ab", "bc", "ca"):
            assert Term.objects.get(slug=slug).relations.get().related_term.slug == other


def test_what_is_within_another_comes_after_it(tmp_path):
    text = FILES["milestones.yaml"].replace("  initiative: fund\n  hosts: [bureau]\n", "")
    part = text.replace("opening", "session") + "  part_of: opening\n"
    (tmp_path / "milestones.yaml").write_text(part + text, encoding="utf-8")
    call_command("load_content", path=tmp_path, stdout=StringIO())
    assert list(Edition.objects.values_list("slug", flat=True)) == ["opening", "session"]


def test_a_later_run_publishes_new_entries_before_what_now_names_them(tmp_path):
    load_terms(tmp_path, a="")
    assert load_terms(tmp_path, a="b", b="") == ["a", "b", "a"]
