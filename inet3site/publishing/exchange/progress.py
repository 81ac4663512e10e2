"""How far an import has come, for whoever looks while it runs: one for each session and type."""

import time
from dataclasses import dataclass, replace

from django.contrib.sessions.backends.base import SessionBase
from django.core.cache import caches

PAUSE = 0.5
"""Seconds at least between two notes of a count."""


@dataclass(frozen=True)
class Progress:
    """So many rows of all; `outcome` is what came of it, empty while it runs."""

    done: int
    total: int
    outcome: str = ""


class Track:
    """Counts the rows of an import, and notes how far it is where other processes can read it."""

    def __init__(self, session: SessionBase, type_name: str, total: int) -> None:
        self.key = _key(session, type_name)
        self.progress = Progress(0, total)
        self._note()

    def advance(self) -> None:
        """Count one row."""
        self.progress = replace(self.progress, done=self.progress.done + 1)
        if time.monotonic() - self.noted > PAUSE:
            self._note()

    def finish(self, outcome: str) -> None:
        """Note what came of the import."""
        self.progress = replace(self.progress, outcome=outcome)
        self._note()

    def _note(self) -> None:
        self.noted = time.monotonic()
        caches["imports"].set(self.key, self.progress)


def progress_of(session: SessionBase, type_name: str) -> Progress | None:
    """That of the session's last import of this type within the hour; None where there is none."""
    return caches["imports"].get(_key(session, type_name))


def _key(session: SessionBase, type_name: str) -> str:
    return f"progress-{type_name}-{session.session_key}"
