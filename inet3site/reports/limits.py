"""How many reports one address may send: counted in the cache, never stored."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

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


def network_of(request: HttpRequest) -> str:
    """The client's address, of IPv6 the network: who has one address there has 2^64.

    Behind a proxy it is the last one of X-Forwarded-For, which the proxy itself has added.
    """
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    text = forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(text)
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False))
    return str(address)
