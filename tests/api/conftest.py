from typing import Any

import pytest
from django.test import Client

from policies.models import Policy
from tests import factories as make

from .content import Content, make_content
from .ledger import day, publish, withdraw

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


@pytest.fixture
def renamed() -> Policy:
    """A policy that came out on 2 May and was renamed on the 6th, withdrawn, and back on the 12th.

    Its issuer came out on 1 May, and was renamed on 4 May.
    """
    issuer = make.make_organisation(slug="issuer", name_zh="旧局", name_en="Old office")
    publish(issuer, at=day(1))
    policy = make.make_policy(slug="plan", title_zh="计划", title_en="Plan")
    make.make_issuance(policy=policy, organisation=issuer)
    make.make_section(policy=policy, identifier="s-1", heading_zh="目标", text_zh="一")
    source = make.make_source(slug="source", title="Daily")
    publish(source, at=day(1))
    make.make_policy_citation(policy=policy, source=source, field="title")
    target = make.make_target(policy=policy, amount=5)
    make.make_policy_citation(policy=policy, source=source, target=target, quote="5")
    publish(policy, at=day(2))
    publish(issuer, at=day(4), name_zh="新局", name_en="New office", slug="new-issuer")
    policy.sections.update(text_zh="二")
    publish(policy, at=day(6), title_zh="新计划", slug="new-plan")
    withdraw(policy, at=day(9), replacement=None)
    publish(policy, at=day(12), title_zh="计划三")
    return policy
