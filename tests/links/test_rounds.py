"""Which links are asked when, what is kept of them, and what the desk says."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.timezone import localdate, now

from inet3site.desk.dashboard import panels
from inet3site.links.management.commands import check_links
from inet3site.links.models import Link
from inet3site.links.outcomes import Outcome, Reason, Status
from inet3site.links.rounds import due, forget_former, note
from inet3site.publishing.stores import stores_of
from policies.models import Source
from tests import factories as make
from tests.links.servers import Server, here_too, no_pause, says, serving
from tests.people import browser_of, person

pytestmark = pytest.mark.stores

NOW = now()
WEEK = timedelta(days=7)
PLACE = "https://a.example/report"
OK = Outcome(Status.OK, PLACE, code=200, sha256="a" * 64)
MISSING = Outcome(Status.BROKEN, PLACE, code=404)
ERROR = Outcome(Status.BROKEN, PLACE, code=500)
SILENT = Outcome(Status.UNREACHABLE, PLACE, reason=Reason.TIMEOUT)
BUSY = Outcome(Status.BUSY, PLACE, code=429)
REFUSED = Outcome(Status.REFUSED, PLACE, code=403)


@pytest.fixture
def source() -> Source:
    return make.make_source(slug="report", title="Report", url=PLACE)


def wanted(**delay: float) -> list[str]:
    """The addresses that are due so long after NOW."""
    return [link.address for link in due(now=NOW + timedelta(**delay), older_than=WEEK)]


def found(outcome: Outcome, **delay: float) -> None:
    """Note this outcome of every link, so long after NOW."""
    for link in due(now=NOW + timedelta(days=999), older_than=WEEK):
        note(link, outcome, at=NOW + timedelta(**delay))


def broken() -> list[str]:
    return [link.address for link in Link.objects.present().broken()]


# What is due


def test_both_links_of_a_source_are_asked_and_no_empty_one() -> None:
    make.make_source(url=PLACE, archive_url="https://archive.example/1")
    make.make_source()
    assert wanted() == [PLACE, "https://archive.example/1"]


@pytest.mark.parametrize(
    ("outcome", "days"), [(OK, 7), (REFUSED, 7), (MISSING, 1), (SILENT, 1), (BUSY, 1)]
)
def test_what_gave_no_clear_answer_is_asked_the_next_day(
    source: Source, outcome: Outcome, days: int
) -> None:
    found(outcome)
    assert wanted(days=days, seconds=-1) == []
    assert wanted(days=days) == [PLACE]


def test_a_new_address_is_asked_at_once_and_begins_anew(source: Source) -> None:
    found(MISSING)
    source.url = "https://b.example/"
    source.save()
    assert broken() == []
    assert wanted() == ["https://b.example/"]
    found(ERROR, days=3)
    assert (Link.objects.get().failures, broken()) == (1, [])


def test_what_a_source_no_longer_has_is_forgotten(source: Source) -> None:
    found(MISSING)
    forget_former()
    assert Link.objects.count() == 1
    source.url = ""
    source.save()
    assert broken() == []
    forget_former()
    assert not Link.objects.exists()


def test_a_host_that_asks_to_come_later_is_left_alone(source: Source) -> None:
    found(BUSY)
    make.make_source(url="https://A.example/other")
    make.make_source(url="https://b.example/")
    Link.objects.update(is_due=True)
    assert wanted(hours=23) == ["https://b.example/"]
    assert len(wanted(hours=24)) == 3


def test_links_of_one_host_are_asked_apart() -> None:
    for path in "123":
        make.make_source(url=f"https://a.example/{path}")
    make.make_source(url="https://b.example/1")
    make.make_source(url="https://c.example/1", archive_url="https://b.example/2")
    hosts = [address.split("/")[2] for address in wanted()]
    assert sorted(hosts[:3]) == ["a.example", "b.example", "c.example"]
    assert sorted(hosts[3:5]) == ["a.example", "b.example"]
    assert hosts[5:] == ["a.example"]


# What counts as broken


@pytest.mark.parametrize("code", [404, 410])
def test_a_host_that_has_nothing_is_believed_at_once(source: Source, code: int) -> None:
    found(Outcome(Status.BROKEN, PLACE, code=code))
    assert broken() == [PLACE]


@pytest.mark.parametrize("outcome", [ERROR, SILENT])
def test_other_failures_count_when_they_last(source: Source, outcome: Outcome) -> None:
    found(outcome)
    assert broken() == []
    found(outcome, hours=1)
    assert broken() == []
    found(outcome, hours=12)
    assert broken() == [PLACE]
    found(OK, hours=24)
    assert broken() == []
    link = Link.objects.get()
    assert (link.failures, link.first_failed_at) == (0, None)
    found(outcome, hours=48)
    assert broken() == []


def test_refusals_are_not_broken_and_being_busy_says_nothing(source: Source) -> None:
    found(REFUSED)
    found(REFUSED, days=2)
    assert broken() == []
    found(ERROR, days=3)
    found(BUSY, days=4)
    assert (Link.objects.get().failures, broken()) == (1, [])
    found(ERROR, days=5)
    assert broken() == [PLACE]


def test_what_differs_from_the_recorded_copy_has_changed(source: Source) -> None:
    found(OK)
    assert not Link.objects.changed().exists()
    source.sha256 = "a" * 64
    source.save()
    assert not Link.objects.changed().exists()
    source.sha256 = "b" * 64
    source.save()
    assert Link.objects.changed().get().has_changed
    found(ERROR)
    assert not Link.objects.changed().exists()


# What is kept


def test_a_source_that_is_deleted_takes_its_links_along(source: Source) -> None:
    link, *_ = due(now=NOW, older_than=WEEK)
    note(link, OK, at=NOW)
    client = browser_of(person("boss", is_superuser=True))
    page = client.post(f"/admin/policies/source/{source.pk}/delete/", {"post": "yes"})
    assert page.status_code == 302
    assert not Source.objects.exists()
    assert not Link.objects.exists()
    note(link, OK, at=NOW)
    assert not Link.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "x"},
        {"status": "x"},
        {"reason": "x"},
        {"sha256": "A" * 64},
        {"failures": 1},
        {"first_failed_at": NOW},
    ],
)
def test_the_database_keeps_what_it_means(source: Source, changes: dict[str, Any]) -> None:
    found(OK)
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.update(**changes)


def test_links_stand_in_the_workspace_alone() -> None:
    assert stores_of("links", "link") == {"default"}


# The command


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch):
    """A server on this machine that the command may ask, without pauses."""
    monkeypatch.setattr(check_links.Command, "permits", staticmethod(here_too))
    monkeypatch.setattr(check_links.Command, "pace", no_pause())
    monkeypatch.setattr(check_links.Command, "heed_signals", lambda self: None)
    with serving() as server:
        server.answers["/ok"] = says(200)
        yield server


@pytest.mark.processes
def test_the_command_says_what_it_found(server: Server, capsys: Any) -> None:
    make.make_source(url=server.at("/ok"))
    call_command("check_links")
    summary = capsys.readouterr().out
    assert summary == "ok 1, moved 0, broken 0, unreachable 0, refused 0, busy 0\n"
    make.make_source(url=server.at("/gone"))
    with pytest.raises(CommandError, match=r"Broken links: 1\."):
        call_command("check_links", verbosity=0)
    assert server.paths == ["/ok", "/gone"]
    assert server.asked[0][1]["User-Agent"] == "inet3site-links (+http://127.0.0.1/)"


@pytest.mark.processes
def test_how_many_and_how_old(server: Server) -> None:
    for number in range(3):
        server.answers[f"/{number}"] = says(200)
        make.make_source(url=server.at(f"/{number}"))
    call_command("check_links", "--limit=2", verbosity=0)
    assert len(server.asked) == 2
    call_command("check_links", verbosity=0)
    assert sorted(server.paths) == ["/0", "/1", "/2"]
    call_command("check_links", "--older-than=0", verbosity=0)
    assert len(server.asked) == 6


@pytest.mark.processes
def test_a_host_that_asks_to_come_later_is_asked_no_more(server: Server) -> None:
    for path in ("/1", "/2"):
        server.answers[path] = says(429)
        make.make_source(url=server.at(path))
    call_command("check_links", verbosity=0)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "option", ["--limit=-1", "--limit=x", "--older-than=1.5", "--older-than=99999"]
)
def test_what_is_no_number_is_refused(option: str) -> None:
    with pytest.raises(CommandError, match="must be a whole number from 0"):
        call_command("check_links", option)


def test_without_a_workspace_the_command_ends(settings: Any) -> None:
    settings.ROLE = "public"
    with pytest.raises(CommandError, match="needs the workspace"):
        call_command("check_links")


@pytest.mark.processes
def test_watching_goes_on_after_a_failure_until_it_is_stopped(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    command = check_links.Command()
    make.make_source(url=server.at("/ok"))
    failures = [OSError("no server")]
    pauses: list[float] = []

    def forget() -> None:
        if failures:
            raise failures.pop()

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            command.stop()

    monkeypatch.setattr(check_links.rounds, "forget_former", forget)
    monkeypatch.setattr(command, "pause", pause)
    monkeypatch.setattr(check_links, "close_old_connections", lambda: None)
    with caplog.at_level("INFO"):
        call_command(command, "--watch")
    assert "no server" in caplog.text
    assert "Links asked: {'ok': 1}." in caplog.text
    assert server.paths == ["/ok"]


@pytest.mark.processes
def test_a_signal_leaves_the_rest_for_the_next_round(server: Server) -> None:
    for path in ("/1", "/2"):
        make.make_source(url=server.at(path))
    command = check_links.Command()

    def stop(request: Any) -> None:
        command.stop()
        says(200)(request)

    server.answers["/1"] = server.answers["/2"] = stop
    call_command(command, verbosity=0)
    assert len(server.asked) == 1


# The desk


def page(client: Client, query: str = "") -> str:
    response = client.get(f"/admin/links/link/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_leads_to_source_and_link(source: Source) -> None:
    moved = Outcome(Status.MOVED, "https://new.example/?a=1&b=2", code=200, sha256="b" * 64)
    source.sha256 = "a" * 64
    source.save()
    found(moved)
    html = page(browser_of(person("author", "author")))
    assert f'href="/admin/policies/source/{source.pk}/change/"' in html
    assert f'href="{PLACE}"' in html
    assert "Moved for good: https://new.example/?a=1&amp;b=2; changed since" in html
    assert "style=" not in html


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("?attention=broken", 1),
        ("?attention=changed", 1),
        ("?status__exact=unreachable", 1),
        ("?kind__exact=archive_url", 0),
        ("?attention=x", 3),
        ("?q=Changed", 1),
    ],
)
def test_the_list_is_filtered(query: str, count: int) -> None:
    for outcome, title in ((MISSING, "Missing"), (SILENT, "Silent"), (OK, "Changed")):
        source = make.make_source(title=title, url=PLACE, sha256="b" * 64)
        for link in due(now=NOW, older_than=WEEK):
            if link.source_id == source.pk:
                note(link, outcome, at=NOW)
    html = page(browser_of(person("reviewer", "reviewer")), query)
    assert html.count('class="field-source_form"') == count


def test_the_list_asks_the_database_as_often_for_many(
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(20):
        make.make_source(url=f"https://a.example/{number}", sha256="b" * 64)
    found(OK)
    client = browser_of(person("author", "author"))
    with django_assert_max_num_queries(14):
        page(client)


def test_nothing_is_changed_at_the_desk_but_what_is_due(source: Source) -> None:
    found(OK)
    link = Link.objects.get()
    client = browser_of(person("author", "author"))
    chosen = {"action": "check_again", "_selected_action": [link.pk]}
    answer = client.post("/admin/links/link/", chosen, follow=True)
    assert "1 link will be checked again." in answer.content.decode()
    assert wanted() == [PLACE]
    found(OK)
    assert wanted() == []
    form = f"/admin/links/link/{link.pk}/"
    assert client.post(f"{form}change/", {"status": "broken"}).status_code == 403
    assert "delete_selected" not in page(client)
    assert client.get("/admin/links/link/add/").status_code == 403


def test_who_has_no_role_sees_and_marks_nothing(source: Source) -> None:
    found(OK)
    client = browser_of(person("nobody"))
    chosen = {"action": "check_again", "_selected_action": [Link.objects.get().pk]}
    assert client.post("/admin/links/link/", chosen).status_code == 403
    assert wanted() == []


def test_the_first_page_counts_broken_links(source: Source) -> None:
    author = person("author", "author")

    def lines() -> list[tuple[str, str, str]]:
        shown = {str(each.title): each.lines for each in panels(author, today=localdate())}
        found = shown.get("Broken links", [])
        return [(line.name, line.address, line.note) for line in found]

    found(OK)
    assert lines() == []
    found(MISSING)
    form = f"/admin/policies/source/{source.pk}/change/"
    assert lines() == [("Report", form, f"{localdate(NOW).isoformat()} 404: {PLACE}")]
    found(OK)
    found(SILENT)
    found(SILENT, days=1)
    assert lines()[0][2].endswith(f"too slow: {PLACE}")
    html = browser_of(author).get("/admin/").content.decode()
    assert "Broken links (1)" in html
    reviewer = person("reviewer", "reviewer")
    assert not panels(reviewer, today=localdate())
