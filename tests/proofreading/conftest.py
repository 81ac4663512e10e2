"""Django's test client at the desk, as a superuser."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.people import browser_of


@pytest.fixture
def desk(db: None, admin_user: User) -> Client:
    return browser_of(admin_user)
