"""What every test shares: the two database marks, the closed network, Hypothesis's profile.

And which of them one process runs, where several run them.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation
from hypothesis import settings
from pytest_django import DjangoDbBlocker
from xdist.scheduler import LoadScopeScheduling

from tests.crawl import Crawl, crawl

DATABASES = {"stores": ["default", "live"], "public": ["live"]}
CONNECTING = {"browser", "processes"}
SHARING = {
    "tests/gates/test_feeds.py": "crawl",
    "tests/gates/test_head.py": "crawl",
    "tests/gates/test_linked_data.py": "crawl",
    "tests/gates/test_links.py": "crawl",
    "tests/pages/test_public_numbers.py": "crawl",
    "tests/publishing/test_processes.py": "stores",
    "tests/publishing/test_recheck_processes.py": "stores",
    "tests/publishing/test_schedule_processes.py": "stores",
    "tests/publishing/test_writers.py": "stores",
}
"""The files whose tests need the site read as a whole, or databases of their own."""

THIS_MACHINE = ["127.0.0.1", "localhost", "::1"]

settings.register_profile("tests", deadline=None)
settings.load_profile("tests")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each test the databases and the network that its marks name."""
    for item in items:
        for name, databases in DATABASES.items():
            if mark := item.get_closest_marker(name):
                item.add_marker(pytest.mark.django_db(databases=databases, **mark.kwargs))
        if any(item.get_closest_marker(name) for name in CONNECTING):
            item.add_marker(pytest.mark.allow_hosts(THIS_MACHINE))


class SharedSetup(LoadScopeScheduling):
    """Gives one process the tests that share what is costly to make; all others singly."""

    def _split_scope(self, nodeid: str) -> str:
        path, *names = nodeid.partition("[")[0].split("::")
        if path in SHARING:
            return SHARING[path]
        return "::".join([path, names[0]]) if len(names) > 1 else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> SharedSetup | None:
    """Take the place of xdist's own way to balance; not where another was asked for."""
    return SharedSetup(config, log) if config.getvalue("dist") == "load" else None


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Begin each test in English, whatever language the one before it asked for."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def crawled(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Crawl:
    """The whole site with its own content, read once; for tests with the marks that share it."""
    with django_db_blocker.unblock():
        return crawl()
