"""How often may be tried: counted in the database, so that no cache can lose the count.

An attempt is counted before it is judged and taken back when it succeeds. So any number of
requests at once are no more than the limit, and a success gives nobody further attempts.
"""

import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.timezone import now

from inet3site.clients import network_of

from .models import Attempt

PERIOD = timedelta(minutes=15)
MOST_OF_ACCOUNT = 5
"""So many failures of one account, whether it exists or not, are allowed in a PERIOD."""
MOST_OF_NETWORK = 20
"""… and so many of one network address, where several editors may work."""


class TooManyAttempts(Exception):
    """The limit is reached; `minutes` is after how many, at least 1, the next attempt is free."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.minutes = max(1, -(-(until - now()) // timedelta(minutes=1)))


def begin(request: HttpRequest, kind: str, account: str) -> list[Attempt]:
    """Count an attempt on an account; raise TooManyAttempts where it is one too many.

    What is returned goes to `succeed` when the attempt was right. `kind` tells passwords from
    codes, whose accounts are counted apart; the client's address is counted over all kinds.
    """
    allowed = {
        _key(kind, account): MOST_OF_ACCOUNT,
        _key("network", network_of(request)): MOST_OF_NETWORK,
    }
    attempts = _count(allowed)
    if ends := list(filter(None, (_full_until(key, most) for key, most in allowed.items()))):
        succeed(attempts)  # What is refused is not judged, and does not count.
        raise TooManyAttempts(max(ends))
    return attempts


def succeed(attempts: Iterable[Attempt]) -> None:
    """Take attempts back."""
    Attempt.objects.filter(pk__in=[attempt.pk for attempt in attempts]).delete()


def is_first_use(account: str, code: str) -> bool:
    """Whether a code of an account was not used within the PERIOD; it is used from now on."""
    key = _key("used", f"{account}:{code}")
    _count([key])
    return _full_until(key, 1) is None


def _count(keys: Iterable[str]) -> list[Attempt]:
    at = now()
    Attempt.objects.filter(at__lte=at - PERIOD).delete()
    return Attempt.objects.bulk_create([Attempt(key=key, at=at) for key in keys])


def _full_until(key: str, most: int) -> datetime | None:
    """When fewer than `most` attempts before this one will count; None if that is so now."""
    beyond = Attempt.objects.filter(key=key).order_by("-at", "-pk")[most : most + 1].first()
    return beyond.at + PERIOD if beyond else None


def _key(kind: str, account: str) -> str:
    name = unicodedata.normalize("NFKC", account).casefold()
    return salted_hmac(f"attempt:{kind}", name, algorithm="sha256").hexdigest()
