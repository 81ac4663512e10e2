"""Two real databases outside the test's own, for tests that start processes."""

import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from django.conf import settings

from inet3site.environment import BASE_DIR

SECRET_KEY = "the-secret-key-of-the-tests-is-no-secret-at-all-0123456789"

NAMES = ("workspace", "live")


@dataclass(frozen=True)
class Stores:
    """The addresses of a workspace and a live store, and how to run the project on them."""

    workspace: str
    live: str
    data_dir: Path
    review: bool = False

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a process that works on these stores."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "inet3site.settings",
            "INET3_ENV_FILE": os.devnull,
            "INET3_DEBUG": "0",
            "INET3_SECRET_KEY": SECRET_KEY,
            "INET3_ALLOWED_HOSTS": "127.0.0.1,localhost",
            "INET3_HTTPS": "0",
            "INET3_REVIEW": str(int(self.review)),
            "INET3_MFA": "0",
            "INET3_DATA_DIR": str(self.data_dir),
            "DATABASE_URL": self.workspace,
            "LIVE_DATABASE_URL": self.live,
        }

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python with these arguments and wait for its end."""
        return subprocess.run(
            [sys.executable, *arguments],
            env=self.environment,
            cwd=BASE_DIR,
            capture_output=True,
            text=True,
            check=False,
        )

    def manage(self, *arguments: str) -> str:
        """Run a command of the project; return what it printed, fail if it fails."""
        run = self.python("manage.py", *arguments)
        assert run.returncode == 0, f"{arguments}: {run.stdout}{run.stderr}"
        return run.stdout


@contextmanager
def make_stores(directory: Path, *, like: Stores | None = None) -> Iterator[Stores]:
    """Two new databases: files, or on the PostgreSQL server that this run uses.

    They are empty, or copies of others that nobody uses at the time.
    """
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        if like:
            for name in NAMES:
                shutil.copy(like.data_dir / f"{name}.sqlite3", directory)
        workspace, live = (f"sqlite:///{directory / name}.sqlite3" for name in NAMES)
        yield Stores(workspace, live, directory)
        return
    names = [f"inet3_{name}_{uuid.uuid4().hex}" for name in NAMES]
    originals = [urlsplit(url).path[1:] for url in (like.workspace, like.live)] if like else []
    server = os.environ["DATABASE_URL"]
    for name, original in zip_longest(names, originals):
        copied = f' TEMPLATE "{original}"' if original else ""
        _on_server(server, f'CREATE DATABASE "{name}"{copied}')
    try:
        workspace, live = (_with_database(server, name) for name in names)
        yield Stores(workspace, live, directory)
    finally:
        for name in names:
            _on_server(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _with_database(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _on_server(url: str, statement: str) -> None:
    connection = psycopg2.connect(_with_database(url, "postgres"))
    connection.autocommit = True
    try:
        connection.cursor().execute(statement)
    finally:
        connection.close()
