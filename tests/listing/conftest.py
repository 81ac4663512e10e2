from collections.abc import Iterator

import pytest

from inet3site.publishing.stores import live_store
from tests.api.content import make_content


@pytest.fixture
def live() -> Iterator[None]:
    """Rows made by a test are published ones."""
    with live_store():
        yield


@pytest.fixture
def content(live: None) -> None:
    """Three rows of each resource, related to one another."""
    for number in (1, 2, 3):
        make_content(number)
