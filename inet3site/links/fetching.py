"""One request to a host that was looked up and checked before."""

import re
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead
from threading import Timer

from .addresses import PORTS, Permits, Target, is_public, resolve
from .outcomes import Failure, Reason

SECONDS = 30.0
LARGEST = 5_000_000
MEDIA_TYPE = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}")


@dataclass(frozen=True)
class Answer:
    """What a host answered; `sha256` is empty but for a success whose whole body was read."""

    code: int
    location: str = ""
    asks_to_wait: bool = False
    media_type: str = ""
    sha256: str = ""


class PlainConnection(HTTPConnection):
    """A connection to one IP address: the name is not looked up again, so it can't have changed."""

    def __init__(self, target: Target, address: str, seconds: float) -> None:
        super().__init__(target.host, target.port, timeout=seconds)
        self.address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)


class SecureConnection(PlainConnection):
    """The same by TLS, to the name that the certificate must bear."""

    default_port = PORTS["https"]

    def __init__(
        self, target: Target, address: str, seconds: float, context: ssl.SSLContext
    ) -> None:
        super().__init__(target, address, seconds)
        self.context = context

    def connect(self) -> None:
        super().connect()
        self.sock = self.context.wrap_socket(self.sock, server_hostname=self.host)


@dataclass(frozen=True)
class Fetcher:
    """Asks web servers, each for at most `seconds`, and reads at most `largest` bytes.

    It follows no redirect, keeps no cookie, and uses no proxy. What may be asked is for `permits`
    to say, of each IP address that the host has.
    """

    agent: str
    permits: Permits = is_public
    seconds: float = SECONDS
    largest: int = LARGEST
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def get(self, target: Target) -> Answer:
        """The answer of a host; raise Failure where there is none."""
        addresses = resolve(target, self.permits)
        end = time.monotonic() + self.seconds
        try:
            with closing(self._connected(target, addresses, end)) as connection:
                answer = self._ask(connection, target, end)
        except (OSError, HTTPException, ValueError) as error:
            raise Failure(_reason(error, end)) from error
        if time.monotonic() >= end:
            raise Failure(Reason.TIMEOUT)
        return answer

    def _connected(self, target: Target, addresses: list[str], end: float) -> HTTPConnection:
        """A connection to the first address that takes one."""
        *others, last = addresses
        for address in others:
            with suppress(OSError):
                return self._connect(target, address, end)
        return self._connect(target, last, end)

    def _connect(self, target: Target, address: str, end: float) -> HTTPConnection:
        seconds = max(end - time.monotonic(), 0.001)
        connection = PlainConnection(target, address, seconds)
        if target.is_secure:
            connection = SecureConnection(target, address, seconds, self.context)
        try:
            connection.connect()
        except OSError:
            connection.close()
            raise
        return connection

    def _ask(self, connection: HTTPConnection, target: Target, end: float) -> Answer:
        headers = {"User-Agent": self.agent, "Accept": "*/*", "Accept-Encoding": "identity"}
        with _cut_off(connection.sock, end):
            connection.request("GET", target.path, headers=headers)
            with connection.getresponse() as response:
                return self._read(response)

    def _read(self, response: HTTPResponse) -> Answer:
        media_type = response.headers.get_content_type()
        location = response.headers.get("Location", "")
        return Answer(
            code=response.status,
            location=location.encode("latin-1").decode(errors="replace"),
            asks_to_wait="Retry-After" in response.headers,
            media_type=media_type if MEDIA_TYPE.fullmatch(media_type) else "",
            sha256=self._digest(response) if response.status in range(200, 300) else "",
        )

    def _digest(self, response: HTTPResponse) -> str:
        """The SHA-256 of the body; empty where it is longer than may be read."""
        body = response.read(self.largest + 1)
        if len(body) > self.largest:
            return ""
        if response.length:  # http.client says nothing of a body that ends too early.
            raise IncompleteRead(body, response.length)
        return sha256(body).hexdigest()


@contextmanager
def _cut_off(connected: socket.socket, end: float) -> Iterator[None]:
    """Shut a connection when its time is over: a time limit of a socket begins with each byte."""

    def shut() -> None:
        with suppress(OSError):
            # Not the method of SSLSocket, which would take the connection from its reader.
            socket.socket.shutdown(connected, socket.SHUT_RDWR)

    timer = Timer(max(end - time.monotonic(), 0), shut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _reason(error: Exception, end: float) -> Reason:
    if isinstance(error, TimeoutError) or time.monotonic() >= end:
        return Reason.TIMEOUT
    if isinstance(error, ssl.SSLCertVerificationError):
        return Reason.CERTIFICATE
    return Reason.NO_CONNECTION if isinstance(error, OSError) else Reason.BAD_ANSWER
