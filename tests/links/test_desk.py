"""What the desk says of the links of sources."""

from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate

from inet3site.desk.dashboard import panels
from inet3site.links.models import Link
from inet3site.links.outcomes import Outcome, Status
from inet3site.links.rounds import due, note
from policies.models import Source
from tests import factories as make
from tests.links.samples import MISSING, NOW, OK, PLACE, SILENT, WEEK, found, wanted
from tests.people import browser_of, person

pytestmark = pytest.mark.stores


def page(client: Client, query: str = "") -> str:
    response = client.get(f"/admin/links/link/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_leads_to_source_and_link(source: Source) -> None:
    moved = Outcome(Status.MOVED, "https://new.example/?a=1&b=2", code=200, sha256="b" * 64)
    source.sha256 = "a" * 64
    source.save()
    found(moved)
    html = page(browser_of(person("author", "author")))
    assert f'href="/admin/policies/source/{source.pk}/change/"' in html
    assert f'href="{PLACE}"' in html
    assert "Moved for good: https://new.example/?a=1&amp;b=2; changed since" in html
    assert "style=" not in html


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("?attention=broken", 1),
        ("?attention=changed", 1),
        ("?status__exact=unreachable", 1),
        ("?kind__exact=archive_url", 0),
        ("?attention=x", 3),
        ("?q=Changed", 1),
    ],
)
def test_the_list_is_filtered(query: str, count: int) -> None:
    for outcome, title in ((MISSING, "Missing"), (SILENT, "Silent"), (OK, "Changed")):
        source = make.make_source(title=title, url=PLACE, sha256="b" * 64)
        for link in due(now=NOW, older_than=WEEK):
            if link.source_id == source.pk:
                note(link, outcome, at=NOW)
    html = page(browser_of(person("reviewer", "reviewer")), query)
    assert html.count('class="field-source_form"') == count


def test_the_list_asks_the_database_as_often_for_many(
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(20):
        make.make_source(url=f"https://a.example/{number}", sha256="b" * 64)
    found(OK)
    client = browser_of(person("author", "author"))
    with django_assert_max_num_queries(14):
        page(client)


def test_nothing_is_changed_at_the_desk_but_what_is_due(source: Source) -> None:
    found(OK)
    link = Link.objects.get()
    client = browser_of(person("author", "author"))
    chosen = {"action": "check_again", "_selected_action": [link.pk]}
    answer = client.post("/admin/links/link/", chosen, follow=True)
    assert "1 link will be checked again." in answer.content.decode()
    assert wanted() == [PLACE]
    found(OK)
    assert wanted() == []
    form = f"/admin/links/link/{link.pk}/"
    assert client.post(f"{form}change/", {"status": "broken"}).status_code == 403
    assert "delete_selected" not in page(client)
    assert client.get("/admin/links/link/add/").status_code == 403


def test_who_has_no_role_sees_and_marks_nothing(source: Source) -> None:
    found(OK)
    client = browser_of(person("nobody"))
    chosen = {"action": "check_again", "_selected_action": [Link.objects.get().pk]}
    assert client.post("/admin/links/link/", chosen).status_code == 403
    assert wanted() == []


def test_the_first_page_counts_broken_links(source: Source) -> None:
    author = person("author", "author")

    def lines() -> list[tuple[str, str, str]]:
        shown = {str(each.title): each.lines for each in panels(author, today=localdate())}
        found = shown.get("Broken links", [])
        return [(line.name, line.address, line.note) for line in found]

    found(OK)
    assert lines() == []
    found(MISSING)
    form = f"/admin/policies/source/{source.pk}/change/"
    assert lines() == [("Report", form, f"{localdate(NOW).isoformat()} 404: {PLACE}")]
    found(OK)
    found(SILENT)
    found(SILENT, days=1)
    assert lines()[0][2].endswith(f"too slow: {PLACE}")
    html = browser_of(author).get("/admin/").content.decode()
    assert "Broken links (1)" in html
    reviewer = person("reviewer", "reviewer")
    assert not panels(reviewer, today=localdate())
