"""The command that asks the links of sources."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from inet3site.links.management.commands import check_links
from tests import factories as make
from tests.links.servers import Server, here_too, no_pause, says, serving

pytestmark = pytest.mark.stores


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
