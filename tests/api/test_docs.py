"""The page that explains the API."""

import re

import pytest
from django.utils.translation import override

from inet3site.api.problems import PROBLEMS
from inet3site.api.resources import VIEWSETS
from inet3site.pages.models import OWN_ADDRESSES
from inet3site.publishing.stores import live_store
from tests import factories as make
from tests.pages.reading import scripts_within

from .conftest import ApiClient

pytestmark = pytest.mark.public


def page(api: ApiClient, query: str = "", **kwargs: object) -> str:
    response = api.answer(f"docs/{query}", **kwargs)
    assert response.status_code == 200
    return response.content.decode()


def test_resources_and_problems_are_explained(api: ApiClient) -> None:
    html = page(api)
    for viewset in VIEWSETS:
        assert f'id="{viewset().resource.collection}"' in html
    for problem in PROBLEMS:
        assert f'id="{problem.code}"' in html
    assert "curl 'http://testserver/api/v1/commitments/?district=chaoyang'" in html
    assert "white-paper" in html
    assert "CommitmentReference[]" in html


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_one_table_has_every_filter(api: ApiClient, lang: str) -> None:
    html = page(api, f"?lang={lang}")
    table = html[html.index('<h2 id="filters"') : html.index('<h2 id="history"')]
    rows = re.findall(r"<tbody>(.*?)</tbody>", table, re.DOTALL)
    for viewset, row in zip(VIEWSETS, rows, strict=True):
        name = viewset().resource.collection
        filters = viewset.filterset_class.base_filters
        assert f'<a href="#{name}">' in row
        assert re.findall(r'<th scope="row"><code>(\w+)</code></th>', row) == list(filters)
        with override({"en": "en", "zh": "zh-hans"}[lang]):
            for each in filters.values():
                assert f"<td>{each.label}</td>" in row


def test_changes_and_history_are_explained(api: ApiClient) -> None:
    html = page(api)
    assert "curl 'http://testserver/api/v1/changes/?since=0&amp;limit=200'" in html
    for name in ("next_since", "changed", "etag", "as_of", "include"):
        assert name in html


def test_no_link_is_dead(api: ApiClient) -> None:
    with live_store():
        for slug in OWN_ADDRESSES:
            make.make_site_page(slug=slug)
    for address in set(re.findall(r'<a[^>]* href="(/[^"#]*)"', page(api))):
        assert api.get(address).status_code == 200, address


def test_nothing_is_inline(api: ApiClient) -> None:
    html = page(api)
    assert scripts_within(html) == []
    assert "style=" not in html


@pytest.mark.parametrize(
    ("query", "accept", "tag"),
    [
        ("", "en", "en"),
        ("", "zh-CN", "zh-Hans"),
        ("?lang=zh", "en", "zh-Hans"),
        ("?lang=en", "zh-CN", "en"),
    ],
)
def test_languages(api: ApiClient, query: str, accept: str, tag: str) -> None:
    assert f'<html lang="{tag}"' in page(api, query, headers={"accept-language": accept})


def test_a_language_that_there_is_not(api: ApiClient) -> None:
    assert api.answer("docs/?lang=fr").status_code == 400
