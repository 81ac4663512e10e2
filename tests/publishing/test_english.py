"""What the desk notes of the English: who made it, and whether it still follows the Chinese."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from policies.models import Section, Term
from tests import factories as make
from tests.admin_forms import change_url, submit

pytestmark = pytest.mark.stores


def translated(**fields: Any) -> Term:
    term = Term(slug="metaverse", name_zh="元宇宙", name_en="Metaverse", **fields)
    term.mark_translated()
    term.save()
    return term


def after(term: Term) -> Term:
    term.refresh_from_db()
    return term


def test_new_english_is_of_the_present_chinese(desk: Client) -> None:
    url = reverse("admin:policies_term_add")
    submit(desk, url, slug="chain", name_zh="区块链", name_en="Blockchain")
    term = Term.objects.get()
    assert (term.translation, term.is_stale) == ("unofficial", False)
    assert term.translated_from


def test_changed_chinese_alone_leaves_the_english_stale(desk: Client) -> None:
    term = translated()
    submit(desk, change_url(term), name_zh="元宇宙（新）")
    assert after(term).is_stale
    page = desk.get(change_url(term)).content.decode()
    assert "The Chinese has changed since this English was made" in page
    assert "Mend the English, or tick this if it still holds." in page


@pytest.mark.parametrize("mend", [{"english_follows": "on"}, {"name_en": "The metaverse"}])
def test_the_box_or_new_english_makes_it_follow_again(desk: Client, mend: dict[str, str]) -> None:
    term = translated()
    submit(desk, change_url(term), name_zh="元宇宙（新）")
    submit(desk, change_url(term), **mend)
    assert not after(term).is_stale


def test_both_changed_at_once_belong_together(desk: Client) -> None:
    term = translated()
    submit(desk, change_url(term), name_zh="元", name_en="Meta")
    assert not after(term).is_stale


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"translation": "none"}, "unofficial"),
        ({"translation": "machine"}, "machine"),
        ({"name_en": ""}, "none"),
        ({"name_en": "", "translation": "official", "english_follows": "on"}, "none"),
    ],
)
def test_the_status_agrees_with_the_text(desk: Client, values: dict[str, str], status: str) -> None:
    term = translated()
    assert submit(desk, change_url(term), **values).status_code == 302
    assert after(term).translation == status
    assert bool(term.translated_from) == (status != "none")


def test_a_status_without_english_is_none(desk: Client) -> None:
    url = reverse("admin:policies_term_add")
    submit(desk, url, slug="chain", name_zh="区块链", translation="official")
    assert Term.objects.get().translation == "none"


def test_a_stale_row_shows_in_the_form_and_in_the_list(desk: Client) -> None:
    policy = make.make_policy()
    section = Section(policy=policy, identifier="s-1", heading_zh="旧", heading_en="Old")
    section.mark_translated()
    section.save()
    submit(desk, change_url(policy), **{"sections-0-heading_zh": "新"})
    section.refresh_from_db()
    assert section.is_stale
    page = desk.get(change_url(policy)).content.decode()
    assert '<a href="#sections-0">Section: s-1 Old</a>' in page
    url = reverse("admin:policies_policy_changelist")
    assert "state-stale" in desk.get(url).content.decode()
    other = make.make_policy(slug="other", translation="machine", translated_from="0" * 64)
    other.mark_translated()
    other.save()
    for value, found in (("stale", {policy}), ("machine", {other})):
        response = desk.get(url, {"english": value})
        assert set(response.context["cl"].result_list) == found
