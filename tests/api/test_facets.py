"""What each value of a filter of policies would find, as the API tells it."""

from typing import Any

import pytest

from inet3site.publishing.stores import live_store
from tests import factories as make

from .conftest import ApiClient
from .content import Content
from .documented import component_of, errors_of

pytestmark = pytest.mark.public

PATH = "facets/policies/"


def options(answer: Any) -> dict[str, dict[str, int]]:
    """The counts of an answer, by filter and value."""
    return {
        facet["name"]: {each["value"]: each["count"] for each in facet["options"]}
        for facet in answer["items"]
    }


def test_each_count_is_what_the_list_has(api: ApiClient, content: Content) -> None:
    counted = options(api.ask(f"{PATH}?level=municipal"))
    assert list(counted) == [
        *("kind", "level", "organisation", "layer", "technology", "year", "status")
    ]
    assert counted["year"] == {"2023": 1, "2021": 1}
    for name, values in counted.items():
        for value, count in values.items():
            query = f"{name}={value}" if name == "level" else f"level=municipal&{name}={value}"
            assert api.ask(f"policies/?{query}&count=exact")["count"] == count > 0, query


def test_values_have_the_names_of_both_languages_or_of_one(api: ApiClient) -> None:
    with live_store():
        body = make.make_organisation(slug="office", name_zh="局", name_en="")
        make.make_issuance(policy=make.make_policy(kind="plan"), organisation=body)
    kind, _level, organisation, *_rest = api.ask(PATH)["items"]
    assert kind["label"] == {"zh": "类型", "en": "Kind"}
    [option] = kind["options"]
    assert option == {
        "value": "plan",
        "label": {"zh": "规划", "en": "Plan"},
        "count": 1,
        "chosen": False,
    }
    assert organisation["options"][0]["label"] == {"zh": "局", "en": None}
    year = api.ask(f"{PATH}?lang=zh&kind=plan")["items"][5]
    assert (year["label"], year["options"][0]["label"]) == ("发布年份", "2023")


def test_a_chosen_value_is_there_though_it_finds_nothing(api: ApiClient, content: Content) -> None:
    answer = api.ask(f"{PATH}?kind=measures")
    chosen = [each for each in answer["items"][0]["options"] if each["chosen"]]
    assert [(each["value"], each["count"]) for each in chosen] == [("measures", 0)]
    assert answer["count"] == 0


@pytest.mark.parametrize(
    ("query", "parameter", "code", "suggestion"),
    [
        ("knd=plan", "knd", "unknown", "kind"),
        ("kind=plam", "kind", "invalid_choice", "plan"),
        ("limit=1", "limit", "unknown", None),
        ("kind=plan&kind=plan", "kind", "repeated", None),
        ("lang=fr", "lang", "invalid", "zh"),
        ("year=soon", "year", "invalid", None),
    ],
)
def test_parameters_are_read_strictly(
    api: ApiClient, query: str, parameter: str, code: str, suggestion: str | None
) -> None:
    [error] = api.ask(f"{PATH}?{query}", status=400)["errors"]
    assert (error["parameter"], error["code"]) == (parameter, code)
    assert suggestion is None or error["suggestion"] == suggestion


@pytest.mark.parametrize("query", ["", "?kind=plan", "?lang=en"])
def test_the_answer_is_as_documented(api: ApiClient, content: Content, query: str) -> None:
    assert errors_of(api.ask(PATH + query), component_of("/api/v1/facets/policies/")) == []


def test_facets_are_found_from_the_index_and_explained(api: ApiClient) -> None:
    assert api.ask()["facets"] == "http://testserver/api/v1/facets/policies/"
    assert "/api/v1/facets/policies/?" in api.answer("docs/").content.decode()
