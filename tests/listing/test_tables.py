"""Every list as CSV: all that a query finds, for people with Excel and for programs."""

import csv
import re
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils.timezone import localdate

from inet3site.publishing.models import Applied
from policies.models import Policy
from tests import factories as make
from tests.pages.reading import get, links

from .test_facets import LISTS

pytestmark = [pytest.mark.public, pytest.mark.usefixtures("live")]

Rows = list[dict[str, str]]


def text_of(path: str, **headers: str) -> str:
    """The file at a path."""
    response = Client(HTTP_HOST="localhost").get(path, headers=headers)
    assert response.status_code == HTTPStatus.OK, path
    return b"".join(response.streaming_content).decode()


def rows(path: str) -> Rows:
    """The rows of the file at a path, by the names of their columns."""
    text = text_of(path)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(text[1:].splitlines(keepends=True), strict=True))


def publish(policy: Policy, sequence: int) -> None:
    """Move the head of the ledger by an edition."""
    make.make_public_edition(entry=policy, sequence=sequence, number=sequence)
    Applied.objects.update_or_create(id=1, defaults={"sequence": sequence})


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_a_table_whose_rows_have_permanent_addresses(name: str) -> None:
    [address] = {link for link in links(get(f"/en/{name}/")) if "format=csv" in link}
    found = rows(f"/en/{name}/{address}")
    assert found
    for row in found:
        assert row["address"] == f"http://localhost/id/{row['id']}"
        assert Client(HTTP_HOST="localhost").get(f"/id/{row['id']}").status_code == 303
        assert int(row["edition"]) > 0
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", row["updated_at"])


def test_columns_have_the_texts_of_both_languages_and_name_what_is_related() -> None:
    layer = make.make_layer(number=2)
    technologies = [make.make_technology(slug=slug, layers=[layer]) for slug in ("xr", "ai")]
    policy = make.make_policy(slug="plan", title_zh="计划", title_en="Plan", period_to=2025)
    make.make_issuance(policy=policy, organisation=make.make_organisation(slug="bureau"))
    make.make_provision(policy=policy, technologies=technologies)
    target = make.make_target(policy=policy, amount="50000000000.5000")
    [row] = rows("/zh-hans/policies/?format=csv")
    assert (row["slug"], row["title_zh"], row["title_en"]) == ("plan", "计划", "Plan")
    assert (row["period_from"], row["period_to"]) == ("", "2025")
    assert (row["organisation"], row["layer"]) == ("bureau", "layer-2")
    assert row["technology"] == "ai xr"
    [row] = rows("/en/targets/?format=csv")
    assert (row["id"], row["amount"]) == (str(target.pk), "50000000000.5")
    assert (row["policy"], row["policy_zh"], row["policy_en"]) == ("plan", "计划", "Plan")
    names = {row["slug"]: row["layers"] for row in rows("/en/technologies/?format=csv")}
    assert names == {"ai": "layer-2", "xr": "layer-2"}


def test_a_table_is_of_the_whole_query_in_its_order() -> None:
    for number in range(60):
        make.make_policy(slug=f"plan-{number:02}", kind="plan", published_on=f"{2000 + number}")
    make.make_policy(slug="paper", kind="white-paper")
    page = get("/en/policies/?kind=plan&sort=published_on&page=2&utm_source=x")
    [address] = {link for link in links(page) if "format=csv" in link}
    assert [row["slug"] for row in rows(f"/en/policies/{address}")] == [
        f"plan-{number:02}" for number in range(60)
    ]


def test_a_table_is_rfc_4180_and_holds_no_formula() -> None:
    hostile = ['=HYPERLINK("http://x")', "+1", "-1", "@sum", "\t=1", "＝1", 'a,"b"\r\nc', "3.0"]
    for number, title in enumerate(hostile):
        make.make_policy(slug=f"policy-{number}", title_en=title)
    text = text_of("/en/policies/?format=csv")
    assert text.count("\r\n") == text.count("\n")
    titles = {row["slug"]: row["title_en"] for row in rows("/en/policies/?format=csv")}
    for number, title in enumerate(hostile):
        expected = title if title[0] in "a3" else f"'{title}"
        assert titles[f"policy-{number}"] == expected


def test_a_table_is_a_file_named_after_the_list_and_the_day() -> None:
    make.make_policy()
    response = Client(HTTP_HOST="localhost").get("/en/policies/?format=csv")
    assert response.streaming
    assert response["Content-Type"].startswith("text/csv; charset=utf-8")
    name = f"policies-{localdate().isoformat()}.csv"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize("form", ["csv", "atom"])
def test_a_table_or_feed_is_kept_until_something_is_published(form: str) -> None:
    policy: Policy = make.make_policy()
    publish(policy, 1)
    client = Client(HTTP_HOST="localhost")
    path = f"/en/policies/?format={form}"
    first = client.get(path)
    assert first.has_header("Last-Modified")
    assert "max-age=60" in first["Cache-Control"]
    tag = {"if-none-match": first["ETag"]}
    assert client.get(path, headers=tag).status_code == HTTPStatus.NOT_MODIFIED
    publish(policy, 2)
    assert client.get(path, headers=tag).status_code == HTTPStatus.OK


def test_a_form_that_there_is_not_and_a_filter_that_cannot_be_are_a_400() -> None:
    for query in ("format=xml", "format=csv&kind=nonsense", "format=atom&year=soon"):
        assert "<html" in get(f"/en/policies/?{query}", status=400)
