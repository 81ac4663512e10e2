"""How many requests a second one core answers, beside Django's bare no-op view.

`make bench` prints a table. All rows are measured in one process and one run, on the WSGI
application without a network, so that only their ratios matter. The stores are SQLite files with
60 documents, each with every part.
"""

import os
import tempfile
import time
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

directory = tempfile.TemporaryDirectory(prefix="inet3site-bench-")
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "tests.settings",
    "DATABASE_URL": f"sqlite:///{Path(directory.name)}/workspace.sqlite3",
    "LIVE_DATABASE_URL": f"sqlite:///{Path(directory.name)}/live.sqlite3",
}

import django  # noqa: E402  (after the environment)

django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import override_settings  # noqa: E402

from inet3site.publishing import ledger, projector  # noqa: E402
from inet3site.publishing.registry import type_named  # noqa: E402
from inet3site.publishing.stores import live_store  # noqa: E402
from tests.builders import build, build_all  # noqa: E402

SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))
WARM_UP = 5
DOCUMENTS = 60
ANSWERS = {
    "page: home": "/en/",
    "page: a policy": "/en/policies/text-1/",
    "page: 50 policies": "/zh-hans/policies/",
    "page: search": "/en/search/?q=text",
    "API: one policy": "/api/v1/policies/text-1/",
    "API: 50 policies": "/api/v1/policies/?limit=50",
    "API: search": "/api/v1/search/?q=text&limit=20",
}
KEEPING = {"answers": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
BARE = {"MIDDLEWARE": [], "ROOT_URLCONF": "tests.bench_urls"}


def main() -> None:
    """Fill two stores, measure each kind of answer and print the table."""
    call_command("migrate", verbosity=0)
    fill_stores()
    with override_settings(**BARE), live_store():
        rates = {"bare Django, no-op view": measure("/no-op")}
        stock = measure("/stock/policies/?limit=50")
    rates |= {name: measure(path) for name, path in ANSWERS.items()}
    rates["stock DRF, no middleware: 50 policies"] = stock
    with override_settings(CACHES=KEEPING):
        rates |= {f"{name}, kept": measure(path) for name, path in ANSWERS.items()}
    print_table(rates)


def fill_stores() -> None:
    """Publish one entry of each type, and the documents."""
    entries = build_all("text", number=1)
    policy_type = type_named("policies.policy")
    published = [*entries.values()]
    for number in range(2, DOCUMENTS + 1):
        published.append(build(policy_type, "text", number=number, targets=entries))
    for entry in published:
        ledger.revise(entry)
        ledger.publish(entry)
    projector.catch_up()


def measure(path: str) -> float:
    """Requests for `path` a second, once it is warm."""
    application = WSGIHandler()
    for _ in range(WARM_UP):
        ask(application, path)
    count, start = 0, time.perf_counter()
    while (elapsed := time.perf_counter() - start) < SECONDS:
        ask(application, path)
        count += 1
    return count / elapsed


def ask(application: WSGIHandler, path: str) -> None:
    """One request; its answer must be 200."""
    route, _, query = path.partition("?")
    environ: dict[str, Any] = {"PATH_INFO": route, "QUERY_STRING": query, "HTTP_HOST": "localhost"}
    setup_testing_defaults(environ)
    environ["wsgi.input"] = BytesIO()
    statuses: list[str] = []

    def note(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        statuses.append(status)

    response = application(environ, note)
    b"".join(response)
    response.close()
    assert statuses[0].startswith(str(HTTPStatus.OK.value)), f"{path}: {statuses[0]}"


def print_table(rates: dict[str, float]) -> None:
    """One line for each kind of answer: requests a second, and percent of the first."""
    first = next(iter(rates.values()))
    print(f"{'answer':40} {'requests/s':>10} {'of no-op':>9}")
    for name, rate in rates.items():
        print(f"{name:40} {rate:10,.0f} {rate / first:9.2%}")


if __name__ == "__main__":
    main()
