"""The real server, on a port of its own."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection

from inet3site.environment import BASE_DIR
from tests.stores import Stores

PATIENCE = 60


@contextmanager
def running(stores: Stores, port: int, workers: int = 1) -> Iterator[str]:
    """The address of the real server on these stores; its own process is stopped at the end."""
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--log-level", "warning"),
        *("--blocking-threads", "4", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", str(workers)),
        "inet3site.wsgi:application",
    ]
    process = subprocess.Popen(command, cwd=BASE_DIR, env=stores.environment)
    try:
        end = time.monotonic() + PATIENCE
        while not answers(port):
            assert process.poll() is None, "The server ended by itself."
            assert time.monotonic() < end, "The server does not answer."
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def answers(port: int) -> bool:
    """Whether something answers HTTP on this port."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("HEAD", "/en/")
        connection.getresponse()
    except OSError:
        return False
    finally:
        connection.close()
    return True


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
