"""What every test shares: the two database marks, the closed network, Hypothesis's profile."""

from collections.abc import Iterator

import pytest
from django.utils import translation
from hypothesis import settings
from pytest_django import DjangoDbBlocker

from tests.crawl import Crawl, crawl

DATABASES = {"stores": ["default", "live"], "public": ["live"]}
CONNECTING = {"browser", "processes"}
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
