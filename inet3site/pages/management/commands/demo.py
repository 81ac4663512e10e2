"""`demo`: a whole local installation in one command."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from hashlib import sha256
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.core.management.base import CommandError

from inet3site import environment
from inet3site.publishing.commands import WorkspaceCommand

HOST = "127.0.0.1"
EDITOR = "editor"
PATIENCE = 60
"""Seconds that the server may take to answer, and a stopped process to end."""

TICK = 0.2


class Command(WorkspaceCommand):
    help = "Prepare a local installation, and run its server and worker until Ctrl-C."

    stopping = False

    def handle(self, *args: Any, **options: Any) -> None:
        port = free_port()
        self.prepare()
        password = make_editor()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self.stop)
        processes = {"server": start(server(port)), "worker": start(worker())}
        try:
            self.await_answer(processes, port)
            self.announce(port, password)
            self.watch(processes)
        finally:
            end(list(processes.values()))

    def prepare(self) -> None:
        """Bring both stores, the static files and the content up to date."""
        call_command("migrate", verbosity=0)
        collect_static()
        call_command("load_content")

    def stop(self, *args: Any) -> None:
        """Let the demo end."""
        self.stopping = True

    def await_answer(self, processes: dict[str, subprocess.Popen], port: int) -> None:
        """Wait until the server answers; raise CommandError when it doesn't."""
        end = time.monotonic() + PATIENCE
        while not self.stopping and not answers(port):
            check(processes)
            if time.monotonic() > end:
                raise CommandError(f"The server did not answer within {PATIENCE} seconds.")
            time.sleep(TICK)

    def announce(self, port: int, password: str) -> None:
        """Say where everything is."""
        site = f"http://{HOST}:{port}"
        self.stdout.write(
            "\ninet3site is running. Ctrl-C stops it.\n\n"
            f"中文:     {site}/zh-hans/\n"
            f"English:  {site}/en/\n"
            f"API:      {site}/api/v1/\n"
            f"admin:    {site}/admin/\n"
            f"user: {EDITOR}\n"
            f"password: {password}\n"
        )
        self.stdout.flush()

    def watch(self, processes: dict[str, subprocess.Popen]) -> None:
        """Wait for `stop`; raise CommandError when a process ends before."""
        while not self.stopping:
            check(processes)
            time.sleep(TICK)


def collect_static() -> None:
    """Collect the static files, where they aren't those of the last time: it takes seconds."""
    digest = sha256()
    for finder in finders.get_finders():
        for name, storage in finder.list(None):
            digest.update(name.encode())
            digest.update(Path(storage.path(name)).read_bytes())
    collected = Path(settings.STATIC_ROOT) / ".collected"
    if not collected.exists() or collected.read_text() != digest.hexdigest():
        call_command("collectstatic", interactive=False, verbosity=0)
        collected.write_text(digest.hexdigest())


def free_port() -> int:
    """The port that PORT names, 8000 without it; raise CommandError when it can't be used."""
    value = environment.text("PORT") or "8000"
    if not value.isascii() or not value.isdigit() or not 0 < int(value) < 65536:
        raise CommandError(f"PORT must be a number from 1 to 65535, not {value!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(value)))
        except OSError as error:
            raise CommandError(
                f"Port {value} of {HOST} can't be used ({error.strerror}): "
                "choose another, such as `make demo PORT=8001`."
            ) from error
    return int(value)


def make_editor() -> str:
    """Make the demo editor where there is none; return what to print as the password."""
    password = environment.text("INET3_DEMO_PASSWORD")
    users = get_user_model()._default_manager
    editor = users.filter(username=EDITOR).first()
    if editor is None:
        if not password:
            raise CommandError("INET3_DEMO_PASSWORD must be set: the demo editor's first password.")
        users.create_superuser(EDITOR, password=password)
    elif not password or not editor.check_password(password):
        return "(the one that you chose)"
    return password


def server(port: int) -> list[str]:
    """The command that starts the server."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--log-level", "warning"),
        *("--blocking-threads", "4", "--host", HOST, "--port", str(port)),
        "inet3site.wsgi:application",
    ]


def worker() -> list[str]:
    """The command that starts the worker."""
    return [sys.executable, "manage.py", "worker"]


def start(command: list[str]) -> subprocess.Popen:
    """Start a process of a session of its own, so that Ctrl-C reaches it through the demo alone."""
    return subprocess.Popen(command, cwd=environment.BASE_DIR, start_new_session=True)


def check(processes: dict[str, subprocess.Popen]) -> None:
    """Raise CommandError when one of the processes has ended."""
    for name, process in processes.items():
        if process.poll() is not None:
            raise CommandError(f"The {name} ended by itself, with code {process.returncode}.")


def answers(port: int) -> bool:
    """Whether the server answers at all."""
    connection = HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("HEAD", "/")
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


def end(processes: list[subprocess.Popen]) -> None:
    """Ask all to end and wait until they have; then end what they may have left behind."""
    for process in processes:
        process.terminate()
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=PATIENCE)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
