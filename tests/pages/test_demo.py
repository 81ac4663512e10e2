"""The demo: what it refuses, whom it makes, and that it ends what it started."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError

from inet3site.pages.management.commands import demo

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "a-password-of-the-tests"


@pytest.mark.processes
def test_a_taken_port_is_refused_in_one_sentence(monkeypatch):
    with socket.create_server((demo.HOST, 0)) as server:
        port = server.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(CommandError, match=rf"Port {port} of 127\.0\.0\.1 can't be used"):
            demo.free_port()


@pytest.mark.parametrize("value", ["x", "0", "65536", "-1", "８０００"])
def test_an_impossible_port_is_refused(monkeypatch, value):
    monkeypatch.setenv("PORT", value)
    with pytest.raises(CommandError, match="PORT must be a number from 1 to 65535"):
        demo.free_port()


@pytest.mark.stores
def test_the_editor_is_made_once(monkeypatch):
    monkeypatch.setenv("INET3_DEMO_PASSWORD", PASSWORD)
    assert demo.make_editor() == PASSWORD
    assert demo.make_editor() == PASSWORD
    editor = get_user_model().objects.get()
    assert editor.username == demo.EDITOR
    assert editor.is_superuser


@pytest.mark.stores
def test_a_password_that_the_owner_changed_is_kept(monkeypatch):
    monkeypatch.setenv("INET3_DEMO_PASSWORD", PASSWORD)
    demo.make_editor()
    editor = get_user_model().objects.get()
    editor.set_password("another")
    editor.save()
    assert demo.make_editor() == "(the one that you chose)"
    editor.refresh_from_db()
    assert editor.check_password("another")


@pytest.mark.stores
def test_no_editor_is_made_without_a_password(monkeypatch):
    monkeypatch.delenv("INET3_DEMO_PASSWORD", raising=False)
    with pytest.raises(CommandError, match="INET3_DEMO_PASSWORD must be set"):
        demo.make_editor()


def test_static_files_are_collected_again_only_when_they_changed(tmp_path, settings, monkeypatch):
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.css").write_text("a")
    calls = []
    monkeypatch.setattr(demo, "call_command", lambda name, **options: calls.append(name))
    demo.finders.get_finder.cache_clear()
    demo.collect_static()
    demo.collect_static()
    assert calls == ["collectstatic"]
    (tmp_path / "source" / "a.css").write_text("b")
    demo.collect_static()
    assert calls == ["collectstatic"] * 2
    demo.finders.get_finder.cache_clear()


def test_a_process_that_ends_by_itself_is_named():
    process = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])
    process.wait()
    with pytest.raises(CommandError, match="The server ended by itself, with code 3"):
        demo.check({"server": process})


def test_a_process_that_does_not_end_is_killed(monkeypatch):
    monkeypatch.setattr(demo, "PATIENCE", 0.2)
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True)"
    process = subprocess.Popen(
        [sys.executable, "-c", f"{deaf}; time.sleep(60)"],
        start_new_session=True,
        stdout=subprocess.PIPE,
    )
    process.stdout.readline()
    demo.end([process])
    process.stdout.close()
    assert process.returncode == -signal.SIGKILL


def test_a_server_that_never_answers_is_an_error(monkeypatch):
    monkeypatch.setattr(demo, "PATIENCE", 0)
    monkeypatch.setattr(demo, "answers", lambda port: False)
    with pytest.raises(CommandError, match="did not answer within"):
        demo.Command().await_answer({}, 1)


@pytest.mark.processes
def test_a_whole_demo_twice(tmp_path):
    with running_demo(tmp_path) as (first, site):
        assert f"user: {demo.EDITOR}" in first
        assert f"password: {PASSWORD}" in first
        with urllib.request.urlopen(f"{site}/en/") as page:
            assert page.status == 200
            assert b"/static/" in page.read()
        with urllib.request.urlopen(f"{site}/api/v1/policies/") as answer:
            assert answer.status == 200
    with running_demo(tmp_path) as (second, _):
        assert f"password: {PASSWORD}" in second


@contextmanager
def running_demo(data: Path) -> Iterator[tuple[str, str]]:
    """What a demo prints until it is up, and its address; it is asked to end, as by Ctrl-C."""
    with socket.create_server((demo.HOST, 0)) as free:
        port = free.getsockname()[1]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "inet3site.settings",
        "INET3_DATA_DIR": str(data),
        "INET3_DEMO_PASSWORD": PASSWORD,
        "DATABASE_URL": "",
        "LIVE_DATABASE_URL": "",
        "PORT": str(port),
    }
    with subprocess.Popen(
        [sys.executable, "manage.py", "demo"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        printed = ""
        while "password:" not in printed and (line := process.stdout.readline()):
            printed += line
        try:
            yield printed, f"http://{demo.HOST}:{port}"
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=60) == 0
    with socket.socket() as probe:
        assert probe.connect_ex((demo.HOST, port)), "the server still answers"
