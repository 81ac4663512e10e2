"""What the tests of files share: a storage that begins empty, and who works at the desk."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import Storage
from django.test import Client

from policies.files import attachments


@pytest.fixture(autouse=True)
def storage() -> Storage:
    """The storage of all files, emptied."""
    storage = attachments()
    for name in storage.listdir("")[1]:
        storage.delete(name)
    return storage


@pytest.fixture
def desk(client: Client, admin_user: User) -> Client:
    """A browser in which an editor is signed in."""
    client.force_login(admin_user)
    return client


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Callable) -> Callable:
    """Do something, and project what it published."""

    def call(do: Callable, *args: object, **kwargs: object) -> object:
        with django_capture_on_commit_callbacks(execute=True):
            return do(*args, **kwargs)

    return call
