"""How entries are cited: on their pages, and as files."""

from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate, localtime

from inet3site.publishing.models import Entry
from inet3site.publishing.registry import all_types
from policies.models import Policy
from tests import factories as make
from tests.bibliography.parsers import read_bibtex, read_csl, read_ris
from tests.builders import build_all
from tests.pages.reading import LANGUAGES, get, links, words
from tests.pages.test_editions import publish

pytestmark = pytest.mark.stores

PLAN = "/en/policies/plan/"
RECORD_1 = "http://localhost/en/policies/plan/history/1/"


@pytest.fixture
def policy() -> Policy:
    """A work plan with an issuer, a lead body and a number, in two editions."""
    policy = make.make_policy(
        slug="plan",
        kind="work-plan",
        title_zh="工作方案",
        title_en="Work {plan} & 100%",
        published_on="2023-03-17",
        document_number="京科发〔2023〕1号",
        official_url="https://example.org/a_b?c=1&d=%20",
    )
    issuer = make.make_organisation(slug="commission")
    lead = make.make_organisation(slug="lead", name_en="Lead body")
    make.make_issuance(policy=policy, organisation=lead, role="lead")
    make.make_issuance(policy=policy, organisation=issuer, position=1)
    publish(issuer, lead, policy)
    policy.title_en = "Other title"
    policy.save()
    publish(policy)
    return policy


def download(path: str) -> Any:
    """The file at a path."""
    response = Client(HTTP_HOST="localhost").get(path)
    assert response.status_code == 200, path
    return response


def test_a_page_says_how_to_cite_the_document_and_the_record(policy: Policy) -> None:
    page, today = get(PLAN), localdate().isoformat()
    text = words(page)
    assert "What stands here is this site's summary." in text
    assert (
        "北京市科委. 工作方案: 京科发〔2023〕1号[A/OL]. (2023-03-17)"
        f"[{today}]. https://example.org/a_b?c=1&d=%20."
    ) in text
    assert (
        "北京互联网3.0政策观察. 工作方案: 政策文件条目，第2版[EB/OL]. "
        f"({today})[{today}]. http://localhost/zh-hans/policies/plan/history/2/."
    ) in text
    assert "Science Commission. (2023, March 17). Other title (京科发〔2023〕1号)." in text
    assert f"Other title: policy record, edition 2[EB/OL]. ({today})" in text
    assert {f"{PLAN}cite.{form}" for form in ("bib", "ris", "json")} <= links(page)


def test_the_style_of_the_apa_is_english(policy: Policy) -> None:
    page = get(PLAN.replace("/en/", "/zh-hans/"))
    assert '<dd lang="en">' in page
    assert "Science Commission. (2023, March 17). Other title (京科发〔2023〕1号)." in words(page)


def test_an_old_edition_is_cited_as_it_was(policy: Policy) -> None:
    page = get(f"{PLAN}history/1/")
    assert "Work {plan} & 100%: policy record, edition 1[EB/OL]" in words(page)
    assert {f"{PLAN}history/1/cite.{form}" for form in ("bib", "ris", "json")} <= links(page)
    [_document, record] = read_bibtex(download(f"{PLAN}history/1/cite.bib").content.decode())
    assert record["title"] == "Work {plan} & 100%: policy record, edition 1"
    assert (record["edition"], record["url"]) == ("1", RECORD_1)


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("bib", "application/x-bibtex"),
        ("ris", "application/x-research-info-systems"),
        ("json", "application/vnd.citationstyles.csl+json"),
    ],
)
def test_files_have_their_type_and_name(policy: Policy, form: str, media_type: str) -> None:
    response = download(f"{PLAN}cite.{form}")
    assert response["Content-Type"] == f"{media_type}; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="plan-edition-2.{form}"'
    assert response["X-Robots-Tag"] == "noindex"


def test_the_forms_say_the_same(policy: Policy) -> None:
    texts = {
        form: download(f"{PLAN}cite.{form}").content.decode() for form in ("bib", "ris", "json")
    }
    bibtex, ris, csl = read_bibtex(texts["bib"]), read_ris(texts["ris"]), read_csl(texts["json"])
    for entry, record, item in zip(bibtex, ris, csl, strict=True):
        values = dict(record)
        assert entry["key"] == values["ID"] == item["id"]
        assert entry["title"] == values["TI"] == item["title"]
        assert entry["author"] == values["AU"] == item["author"][0]["literal"]
        assert entry["url"] == values["UR"] == item["URL"]
    assert str(policy.pk) in csl[1]["note"]
    day = localtime(policy.updated_at or None).date()
    assert csl[1]["issued"] == {"date-parts": [[day.year, day.month, day.day]]}


def test_other_endings_are_not_there(policy: Policy) -> None:
    for end in ("cite.txt", "cite.bibx", "history/9/cite.bib"):
        get(f"{PLAN}{end}", status=404)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_can_be_cited(language: str) -> None:
    entries: list[Entry] = [*build_all("Public", number=1).values()]
    publish(*entries)
    assert len(entries) == len(list(all_types()))
    for entry in entries:
        path = entry.get_absolute_url().replace("/en/", f"/{language}/", 1)
        assert f"{path}cite.bib" in links(get(path))
        read_bibtex(download(f"{path}cite.bib").content.decode())
        read_ris(download(f"{path}cite.ris").content.decode())
        *_work, record = read_csl(download(f"{path}history/1/cite.json").content.decode())
        assert record["URL"] == f"http://localhost{path}history/1/"
