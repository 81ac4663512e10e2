"""A web server on this machine whose answers a test chooses, and what may ask it."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

from inet3site.links.addresses import is_public
from inet3site.links.checking import Pace
from inet3site.links.fetching import Fetcher

HERE = ip_address("127.0.0.1")

Responder = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """Answers by path; `asked` are the requests in their order, each a path with its headers."""

    def __init__(self, port: int, scheme: str) -> None:
        self.port, self.scheme = port, scheme
        self.answers: dict[str, Responder] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def at(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """The address of a path on this server."""
        return f"{self.scheme}://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """What was asked."""
        return [path for path, _headers in self.asked]

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Give the answer that the test has chosen."""
        self.asked.append((request.path, dict(request.headers)))
        self.answers.get(request.path, says(404))(request)


def says(code: int, body: bytes = b"", **headers: str) -> Responder:
    """An answer with a code, a body and headers; `_` in a header's name is a hyphen."""

    def respond(request: BaseHTTPRequestHandler) -> None:
        request.send_response(code)
        request.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return respond


def sends(*pieces: bytes, pause: Callable[[], Any] = lambda: None) -> Responder:
    """Raw bytes, with a pause after each piece; the connection ends after the last."""

    def respond(request: BaseHTTPRequestHandler) -> None:
        request.close_connection = True
        for piece in pieces:
            try:
                request.wfile.write(piece)
                request.wfile.flush()
            except OSError:
                return
            pause()

    return respond


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server on a free port of this machine, with TLS if there is a context for it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.answer(self)

        def log_message(self, *args: Any) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.handle_error = lambda *args: None  # type: ignore[method-assign]
    if context:
        httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
    server = Server(httpd.server_port, "https" if context else "http")
    thread = threading.Thread(target=httpd.serve_forever, args=[0.01])
    thread.start()
    try:
        yield server
    finally:
        httpd.shutdown()
        thread.join()
        httpd.server_close()


def here_too(address: IPv4Address | IPv6Address, port: int) -> bool:
    """What may be asked in tests: this machine as well, at any port."""
    return address == HERE or is_public(address, port)


def fetcher(**fields: Any) -> Fetcher:
    """What asks in tests."""
    return Fetcher(**{"agent": "tests", "permits": here_too, "seconds": 10.0, **fields})


def no_pause() -> Pace:
    """A pace that never waits."""
    return Pace(0)
