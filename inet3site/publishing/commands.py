"""What the project's commands have in common."""

import signal
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

TICK = 0.1
"""Seconds after which a pause looks whether it is to end."""


class WorkspaceCommand(BaseCommand):
    """A command that needs the workspace; where there is none it ends and says so."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        if settings.ROLE == "public":
            raise CommandError("INET3_ROLE is public: this command needs the workspace.")
        return super().execute(*args, **options)


class RepeatingCommand(WorkspaceCommand):
    """A command that goes on until SIGTERM or SIGINT; what these meet is finished."""

    stopping = False

    def heed_signals(self) -> None:
        """`stop` on SIGTERM and SIGINT."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)

    def stop(self, *args: Any) -> None:
        """Let the command end after what it is at."""
        self.stopping = True

    def pause(self, seconds: float) -> None:
        """Wait, but not longer than until `stop`."""
        end = time.monotonic() + seconds
        while not self.stopping and time.monotonic() < end:
            time.sleep(min(TICK, seconds))
