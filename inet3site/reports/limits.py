"""How many reports one address may send: counted in the cache, never stored."""

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from inet3site.clients import network_of

MOST = 5
PERIOD = 3600
"""Seconds in which one address may send at most MOST reports."""


def may_report(request: HttpRequest) -> bool:
    """Count one more report of the client's address; whether it is still within the limit."""
    key = salted_hmac("report", network_of(request), algorithm="sha256").hexdigest()
    cache.add(key, 0, PERIOD)
    try:
        return cache.incr(key) <= MOST
    except ValueError:  # The count has ended since the line before.
        return True
