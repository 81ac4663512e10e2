"""What the tests of the desk share."""

from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.test import Client


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
