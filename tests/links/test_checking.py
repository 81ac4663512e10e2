"""What becomes of a link, asked of a real web server on this machine."""

import hashlib
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from inet3site.links.checking import MOST_REDIRECTS, Pace, check
from inet3site.links.outcomes import Outcome, Reason, Status
from tests.links.servers import Server, fetcher, here_too, no_pause, says, sends, serving

pytestmark = pytest.mark.processes

BODY = "一体化".encode()
HEAD = b"HTTP/1.1 200 OK\r\n"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def outcome(address: str, **fields) -> Outcome:
    return check(address, fetcher(**fields), no_pause())


def test_a_link_that_works_is_hashed(server: Server) -> None:
    server.answers["/a?b=1"] = says(200, BODY, Content_Type="Text/HTML; charset=utf-8")
    assert outcome(server.at("/a?b=1#part")) == Outcome(
        Status.OK,
        server.at("/a?b=1"),
        code=200,
        media_type="text/html",
        sha256=hashlib.sha256(BODY).hexdigest(),
    )


def test_the_request_says_who_asks_and_nothing_else(server: Server) -> None:
    server.answers["/"] = says(302, Location="/next", Set_Cookie="a=b")
    server.answers["/next"] = says(200)
    outcome(server.at(), agent="inet3site-links (+https://inet3.example/)")
    for _path, headers in server.asked:
        assert headers == {
            "Host": f"127.0.0.1:{server.port}",
            "User-Agent": "inet3site-links (+https://inet3.example/)",
            "Accept": "*/*",
            "Accept-Encoding": "identity",
        }


@pytest.mark.parametrize(
    ("code", "status"),
    [
        *((code, Status.OK) for code in (200, 203, 204)),
        *((code, Status.REFUSED) for code in (401, 403, 412, 451)),
        *((code, Status.BROKEN) for code in (304, 400, 404, 410, 418, 500, 502, 503)),
        (429, Status.BUSY),
    ],
)
def test_each_code_has_its_meaning(server: Server, code: int, status: Status) -> None:
    server.answers["/"] = says(code)
    found = outcome(server.at())
    assert (found.status, found.code, found.reason) == (status, code, None)


def test_a_host_that_names_a_time_is_asked_later(server: Server) -> None:
    server.answers["/"] = says(503, Retry_After="120")
    assert outcome(server.at()).status == Status.BUSY


# Redirects


@pytest.mark.parametrize(
    ("codes", "status"),
    [
        ([301], Status.MOVED),
        ([308, 301], Status.MOVED),
        ([302], Status.OK),
        ([303, 307], Status.OK),
        ([301, 302], Status.OK),
        ([302, 301], Status.OK),
        ([301] * MOST_REDIRECTS, Status.MOVED),
    ],
)
def test_redirects_are_followed(server: Server, codes: list[int], status: Status) -> None:
    for number, code in enumerate(codes):
        server.answers[f"/{number}"] = says(code, Location=f"{number + 1}")
    end = f"/{len(codes)}"
    server.answers[end] = says(200, BODY)
    found = outcome(server.at("/0"))
    assert (found.status, found.address, found.code) == (status, server.at(end), 200)


def test_a_redirect_in_chinese_is_followed(server: Server) -> None:
    path = "/政策".encode().decode("latin-1")
    server.answers["/"] = says(301, Location=path)
    server.answers["/%E6%94%BF%E7%AD%96"] = says(200)
    assert outcome(server.at()).status == Status.MOVED


def test_what_moved_to_nowhere_is_broken(server: Server) -> None:
    server.answers["/"] = says(301, Location="/gone")
    found = outcome(server.at())
    assert (found.status, found.code, found.address) == (Status.BROKEN, 404, server.at("/gone"))


def test_a_circle_ends(server: Server) -> None:
    server.answers["/a"] = says(302, Location="/b")
    server.answers["/b"] = says(302, Location="/a")
    found = outcome(server.at("/a"))
    assert (found.status, found.reason) == (Status.BROKEN, Reason.REDIRECTS)
    assert len(server.asked) == MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        *(("http://10.0.0.1/", Reason.NOT_PUBLIC), ("http://127.0.0.2/", Reason.NOT_PUBLIC)),
        *(("http://0xa9fea9fe/", Reason.NOT_PUBLIC), ("//[::1]/", Reason.NOT_PUBLIC)),
        *(
            ("http://[::ffff:10.0.0.1]/", Reason.NOT_PUBLIC),
            ("http://8.8.8.8:22/", Reason.NOT_PUBLIC),
        ),
        *(("file:///etc/passwd", Reason.BAD_ADDRESS), ("ftp://8.8.8.8/", Reason.BAD_ADDRESS)),
        *(("http://user@8.8.8.8/", Reason.BAD_ADDRESS), ("http://[", Reason.BAD_ADDRESS)),
        ("javascript:alert(1)", Reason.BAD_ADDRESS),
    ],
)
def test_each_redirect_is_checked_again(server: Server, location: str, reason: Reason) -> None:
    server.answers["/"] = says(302, Location=location)
    found = outcome(server.at())
    assert (found.status, found.reason) == (Status.UNREACHABLE, reason)
    assert server.paths == ["/"]


def test_this_machine_is_not_asked_without_the_tests_own_rule(server: Server) -> None:
    from_here = fetcher(permits=lambda address, port: here_too(address, port) and port == 443)
    assert check(server.at(), from_here, no_pause()).reason == Reason.NOT_PUBLIC
    assert not server.asked


def test_the_name_is_looked_up_once(server: Server, monkeypatch) -> None:
    """A name that says something else the second time leads nowhere else."""
    looked_up: list[str] = []

    def resolver(host: str, port: int, **kwargs) -> list:
        looked_up.append(host)
        return [(None, None, None, "", ("127.0.0.1" if len(looked_up) == 1 else "10.0.0.1", port))]

    monkeypatch.setattr("inet3site.links.addresses.socket.getaddrinfo", resolver)
    monkeypatch.setattr("inet3site.links.fetching.socket.create_connection", connect_to_number)
    server.answers["/"] = says(200)
    assert outcome(server.at(host="rebinding.example")).status == Status.OK
    assert looked_up == ["rebinding.example"]
    assert server.asked[0][1]["Host"] == f"rebinding.example:{server.port}"


def connect_to_number(address: tuple[str, int], seconds: float):
    """A connection without the standard library's own look at the resolver."""
    connection = socket.socket()
    connection.settimeout(seconds)
    connection.connect(address)
    return connection


# Bad answers


def test_a_host_that_does_not_exist(monkeypatch) -> None:
    def unknown(*args, **kwargs):
        raise OSError("Name or service not known")

    monkeypatch.setattr("inet3site.links.addresses.socket.getaddrinfo", unknown)
    found = outcome("http://nowhere.invalid/")
    assert (found.status, found.reason, found.code) == (
        Status.UNREACHABLE,
        Reason.NO_HOST,
        None,
    )


def test_a_port_where_nobody_listens(server: Server) -> None:
    address = server.at()
    with serving() as other:
        address = other.at()
    assert outcome(address).reason == Reason.NO_CONNECTION


@pytest.mark.parametrize(
    "pieces",
    [
        [HEAD + b"Content-Length: 100\r\n\r\nshort"],
        [HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab"],
        [HEAD + b"Transfer-Encoding: chunked\r\n\r\nnonsense\r\n"],
        [b"nonsense\r\n\r\n"],
        [b"HTTP/1.1 99999 OK\r\n\r\n"],
        [b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n"],
        [HEAD + b"A: " + b"b" * 100_000 + b"\r\n\r\n"],
    ],
)
def test_an_answer_that_is_not_whole(server: Server, pieces: list[bytes]) -> None:
    server.answers["/"] = sends(*pieces)
    found = outcome(server.at())
    assert (found.status, found.reason) == (Status.UNREACHABLE, Reason.BAD_ANSWER)


def test_no_answer_at_all(server: Server) -> None:
    server.answers["/"] = sends()
    assert outcome(server.at()).reason == Reason.NO_CONNECTION


@pytest.mark.parametrize(
    "pieces",
    [
        [b"H"] * 400,
        [HEAD, *[b"A: b\r\n"] * 400],
        [HEAD + b"Content-Length: 500\r\n\r\n", *[b"x"] * 400],
        [HEAD + b"\r\n", *[b"x"] * 400],
    ],
    ids=["status", "headers", "body", "body without length"],
)
def test_a_host_that_drips_is_cut_off(server: Server, pieces: list[bytes]) -> None:
    over = threading.Event()
    server.answers["/"] = sends(*pieces, pause=lambda: over.wait(0.05))
    start = time.monotonic()
    found = outcome(server.at(), seconds=0.5)
    over.set()
    assert time.monotonic() - start < 5
    assert (found.status, found.reason) == (Status.UNREACHABLE, Reason.TIMEOUT)


def test_a_host_that_is_silent_is_cut_off(server: Server) -> None:
    over = threading.Event()
    server.answers["/"] = sends(b"", pause=lambda: over.wait(20))
    found = outcome(server.at(), seconds=0.3)
    over.set()
    assert found.reason == Reason.TIMEOUT


def test_no_more_than_a_part_of_a_huge_body_is_read(server: Server) -> None:
    sent: list[int] = []
    piece = b"x" * 65536
    head = HEAD + b"Content-Length: 999999999\r\n\r\n"
    server.answers["/"] = sends(head, *[piece] * 2000, pause=lambda: sent.append(1))
    found = outcome(server.at(), largest=100_000)
    assert (found.status, found.code, found.sha256) == (Status.OK, 200, "")
    assert len(sent) < 1500


def test_a_body_of_just_the_size_is_read(server: Server) -> None:
    server.answers["/"] = says(200, BODY)
    assert outcome(server.at(), largest=len(BODY)).sha256
    assert not outcome(server.at(), largest=len(BODY) - 1).sha256


@pytest.mark.parametrize("media_type", ["nonsense", "a/b/c", "<b>/x", "text/" + "x" * 200])
def test_a_media_type_that_is_none_is_not_kept(server: Server, media_type: str) -> None:
    server.answers["/"] = says(200, Content_Type=media_type)
    assert outcome(server.at()).media_type in ("", "text/plain")


# TLS


def certificate(directory: Path, host: str) -> Path:
    """A certificate that a host has signed itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = directory / "certificate.pem"
    path.write_bytes(private + signed.public_bytes(pem))
    return path


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[tuple[Server, Path]]:
    """A server with TLS whose certificate is for `localhost`, and that certificate."""
    path = certificate(tmp_path, "localhost")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    with serving(context) as server:
        server.answers["/"] = says(200, BODY)
        yield server, path


def test_a_certificate_that_nobody_vouches_for(secure: tuple[Server, Path]) -> None:
    found = outcome(secure[0].at(host="127.0.0.1"))
    assert (found.status, found.reason) == (Status.UNREACHABLE, Reason.CERTIFICATE)
    assert not secure[0].asked


def test_a_certificate_for_the_name_that_was_asked(
    secure: tuple[Server, Path], monkeypatch
) -> None:
    server, path = secure
    found = [(None, None, None, "", ("127.0.0.1", server.port))]
    monkeypatch.setattr(
        "inet3site.links.addresses.socket.getaddrinfo", lambda *args, **kwargs: found
    )
    monkeypatch.setattr("inet3site.links.fetching.socket.create_connection", connect_to_number)
    trusting = ssl.create_default_context(cafile=str(path))
    assert outcome(server.at(host="localhost"), context=trusting).status == Status.OK
    assert outcome(server.at(host="other.example"), context=trusting).reason == Reason.CERTIFICATE


def test_a_host_that_speaks_no_tls(server: Server) -> None:
    found = outcome(server.at().replace("http:", "https:"))
    assert (found.status, found.reason) == (Status.UNREACHABLE, Reason.NO_CONNECTION)


# The pace


def test_one_host_is_asked_at_intervals_and_others_meanwhile() -> None:
    times = {"now": 100.0}
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        times["now"] += seconds

    pace = Pace(2.0, clock=lambda: times["now"], sleep=sleep)
    pace.wait("a.example")
    pace.wait("b.example")
    assert slept == []
    times["now"] += 0.5
    pace.wait("a.example")
    pace.wait("b.example")
    assert slept == [1.5, 0.0]


def test_redirects_keep_the_pace_too(server: Server) -> None:
    slept: list[float] = []
    pace = Pace(2.0, clock=lambda: 100.0, sleep=slept.append)
    server.answers["/"] = says(302, Location="/next")
    check(server.at(), fetcher(), pace)
    assert slept == [2.0]
