"""Search through the API."""

from urllib.parse import quote

import pytest

from inet3site.publishing import derived
from inet3site.publishing.stores import live_store
from policies.models import Policy
from tests import factories as make

from .conftest import ApiClient
from .documented import component_of, errors_of

pytestmark = pytest.mark.public


@pytest.fixture
def policy() -> Policy:
    with live_store():
        policy = make.make_policy(slug="paper", title_zh="元宇宙白皮书", title_en="White paper")
        make.make_section(policy=policy, identifier="s-2", text_zh="发展𠮷元宇宙", text_en="Text")
        derived.write(policy)
        source = make.make_source(slug="daily", title="元宇宙日报", language="zh-Hans")
        derived.write(source)
    return policy


def test_items_are_ranked_with_what_matches(api: ApiClient, policy: Policy) -> None:
    answer = api.ask(f"search/?q={quote('元宇宙')}")
    assert [item["slug"] for item in answer["items"]] == ["paper", "daily"]
    assert (answer["count"], answer["types"]) == (2, {"source": 1, "policy": 1})
    item, source = answer["items"]
    assert (item["type"], item["id"], item["edition"]) == ("policy", str(policy.pk), 1)
    assert item["name"] == {"zh": "元宇宙白皮书", "en": "White paper"}
    assert item["url"] == "http://testserver/api/v1/policies/paper/"
    assert source["name"] == "元宇宙日报"
    assert [passage["field"] for passage in item["passages"]] == ["title", "text"]


def test_marks_are_places_in_plain_text(api: ApiClient, policy: Policy) -> None:
    [item] = api.ask(f"search/?q={quote('元宇宙')}&type=policy")["items"]
    passage = item["passages"][1]
    [(start, end)] = passage["marks"]
    assert passage["text"][start:end] == "元宇宙"
    assert passage["lang"] == "zh-Hans"
    assert passage["html"] == {
        "zh": "http://testserver/zh-hans/policies/paper/#s-2",
        "en": "http://testserver/en/policies/paper/#s-2",
    }


def test_type_limit_and_lang(api: ApiClient, policy: Policy) -> None:
    query = f"search/?q={quote('元宇宙')}"
    answer = api.ask(f"{query}&limit=1&lang=en")
    assert [item["name"] for item in answer["items"]] == ["White paper"]
    assert answer["count"] == 2
    answer = api.ask(f"{query}&type=source")
    assert (answer["count"], answer["types"]) == (1, {"source": 1, "policy": 1})


def test_what_was_meant_and_what_else_was_searched_for(api: ApiClient, policy: Policy) -> None:
    with live_store():
        derived.write(make.make_term(slug="metaverse"))
    answer = api.ask("search/?q=metavrese")
    assert (answer["meant"], answer["also"]) == ("metaverse", ["元宇宙"])
    assert answer["count"] == 3
    assert api.ask("search/?q=qqqq") == {
        **{"items": [], "count": 0, "types": {}, "also": [], "meant": None, "head": 0}
    }


@pytest.mark.parametrize("query", ["q=paper", "q=paper&lang=zh", "q=qqqq", "q=science"])
def test_answers_are_as_documented(api: ApiClient, policy: Policy, query: str) -> None:
    with live_store():
        body = make.make_organisation()
        make.make_issuance(policy=policy, organisation=body)
        derived.remove(policy.pk)
        derived.write(body)
        derived.write(policy)
    answer = api.ask(f"search/?{query}")
    assert errors_of(answer, component_of("/api/v1/search/")) == []


@pytest.mark.parametrize(
    ("query", "parameter", "code"),
    [
        ("", "q", "required"),
        ("q=", "q", "malformed"),
        ("q=%00", "q", "malformed"),
        ("q=-x", "q", "invalid"),
        (f"q={'a' * 201}", "q", "invalid"),
        ("q=x&q=y", "q", "repeated"),
        ("q=x&type=polcy", "type", "invalid"),
        ("q=x&limit=201", "limit", "out-of-range"),
        ("q=x&lang=fr", "lang", "invalid"),
        ("q=x&page=2", "page", "unknown"),
    ],
)
def test_parameters_are_read_strictly(
    api: ApiClient, query: str, parameter: str, code: str
) -> None:
    [error] = api.ask(f"search/?{query}", status=400)["errors"]
    assert (error["parameter"], error["code"]) == (parameter, code)


def test_the_index_and_the_document_name_it(api: ApiClient) -> None:
    assert api.ask()["search"] == "http://testserver/api/v1/search/"
    operation = api.ask("openapi.json")["paths"]["/api/v1/search/"]["get"]
    assert [each["name"] for each in operation["parameters"]] == ["q", "type", "limit", "lang"]
    assert "/api/v1/search/?q=" in api.answer("docs/").content.decode()
