"""`worker`: do what is due by now, and keep the live store up to date with the ledger."""

import logging
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import CommandError
from django.db import Error, close_old_connections

from inet3site.publishing import projector, rechecks, schedule
from inet3site.publishing.commands import RepeatingCommand
from inet3site.publishing.projector import ProjectionError

logger = logging.getLogger(__name__)

LONGEST_DELAY = 30.0
"""Seconds between two rounds at most, while they fail; nothing scheduled may be a minute late."""


class Command(RepeatingCommand):
    help = (
        "Publish and withdraw what is due, open reviews of periods that have ended, and apply to "
        "the live store what the ledger has, now and from then on."
    )

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
        """One round; raise CommandError where it fails, after all of it was tried."""
        try:
            self.stdout.write(f"{schedule.run_due()} scheduled operations carried out.")
            self.stdout.write(f"{rechecks.open_ended()} reviews of ended periods opened.")
        except Error as error:
            raise CommandError(str(error)) from error
        finally:
            self.project_once()

    def project_once(self) -> None:
        """Apply what the ledger has; raise CommandError where it fails."""
        try:
            count = projector.catch_up()
        except (ProjectionError, Error) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} editions applied.")

    def run(self, interval: float) -> None:
        """Rounds until SIGTERM or SIGINT; the round that they meet is finished."""
        self.heed_signals()
        delay = interval
        while not self.stopping:
            delay = interval if self.round_succeeds() else min(delay * 2, LONGEST_DELAY)
            self.pause(delay)

    def round_succeeds(self) -> bool:
        """One round, all of which is tried; a failure is logged."""
        outcomes = [
            self.succeeds(schedule.run_due, "%s scheduled operations carried out."),
            self.succeeds(rechecks.open_ended, "%s reviews of ended periods opened."),
            self.succeeds(projector.catch_up, "%s editions applied."),
        ]
        return all(outcomes)

    def succeeds(self, job: Callable[[], int], message: str) -> bool:
        """Do one job of a round, and log how much it did, or why it failed."""
        try:
            if count := job():
                logger.info(message, count)
        except Exception as error:  # Whatever it is, the other jobs go on.
            logger.exception("A round failed, and will be tried again: %s", error)
            return False
        finally:
            close_old_connections()
        return True
