"""Which addresses may be asked: those of hosts that anybody on the Internet can ask."""

import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from django.utils.encoding import iri_to_uri

from .outcomes import Failure, Reason

PORTS = {"http": 80, "https": 443}
HOST = re.compile(r"[a-z0-9._-]{1,253}|[0-9a-f:.]{2,45}")
GLOBAL_UNICAST = ip_network("2000::/3")
NAT64 = ip_network("64:ff9b::/96")

Permits = Callable[[IPv4Address | IPv6Address, int], bool]
"""Whether a port of an address may be asked."""


@dataclass(frozen=True)
class Target:
    """Where one request goes: the host in ASCII, and the path with its query, percent-encoded."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def is_secure(self) -> bool:
        """Whether it is asked by TLS."""
        return self.scheme == "https"

    @property
    def address(self) -> str:
        """The whole web address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.path}"


def parse(address: str) -> Target:
    """What a web address asks for; raise Failure where it isn't one, or names a user."""
    try:
        parts = urlsplit(address)
        if parts.scheme not in PORTS or "@" in parts.netloc:
            raise Failure(Reason.BAD_ADDRESS)
        port = PORTS[parts.scheme] if parts.port is None else parts.port
        return Target(parts.scheme, _host(parts), port, _path(parts))
    except ValueError as error:
        raise Failure(Reason.BAD_ADDRESS) from error


def _host(parts: SplitResult) -> str:
    """The host in ASCII; raise ValueError where there is none that could be."""
    host = (parts.hostname or "").rstrip(".").encode("idna").decode()
    if not HOST.fullmatch(host):
        raise ValueError(host)
    return host


def _path(parts: SplitResult) -> str:
    path = iri_to_uri(parts.path or "/").replace("?", "%3F").replace("#", "%23")
    return f"{path}?{iri_to_uri(parts.query)}" if parts.query else path


def is_public(address: IPv4Address | IPv6Address, port: int) -> bool:
    """Whether this is a web server's port at an address of the public Internet.

    An IPv6 address that stands for one of IPv4 is judged by that.
    """
    if isinstance(address, IPv6Address) and (inner := _stands_for(address)):
        return is_public(inner, port)
    if isinstance(address, IPv6Address) and address not in GLOBAL_UNICAST:
        return False
    return address.is_global and not address.is_multicast and port in PORTS.values()


def _stands_for(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address in a mapped one, or in one of NAT64 or 6to4."""
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def resolve(target: Target, permits: Permits) -> list[str]:
    """The IP addresses of a host; raise Failure where it has none, or any that isn't permitted.

    It takes as long as the resolver of this machine lets it take.
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, ValueError) as error:
        raise Failure(Reason.NO_HOST) from error
    addresses = [str(each[4][0]) for each in found]
    if not all(permits(ip_address(each), target.port) for each in addresses):
        raise Failure(Reason.NOT_PUBLIC)
    return addresses
