"""`worker`: keep the live store up to date with the ledger."""

import logging
import signal
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.db import Error, close_old_connections

from inet3site.publishing import projector
from inet3site.publishing.commands import WorkspaceCommand
from inet3site.publishing.projector import ProjectionError

logger = logging.getLogger(__name__)

LONGEST_DELAY = 60.0
"""Seconds between two tries at most, while projection fails."""

TICK = 0.1
"""Seconds after which a pause looks whether it is to end."""


class Command(WorkspaceCommand):
    help = "Apply to the live store what the ledger has, now and from then on."

    stopping = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--interval", type=float, default=1.0, help="Seconds between two rounds (1)."
        )
        parser.add_argument("--once", action="store_true", help="Run one round and end.")

    def handle(self, *args: Any, interval: float, once: bool, **options: Any) -> None:
        if once:
            self.run_once()
        else:
            self.run(interval)

    def run_once(self) -> None:
        """One round; raise CommandError where it fails."""
        try:
            count = projector.catch_up()
        except (ProjectionError, Error) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} editions applied.")

    def run(self, interval: float) -> None:
        """Rounds until SIGTERM or SIGINT; the round that they meet is finished."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        delay = interval
        while not self.stopping:
            delay = interval if self.round_succeeds() else min(delay * 2, LONGEST_DELAY)
            self.pause(delay)

    def stop(self, *args: Any) -> None:
        """Let the loop end after the present round."""
        self.stopping = True

    def round_succeeds(self) -> bool:
        """One round; a failure is logged."""
        try:
            if count := projector.catch_up():
                logger.info("%s editions applied.", count)
        except (ProjectionError, Error) as error:
            logger.error("Projection stopped, and will be tried again: %s", error)
            return False
        finally:
            close_old_connections()
        return True

    def pause(self, seconds: float) -> None:
        """Wait, but not longer than until `stop`."""
        end = time.monotonic() + seconds
        while not self.stopping and time.monotonic() < end:
            time.sleep(min(TICK, seconds))
