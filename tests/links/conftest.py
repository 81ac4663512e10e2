"""What the tests of links share."""

import pytest

from policies.models import Source
from tests import factories as make
from tests.links.samples import PLACE


@pytest.fixture
def source() -> Source:
    return make.make_source(slug="report", title="Report", url=PLACE)
