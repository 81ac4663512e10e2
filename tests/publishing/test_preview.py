"""Previews: a draft shown as its public page, of which nothing stays."""

import re
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.db import connections
from django.template.response import TemplateResponse
from django.test import Client, RequestFactory

from inet3site.publishing import cache, ledger, preview, projector, verification
from inet3site.publishing.blockers import Blocked
from inet3site.publishing.models import Applied, Entry, PublicEdition, Revision
from inet3site.publishing.projector import ProjectionError
from inet3site.publishing.registry import all_types
from inet3site.publishing.stores import StoreError, live_store, public_store
from inet3site.search.finding import find
from policies.models import Policy
from tests import factories as make
from tests.builders import build_all
from tests.pages.reading import LANGUAGES, words
from tests.publishing.previews import draft, preview_url

TYPES = [entry_type.name for entry_type in all_types()]


FILE_AT_DESK = re.compile(r"/admin/policies/\w+/[^/]+/files/([^/]+)/\d+/")
"""Where the editor has a file that is not public yet."""


def main_of(html: str) -> str:
    """The main part of a page."""
    found = re.search(r"<main.*?</main>", html, re.DOTALL)
    assert found
    return found.group()


def live_state() -> list[Any]:
    """All rows of the live store."""
    with live_store():
        models = [model for entry_type in all_types() for model in entry_type.models]
        content = [sorted(map(repr, m._base_manager.values_list())) for m in models]
        return [*content, *Applied.objects.values_list(), *PublicEdition.objects.values_list()]


def publish(entry: Entry) -> None:
    ledger.revise(entry)
    ledger.publish(entry, major=True, note_zh="改")
    projector.catch_up()


def revision_of(entry: Entry) -> Revision:
    revision = ledger.latest_revision(entry)
    assert revision
    return revision


@pytest.fixture
def kept(settings: Any) -> Iterator[None]:
    """A cache of answers that keeps what it may."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {**settings.CACHES, cache.ALIAS: {"BACKEND": backend, "LOCATION": "preview"}}
    caches[cache.ALIAS].clear()
    yield
    caches[cache.ALIAS].clear()


@pytest.mark.stores
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", range(len(TYPES)), ids=TYPES)
def test_a_preview_is_what_publishing_shows(desk: Client, number: int, language: str) -> None:
    earlier = build_all("Public", number=1)
    for entry in earlier.values():
        publish(entry)
    entries = build_all("Draft", number=2, targets=earlier)
    entry = list(entries.values())[number]
    ledger.revise(entry)
    before = live_state()
    shown = desk.get(preview_url(entry, language))
    assert live_state() == before
    assert shown.status_code == 200
    publish(entry)
    public = Client().get(f"/{language}" + entry.get_absolute_url().removeprefix("/en"))
    main = FILE_AT_DESK.sub(r"/files/\1/", main_of(shown.content.decode()))
    assert main == main_of(public.content.decode())


@pytest.mark.stores
def test_a_page_of_the_site_is_previewed_at_its_own_address(desk: Client) -> None:
    page = draft(make.make_site_page(slug="about", title_en="What this is"))
    shown = desk.get(preview_url(page)).content.decode()
    publish(page)
    assert main_of(shown) == main_of(Client().get("/en/about/").content.decode())


@pytest.mark.stores
def test_an_unpublished_change_is_previewed_over_what_is_live(desk: Client) -> None:
    policy = make.make_policy(slug="plan", title_en="Plan A")
    publish(policy)
    draft(policy, title_en="Plan B", slug="plan-b")
    shown = words(desk.get(preview_url(policy)).content.decode())
    assert "Plan B" in shown
    assert "Preview of draft revision 2" in shown
    assert "Plan A" in Client().get("/en/policies/plan/").content.decode()
    assert Client().get("/en/policies/plan-b/").status_code == 404


@pytest.mark.stores
def test_a_withdrawn_entry_is_previewed_too(desk: Client) -> None:
    policy = make.make_policy(title_en="Plan A")
    publish(policy)
    ledger.withdraw(policy)
    assert "Plan A" in desk.get(preview_url(policy)).content.decode()
    projector.catch_up()
    assert verification.differences() == []


@pytest.mark.stores
def test_editions_that_wait_are_shown_in_a_preview(desk: Client) -> None:
    district = draft(make.make_district(name_en="Haidian"))
    initiative = draft(make.make_initiative(district=district))
    ledger.publish(district)
    assert projector.lag() == 1
    draft(district, name_en="Draftname")
    shown = desk.get(preview_url(initiative)).content.decode()
    assert "Haidian" in shown
    assert "Draftname" not in shown
    assert projector.lag() == 1


@pytest.mark.stores
def test_only_required_drafts_show(desk: Client) -> None:
    district = draft(make.make_district(name_en="Neededdistrict"))
    layer = draft(make.make_layer(name_en="Mentionedlayer"))
    draft(make.make_initiative(district=district, title_en="Otherinitiative"))
    initiative = draft(make.make_initiative(district=district, layers=[layer], title_en="Own"))
    html = desk.get(preview_url(initiative)).content.decode()
    assert "Neededdistrict" in html
    assert "Mentionedlayer" not in html
    district_html = desk.get(preview_url(district)).content.decode()
    assert "Otherinitiative" not in district_html


@pytest.mark.stores
def test_an_unpublished_change_of_what_is_needed_does_not_show(desk: Client) -> None:
    district = make.make_district(name_en="Publicname")
    publish(district)
    draft(district, name_en="Draftname")
    initiative = draft(make.make_initiative(district=district))
    html = desk.get(preview_url(initiative)).content.decode()
    assert "Publicname" in html
    assert "Draftname" not in html


@pytest.mark.stores
def test_live_entries_that_mention_a_draft_show(desk: Client) -> None:
    layer = draft(make.make_layer())
    technology = make.make_technology(name_en="Mentioning", layers=[layer])
    publish(technology)
    shown = desk.get(preview_url(layer)).content.decode()
    assert "Mentioning" in shown
    publish(layer)
    public = Client().get(layer.get_absolute_url()).content.decode()
    assert main_of(shown) == main_of(public)


@pytest.mark.stores
def test_nothing_of_a_preview_stays(desk: Client, kept: None) -> None:
    publish(make.make_layer())
    Client().get("/en/layers/")
    answers = dict(caches[cache.ALIAS]._cache)
    before = live_state()
    policy = draft(make.make_policy(slug="plan", title_zh="数据空间行动计划"))
    assert desk.get(preview_url(policy)).status_code == 200
    assert live_state() == before
    assert caches[cache.ALIAS]._cache == answers
    assert verification.differences() == []
    assert Client().get("/en/policies/plan/").status_code == 404
    with public_store():
        assert find("数据空间", glossary=()).keys == []


@pytest.mark.stores
def test_nothing_stays_of_a_preview_that_fails() -> None:
    policy = draft(make.make_policy(title_zh="数据空间行动计划"))
    before = live_state()

    def fail(entry: Policy) -> TemplateResponse:
        assert Policy.objects.get() == entry
        raise RuntimeError("broken view")

    with pytest.raises(RuntimeError, match="broken view"):
        preview.preview(revision_of(policy), fail)
    assert live_state() == before
    assert verification.differences() == []
    publish(policy)
    assert verification.differences() == []


@pytest.mark.stores
def test_a_view_within_a_preview_is_public() -> None:
    policy = draft(make.make_policy())

    def look(entry: Policy) -> TemplateResponse:
        users = User.objects.all()
        return TemplateResponse(RequestFactory().get("/en/"), "400.html", {"title": users[0]})

    with pytest.raises(StoreError, match="may not query the workspace"):
        preview.preview(revision_of(policy), look)


@pytest.mark.stores
def test_what_is_missing_is_listed(desk: Client) -> None:
    district = draft(make.make_district(name_zh="", name_en="", slug="nameless"))
    initiative = draft(make.make_initiative(district=district, title_zh=""))
    response = desk.get(preview_url(initiative))
    assert response.status_code == 409
    shown = words(response.content.decode())
    assert "A Chinese title or name is needed" in shown
    assert "nameless: A Chinese title or name is needed" in shown
    chinese = desk.get(preview_url(initiative, "zh-hans")).content.decode()
    assert "发布前须填写中文标题或名称" in chinese


@pytest.mark.stores
def test_an_address_of_another_is_a_blocker() -> None:
    taken = make.make_policy(slug="taken")
    publish(taken)
    draft(taken, slug="moved")
    policy = draft(make.make_policy(slug="taken"))
    with pytest.raises(Blocked) as blocked:
        preview.preview(revision_of(policy), lambda entry: pytest.fail("no page"))
    assert [each.code for each in blocked.value.blockers] == ["value-taken"]


@pytest.mark.stores
def test_what_was_never_saved_at_the_desk_must_come_first() -> None:
    initiative = draft(make.make_initiative(district=make.make_district(name_en="Unsaved")))
    with pytest.raises(Blocked, match="“Unsaved” must be published first"):
        preview.preview(revision_of(initiative), lambda entry: pytest.fail("no page"))


@pytest.mark.stores
def test_a_ledger_that_cannot_be_projected_is_said(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise ProjectionError("broken")

    policy = draft(make.make_policy())
    monkeypatch.setattr(projector, "project", fail)
    response = desk.get(preview_url(policy))
    assert response.status_code == 503
    assert "not available now" in response.content.decode()


# Concurrency


def at_once(*functions: Any) -> list[BaseException]:
    """Run functions in threads that begin together; return what went wrong."""
    errors: list[BaseException] = []
    barrier = threading.Barrier(len(functions))

    def run(function: Any) -> None:
        try:
            barrier.wait()
            function()
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[function]) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return errors


def titles(entry: Policy, seen: list[str]) -> TemplateResponse:
    """A page that notes which documents are live beside the entry."""
    seen.append(" ".join(sorted(Policy.objects.values_list("title_en", flat=True))))
    return TemplateResponse(RequestFactory().get("/en/"), "400.html", {})


@pytest.mark.django_db(transaction=True, databases=["default", "live"])
def test_two_previews_at_once_see_their_own_alone() -> None:
    one, two = (draft(make.make_policy(title_en=title)) for title in ("One", "Two"))
    seen: list[str] = []

    def show(policy: Policy) -> None:
        for _time in range(5):
            preview.preview(revision_of(policy), lambda entry: titles(entry, seen))

    assert at_once(lambda: show(one), lambda: show(two)) == []
    assert sorted(seen) == ["One"] * 5 + ["Two"] * 5
    assert verification.differences() == []


@pytest.mark.django_db(transaction=True, databases=["default", "live"])
def test_a_preview_beside_a_publication() -> None:
    shown = draft(make.make_policy(title_en="Shown"))
    others = [draft(make.make_policy(title_en=f"Public {number}")) for number in range(5)]
    seen: list[str] = []

    def show() -> None:
        for _time in range(5):
            preview.preview(revision_of(shown), lambda entry: titles(entry, seen))

    def bring_out() -> None:
        for each in others:
            ledger.publish(each)

    assert at_once(show, bring_out) == []
    assert len(seen) == 5
    assert all(text.endswith("Shown") for text in seen)
    projector.catch_up()
    assert verification.differences() == []
    assert projector.lag() == 0
    with live_store():
        assert Policy.objects.count() == 5
