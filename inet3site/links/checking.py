"""What becomes of one link: its redirects followed by hand, each as carefully as the first."""

import time
from collections.abc import Callable
from urllib.parse import urljoin

from django.utils.encoding import iri_to_uri

from .addresses import Target, parse
from .fetching import Answer, Fetcher
from .outcomes import Failure, Outcome, Reason, Status

PAUSE = 2.0
"""Seconds between two requests to one host."""

MOST_REDIRECTS = 5
PERMANENT = {301, 308}
REDIRECTS = {302, 303, 307, *PERMANENT}
REFUSALS = {401, 403, 412, 451}
"""Readers may well be let in: 412 is what a common guard of Chinese sites says to programs."""


class Pace:
    """Lets some time pass between two requests to one host."""

    def __init__(
        self,
        seconds: float = PAUSE,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.seconds, self.clock, self.sleep = seconds, clock, sleep
        self.asked: dict[str, float] = {}

    def wait(self, host: str) -> None:
        """Return when the host may be asked."""
        if host in self.asked:
            self.sleep(max(0.0, self.asked[host] + self.seconds - self.clock()))
        self.asked[host] = self.clock()


def check(address: str, fetcher: Fetcher, pace: Pace) -> Outcome:
    """Ask a link, and say what became of it; a failure is an outcome too."""
    at = address
    moved = False
    try:
        for number in range(MOST_REDIRECTS + 1):
            target = parse(at)
            at = target.address
            pace.wait(target.host)
            answer = fetcher.get(target)
            if not _redirects(answer):
                return _outcome(target, answer, moved=moved)
            moved = answer.code in PERMANENT and (moved or not number)
            at = urljoin(at, answer.location)
    except Failure as failure:
        return Outcome(Status.UNREACHABLE, iri_to_uri(at), reason=failure.reason)
    except ValueError:  # What the redirect names can't be joined with the address before.
        return Outcome(Status.UNREACHABLE, at, code=answer.code, reason=Reason.BAD_ADDRESS)
    return Outcome(Status.BROKEN, iri_to_uri(at), code=answer.code, reason=Reason.REDIRECTS)


def _redirects(answer: Answer) -> bool:
    return answer.code in REDIRECTS and bool(answer.location)


def _outcome(target: Target, answer: Answer, *, moved: bool) -> Outcome:
    return Outcome(
        status=_status(answer, moved=moved),
        address=target.address,
        code=answer.code,
        media_type=answer.media_type,
        sha256=answer.sha256,
    )


def _status(answer: Answer, *, moved: bool) -> Status:
    """`moved`: whether it is the answer of a place to which all redirects led for good."""
    if answer.code in range(200, 300):
        return Status.MOVED if moved else Status.OK
    if answer.code == 429 or (answer.code == 503 and answer.asks_to_wait):
        return Status.BUSY
    return Status.REFUSED if answer.code in REFUSALS else Status.BROKEN
