"""What the tests of the desk share."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.stores import Stores, make_stores


@pytest.fixture
def desk(client: Client, admin_user: User, committing: None) -> Client:
    """A browser in which an editor is signed in."""
    client.force_login(admin_user)
    return client


@pytest.fixture
def committing(django_capture_on_commit_callbacks: Callable) -> Iterator[None]:
    """Project when a request has committed, though the test's own transaction never does."""
    request = Client.request

    def request_and_commit(self: Client, **kwargs: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return request(self, **kwargs)

    with patch.object(Client, "request", request_and_commit):
        yield


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    """Two databases with all tables, to be copied."""
    with make_stores(tmp_path_factory.mktemp("migrated")) as stores:
        stores.manage("migrate", "-v0")
        yield stores


@pytest.fixture
def stores(tmp_path: Path, migrated: Stores) -> Iterator[Stores]:
    """Two databases of this test's own, on the server of this run."""
    with make_stores(tmp_path, like=migrated) as stores:
        yield stores
