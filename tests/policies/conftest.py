"""What tests of policies share."""

from collections.abc import Iterator

import pytest

from inet3site.publishing.stores import live_store
from policies.models import Policy
from tests import factories as make


@pytest.fixture
def live() -> Iterator[None]:
    """Rows made by a test are published ones."""
    with live_store():
        yield


@pytest.fixture
def policy(live: None) -> Policy:
    """A work plan with two sections, a measure and a source."""
    policy = make.make_policy(
        slug="work-plan",
        kind="work-plan",
        title_zh="工作方案",
        title_en="Work plan",
        summary_zh="概要",
        published_on="2023-03",
        period_from=2023,
        period_to=2025,
        document_number="京科发〔2023〕1号",
        official_url="https://example.org/plan",
    )
    organisation = make.make_organisation(slug="commission")
    make.make_issuance(policy=policy, organisation=organisation)
    first = make.make_section(policy=policy, identifier="s-1")
    make.make_section(
        policy=policy, identifier="s-1-1", parent=first, position=1, text_en="", text_zh="只有中文"
    )
    make.make_provision(policy=policy, section=first)
    return policy
