"""The search page and its suggestions."""

from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from inet3site.publishing import derived
from inet3site.publishing.stores import live_store
from policies.models import Policy
from tests import factories as make

pytestmark = pytest.mark.public


@pytest.fixture(autouse=True)
def live() -> Iterator[None]:
    with live_store():
        yield


def indexed[E: Any](entry: E) -> E:
    derived.write(entry)
    return entry


@pytest.fixture
def policy() -> Policy:
    policy = make.make_policy(
        slug="paper", title_zh="白皮书", title_en="White paper <1>", summary_en="On the & metaverse"
    )
    make.make_section(policy=policy, identifier="s-2-3", text_en="The <b>metaverse</b> & data")
    return indexed(policy)


def page(client: Client, query: str = "", language: str = "en", *, status: int = 200) -> str:
    response = client.get(f"/{language}/search/{query}")
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_without_a_query_it_explains_itself_and_may_be_indexed(client: Client) -> None:
    html = page(client)
    assert "noindex" not in html
    assert 'rel="canonical"' in html
    assert "special fund" in html


def test_a_passage_is_marked_and_opens_at_its_section(client: Client, policy: Policy) -> None:
    html = page(client, "?q=metaverse+data")
    assert 'href="/en/policies/paper/#s-2-3"' in html
    assert "<mark>metaverse</mark>&lt;/b&gt; &amp; <mark>data</mark>" in html
    assert '<meta name="robots" content="noindex">' in html
    assert 'rel="canonical"' not in html


def test_a_title_is_marked_where_it_stands(client: Client, policy: Policy) -> None:
    html = page(client, "?q=paper")
    assert "White <mark>paper</mark> &lt;1&gt;" in html
    assert 'lang="zh-Hans"' in page(client, f"?q={quote('白皮')}")
    assert "<mark>白皮</mark>书" in page(client, f"?q={quote('白皮')}", "zh-hans")


def test_results_are_grouped_with_counts_and_pages(client: Client, policy: Policy) -> None:
    for number in range(25):
        indexed(make.make_term(slug=f"t-{number:02}", name_zh=f"词{number}", name_en="Metaverse x"))
    html = page(client, "?q=metaverse")
    assert "All (26)" in html
    assert "Terms (25)" in html
    assert "All 25 results: terms" in html
    assert html.count('href="/en/glossary/t-') == 5
    html = page(client, "?q=metaverse&type=term&page=2")
    assert html.count('href="/en/glossary/t-') == 5
    assert "Page 2 of 2" in html
    assert "paper" not in html[html.index("<main") :]
    page(client, "?q=metaverse&type=term&page=3", status=404)


def test_it_says_what_it_searched_for_besides(client: Client) -> None:
    indexed(make.make_term(slug="metaverse"))
    indexed(make.make_policy(title_zh="元宇宙行动计划", title_en="An action plan"))
    html = page(client, "?q=metaverse")
    assert "Also searched for: <strong>元宇宙</strong>" in html
    assert "An action plan" in html


def test_a_misspelling_is_answered_and_told(client: Client, policy: Policy) -> None:
    assert "Nothing matches “metavrese”" not in page(client, "?q=metavrese")
    indexed(make.make_term(slug="metaverse"))
    html = page(client, "?q=metavrese")
    assert "Nothing matches “metavrese”" in html
    assert '<a href="/en/search/?q=metaverse">metaverse</a>' in html


def test_nothing_helps_on(client: Client, policy: Policy) -> None:
    html = page(client, "?q=qqqq")
    assert "Nothing was found" in html
    assert "Quotes find a phrase" in html
    html = page(client, "?q=metaverse&type=district")
    assert "no results of this kind" in html
    assert "Policies (1)" in html


def test_an_entry_is_shown_with_the_name_by_which_it_was_found(
    client: Client, policy: Policy
) -> None:
    body = indexed(make.make_organisation(name_zh="科委", name_en="Science Commission"))
    make.make_issuance(policy=policy, organisation=body)
    derived.remove(policy.pk)
    indexed(policy)
    html = page(client, "?q=science")
    assert "Names: <mark>Science</mark> Commission" in html


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (f"?q={'a' * 201}", "at most 200 characters"),
        (f"?q={'a+' * 11}", "10 words at most"),
        ("?q=-x", "at least one word"),
        ("?q=%00", "Null characters"),
        ("?q=x&type=nothing", "nothing is not one of the available choices"),
    ],
)
def test_what_cannot_be_searched_for_is_a_400(client: Client, query: str, message: str) -> None:
    assert message in unescape(page(client, query, status=400))
    assert client.get(f"/en/search/suggestions/{query}").status_code == 400


def test_unknown_parameters_are_ignored(client: Client, policy: Policy) -> None:
    assert "White" in page(client, "?q=paper&utm_source=x&page=x")


def test_what_is_typed_is_never_markup(client: Client) -> None:
    html = page(client, f"?q={quote('"><script>x')}")
    assert "<script>x" not in html


def suggested(client: Client, query: str, language: str = "en") -> list[dict[str, str]]:
    return client.get(f"/{language}/search/suggestions/?q={quote(query)}").json()["items"]


def test_titles_are_suggested_while_somebody_types(client: Client, policy: Policy) -> None:
    indexed(make.make_source(slug="white", title="White source"))
    [item] = suggested(client, "whi")
    assert item == {
        "name": "White paper <1>",
        "lang": "en",
        "type": "policy",
        "url": "/en/policies/paper/",
    }
    assert [item["name"] for item in suggested(client, "baipish", "zh-hans")] == ["白皮书"]
    assert suggested(client, "metaverse") == []
    assert suggested(client, "") == []


@pytest.mark.parametrize("path", ["/en/", "/zh-hans/policies/", "/en/nothing-here/"])
def test_every_page_leads_to_the_search(client: Client, path: str) -> None:
    with live_store():
        make.make_site_page(slug="home")
    html = client.get(path).content.decode()
    assert f'action="/{path.split("/")[1]}/search/"' in html
