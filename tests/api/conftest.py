from typing import Any

import pytest
from django.test import Client

from .content import Content, make_content

BASE = "/api/v1/"


class ApiClient(Client):
    """A client that names addresses from the API's root on, and expects a status."""

    def ask(self, path: str = "", *, status: int = 200, **kwargs: Any) -> Any:
        """The JSON of an answer with this status."""
        response = self.get(BASE + path, **kwargs)
        assert response.status_code == status, response.content
        return response.json()

    def answer(self, path: str = "", **kwargs: Any) -> Any:
        """The whole answer."""
        return self.get(BASE + path, **kwargs)


@pytest.fixture
def api() -> ApiClient:
    return ApiClient(raise_request_exception=False)


@pytest.fixture
def content() -> Content:
    return make_content()
