"""What is not understood is refused by name."""

from typing import Any

import pytest

from districts.models import District
from inet3site.publishing.models import Entry, PublicSlug
from inet3site.publishing.registry import type_of
from inet3site.publishing.stores import live_store
from tests import factories as make

from .conftest import ApiClient
from .content import Content, make_content

pytestmark = pytest.mark.public


def refused(api: ApiClient, path: str) -> dict[str, Any]:
    problem = api.ask(path, status=400)
    [error] = problem["errors"]
    assert error["detail"] in problem["detail"]
    return error


@pytest.mark.parametrize(
    ("path", "parameter", "code", "suggestion"),
    [
        ("commitments/?distrct=chaoyang", "distrct", "unknown", "district"),
        ("policies/?page=2", "page", "unknown", None),
        ("policies/?format=json", "format", "unknown", None),
        ("policies/?limit=1&limit=2", "limit", "repeated", None),
        ("policies/?kind=white-papers", "kind", "invalid_choice", "white-paper"),
        ("policies/?kind=", "kind", "malformed", None),
        ("policies/?kind=%00", "kind", "malformed", None),
        ("commitments/?district=chaoyan", "district", "invalid_choice", "chaoyang"),
        ("policies/?year=abc", "year", "invalid", None),
        ("policies/?year=99999", "year", "max_value", None),
        ("commitments/?currency=yuan", "currency", "invalid", None),
        ("policies/?limit=0", "limit", "out-of-range", "1"),
        ("policies/?limit=201", "limit", "out-of-range", "200"),
        ("policies/?limit=٣", "limit", "out-of-range", None),
        ("policies/?limit=-1", "limit", "out-of-range", "1"),
        ("policies/?limit=12.5", "limit", "out-of-range", "12"),
        (f"policies/?limit={'9' * 5000}", "limit", "out-of-range", "200"),
        ("policies/?limit=nan", "limit", "out-of-range", None),
        ("policies/?count=yes", "count", "invalid", "exact"),
        ("policies/?lang=de", "lang", "invalid", "en"),
        ("policies/?sort=publishd_on", "sort", "invalid", "published_on"),
        ("policies/?sort=slug,-slug", "sort", "repeated", None),
        ("policies/?fields=slug,tilte", "fields", "invalid", "title"),
        ("policies/?cursor=nonsense", "cursor", "invalid", None),
        ("policies/?include=source", "include", "invalid", "sources"),
        ("policies/?include=sections", "include", "invalid", None),
        ("policies/?include=sources,sources", "include", "repeated", None),
        ("policies/policy-1/?include=target", "include", "invalid", "targets"),
        ("sources/?include=sources", "include", "unknown", None),
        ("sections/?as_of=2026-05-01", "as_of", "unknown", None),
        ("policies/policy-1/?as_of=2026-05-01&as_of=2026-05-02", "as_of", "repeated", None),
        ("policies/policy-1/editions/?fields=seq", "fields", "unknown", None),
        ("policies/policy-1/editions/?limit=0", "limit", "out-of-range", "1"),
        ("policies/policy-1/editions/1/?as_of=2026-05-01", "as_of", "unknown", None),
        ("policies/policy-1/editions/1/?include=x", "include", "invalid", None),
        ("targets/?policy=policy-2", "policy", "invalid_choice", "policy-1"),
        ("targets/?operator=>", "operator", "invalid_choice", None),
        ("terms/?broader=nothing", "broader", "invalid_choice", None),
        ("milestones/?state=don", "state", "invalid_choice", "done"),
        ("policies/policy-1/?limit=2", "limit", "unknown", None),
        ("policies/policy-1/?lang=fr", "lang", "invalid", None),
        ("?lang=en", "lang", "unknown", None),
        ("openapi.json?x=1", "x", "unknown", None),
    ],
)
def test_refused(
    api: ApiClient,
    content: Content,
    path: str,
    parameter: str,
    code: str,
    suggestion: str | None,
) -> None:
    error = refused(api, path)
    assert (error["parameter"], error["code"]) == (parameter, code)
    if suggestion:
        assert error["suggestion"] == suggestion


@pytest.mark.parametrize(
    ("value", "code", "suggestion"),
    [
        ("yesterday", "malformed", None),
        ("2026-05", "malformed", None),
        ("2026-02-30", "malformed", None),
        ("20260503", "malformed", None),
        ("2026-05-03T12:00:00", "malformed", None),
        ("2026-05-03T25:00:00Z", "malformed", None),
        ("2026-05-03T12:00Z", "malformed", None),
        ("2026-05-03T12:00:00+08:00", "malformed", "2026-05-03T12:00:00+08:00"),
        ("0001-01-01T00:00:00%2B08:00", "malformed", None),
        ("9999-12-31T23:59:59-08:00", "malformed", None),
        ("٢٠٢٦-05-03", "malformed", None),
        ("9999-12-31", "in-the-future", None),
        ("9999-12-31T00:00:00Z", "in-the-future", None),
    ],
)
def test_a_moment_that_cannot_be(
    api: ApiClient, value: str, code: str, suggestion: str | None
) -> None:
    for path in ("policies/", "policies/policy-1/"):
        error = refused(api, f"{path}?as_of={value}")
        assert (error["parameter"], error["code"]) == ("as_of", code)
        assert error["suggestion"] == suggestion


@pytest.mark.parametrize("query", ["kind=plan", "sort=slug", "count=exact", "year=2026"])
def test_a_list_of_the_past_takes_no_filter_and_no_order(api: ApiClient, query: str) -> None:
    error = refused(api, f"policies/?as_of=2026-05-03&{query}")
    assert (error["parameter"], error["code"]) == (query.split("=")[0], "beside-as-of")


def test_everything_that_is_wrong_is_told_at_once(api: ApiClient) -> None:
    problem = api.ask("policies/?limit=x&kind=x&year=x&sort=x&unknown=x", status=400)
    names = {error["parameter"] for error in problem["errors"]}
    assert names == {"limit", "kind", "year", "sort", "unknown"}


def test_errors_are_in_the_language_of_the_client(api: ApiClient) -> None:
    response = api.answer("policies/?year=x", headers={"accept-language": "zh-hans"})
    assert "Accept-Language" in response["Vary"]
    assert "请填写整数" in response.json()["detail"]


def test_a_former_slug_filters_by_the_entry_that_had_it(api: ApiClient, content: Content) -> None:
    kept(content.district, "old")
    items = api.ask("commitments/?district=old&fields=id")["items"]
    assert items == [{"id": str(content.commitment.pk)}]


def test_the_entry_that_has_a_slug_now_wins_in_filters(api: ApiClient, content: Content) -> None:
    other = make_content(2)
    kept(content.district, other.district.slug)
    items = api.ask(f"commitments/?district={other.district.slug}&fields=id")["items"]
    assert items == [{"id": str(other.commitment.pk)}]


def test_the_slug_of_what_was_withdrawn_is_no_filter(api: ApiClient, content: Content) -> None:
    with live_store():
        make.make_public_edition(entry=District(slug="gone"), operation="withdraw")
    assert refused(api, "commitments/?district=gone")["code"] == "invalid_choice"


def kept(entry: Entry, slug: str) -> None:
    """Let an entry have had this address."""
    with live_store():
        PublicSlug.objects.create(entry_type=type_of(entry).name, slug=slug, entry_id=entry.pk)
