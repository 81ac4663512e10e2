"""The worker: rounds until it is asked to stop, and again after a failure."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from inet3site.publishing import projector, rechecks, schedule
from inet3site.publishing.management.commands import worker
from inet3site.publishing.projector import ProjectionError

ROOT = Path(__file__).resolve().parent.parent.parent


def rounds(monkeypatch: pytest.MonkeyPatch, *outcomes: int | Exception) -> Callable:
    """Let the rounds of a worker have these outcomes, and stop it after the last."""
    left = list(outcomes)
    command = worker.Command()

    def catch_up() -> int:
        outcome = left.pop(0)
        if not left:
            command.stop()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(projector, "catch_up", catch_up)
    monkeypatch.setattr(schedule, "run_due", lambda: 0)
    monkeypatch.setattr(rechecks, "open_ended", lambda: 0)
    monkeypatch.setattr(signal, "signal", lambda number, handler: None)
    return lambda: command.run(interval=0.01)


def test_once_says_how_many_editions_it_applied(monkeypatch, capsys):
    monkeypatch.setattr(schedule, "run_due", lambda: 2)
    monkeypatch.setattr(rechecks, "open_ended", lambda: 1)
    monkeypatch.setattr(projector, "catch_up", lambda: 3)
    call_command("worker", "--once")
    assert capsys.readouterr().out == (
        "2 scheduled operations carried out.\n"
        "1 reviews of ended periods opened.\n"
        "3 editions applied.\n"
    )


def test_once_fails_with_the_reason(monkeypatch):
    def catch_up() -> int:
        raise ProjectionError("Edition 7 can't be applied")

    monkeypatch.setattr(schedule, "run_due", lambda: 2)
    monkeypatch.setattr(rechecks, "open_ended", lambda: 0)
    monkeypatch.setattr(projector, "catch_up", catch_up)
    with pytest.raises(CommandError, match="Edition 7 can't be applied"):
        call_command("worker", "--once")


def test_once_projects_though_the_schedule_fails(monkeypatch, capsys):
    def run_due() -> int:
        raise OperationalError("no server")

    monkeypatch.setattr(schedule, "run_due", run_due)
    monkeypatch.setattr(projector, "catch_up", lambda: 3)
    with pytest.raises(CommandError, match="no server"):
        call_command("worker", "--once")
    assert capsys.readouterr().out == "3 editions applied.\n"


JOBS = [(schedule, "run_due"), (rechecks, "open_ended"), (projector, "catch_up")]


@pytest.mark.stores
@pytest.mark.parametrize("failing", JOBS)
def test_the_jobs_of_a_round_go_on_though_one_fails(monkeypatch, caplog, failing):
    def fail() -> int:
        raise ValueError("unforeseen")

    done = []
    for module, name in JOBS:
        job = fail if (module, name) == failing else lambda: done.append(1) or 1
        monkeypatch.setattr(module, name, job)
    assert not worker.Command().round_succeeds()
    assert done == [1, 1]
    assert "unforeseen" in caplog.text


@pytest.mark.stores
def test_a_failed_round_is_logged_and_tried_again(monkeypatch, caplog):
    run = rounds(monkeypatch, ProjectionError("Edition 7"), OperationalError("no server"), 2, 0)
    with caplog.at_level("INFO"):
        run()
    messages = [record.getMessage() for record in caplog.records if "worker" in record.name]
    assert [message.rpartition(": ")[2] for message in messages] == [
        "Edition 7",
        "no server",
        "2 editions applied.",
    ]


@pytest.mark.stores
def test_the_delay_doubles_while_rounds_fail(monkeypatch):
    failures = [ProjectionError("again")] * 4
    run = rounds(monkeypatch, *failures, 0, 0)
    delays = []
    monkeypatch.setattr(worker, "LONGEST_DELAY", 0.05)
    monkeypatch.setattr(worker.Command, "pause", lambda self, seconds: delays.append(seconds))
    run()
    assert delays == [0.02, 0.04, 0.05, 0.05, 0.01, 0.01]


def test_a_pause_ends_when_the_worker_is_asked_to_stop():
    command = worker.Command()
    command.stop()
    start = time.monotonic()
    command.pause(60)
    assert time.monotonic() - start < 1


@pytest.mark.processes
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_process_in_order(tmp_path, number):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "inet3site.settings",
        "INET3_DATA_DIR": str(tmp_path),
        "DATABASE_URL": "",
        "LIVE_DATABASE_URL": "",
    }
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
    process = subprocess.Popen(
        [*manage, "worker", "--interval", "30"], cwd=ROOT, env=environment, stderr=subprocess.PIPE
    )
    # Its first round has begun when the live store's files of the write-ahead log are there.
    await_file(tmp_path / "live.sqlite3-wal", process)
    process.send_signal(number)
    assert process.wait(timeout=30) == 0, process.stderr.read()
    process.stderr.close()


def await_file(path: Path, process: subprocess.Popen) -> None:
    """Wait until the file is there, while the process runs."""
    while not path.exists():
        assert process.poll() is None, "the worker ended by itself"
        time.sleep(0.05)
