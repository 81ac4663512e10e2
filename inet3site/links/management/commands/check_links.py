"""`check_links`: ask the links of sources, once or from then on, and note what became of them."""

import logging
from argparse import ArgumentParser, ArgumentTypeError
from collections import Counter
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import close_old_connections
from django.utils.functional import cached_property
from django.utils.timezone import now
from tqdm import tqdm

from inet3site.links import rounds
from inet3site.links.addresses import Permits, is_public
from inet3site.links.checking import Pace, check
from inet3site.links.fetching import Fetcher
from inet3site.links.models import Link
from inet3site.links.outcomes import Status
from inet3site.publishing.commands import RepeatingCommand

logger = logging.getLogger(__name__)

LOOKS_EVERY = 60.0
"""Seconds after which `--watch` looks again what is due."""

LARGEST = 36_500


class Command(RepeatingCommand):
    help = (
        "Ask the links of sources that are due, and note what became of them; exit with 1 if any "
        "is broken. Only hosts of the public Internet are asked, one request at a time."
    )

    permits: Permits = staticmethod(is_public)
    pace = Pace()

    @cached_property
    def fetcher(self) -> Fetcher:
        """What asks, for the whole run of the command."""
        return Fetcher(user_agent(), self.permits)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--older-than",
            type=whole_number,
            default=7,
            metavar="DAYS",
            help="days after which a link that worked is asked again (7); 0: all are",
        )
        parser.add_argument("--limit", type=whole_number, help="ask so many links at most")
        parser.add_argument(
            "--watch", action="store_true", help="go on, and ask each link when it is due"
        )

    def handle(
        self,
        *args: Any,
        older_than: int,
        limit: int | None,
        watch: bool,
        verbosity: int,
        **options: Any,
    ) -> None:
        self.heed_signals()
        if watch:
            self.watch(timedelta(days=older_than), limit)
            return
        counts = self.round(timedelta(days=older_than), limit, shown=bool(verbosity))
        if verbosity:
            self.stdout.write(", ".join(f"{each} {counts[each]}" for each in Status.values))
        if broken := Link.objects.present().broken().count():
            raise CommandError(f"Broken links: {broken}. The desk lists them.")

    def watch(self, older_than: timedelta, limit: int | None) -> None:
        """Rounds until SIGTERM or SIGINT; of the last one no further link is asked."""
        while not self.stopping:
            try:
                if counts := self.round(older_than, limit, shown=False):
                    logger.info("Links asked: %s.", dict(counts))
            except Exception as error:  # Whatever it is, the next round may succeed.
                logger.exception("A round failed, and will be tried again: %s", error)
            finally:
                close_old_connections()
            self.pause(LOOKS_EVERY)

    def round(self, older_than: timedelta, limit: int | None, *, shown: bool) -> Counter[str]:
        """Ask what is due; how many links came out how."""
        counts: Counter[str] = Counter()
        rounds.forget_former()
        wanted = rounds.due(now=now(), older_than=older_than)[:limit]
        busy: set[str] = set()
        for link in tqdm(wanted, unit=" links", disable=None if shown else True):
            if self.stopping:
                break
            if link.host in busy:
                continue
            outcome = check(link.address, self.fetcher, self.pace)
            rounds.note(link, outcome, at=now())
            counts[outcome.status.value] += 1
            if outcome.status == Status.BUSY:
                busy.add(link.host)
        return counts


def whole_number(text: str) -> int:
    """A number of the command line, from 0 to LARGEST; raise ArgumentTypeError for others."""
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and int(text) <= LARGEST):
        raise ArgumentTypeError(f"must be a whole number from 0 to {LARGEST}, not {text!r}.")
    return int(text)


def user_agent() -> str:
    """Who asks: the name of the program, and the address of the site."""
    scheme = "https" if settings.HTTPS else "http"
    host = settings.ALLOWED_HOSTS[0].lstrip(".") if settings.ALLOWED_HOSTS else "localhost"
    return f"inet3site-links (+{scheme}://{host}/)"
