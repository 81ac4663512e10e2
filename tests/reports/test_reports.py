"""A reader reports an error, and an editor deals with it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory, override_settings
from django.utils.timezone import now

from inet3site.clients import network_of
from inet3site.publishing import ledger
from inet3site.publishing.stores import stores_of
from inet3site.reports.limits import MOST, may_report
from inet3site.reports.models import Report, ReportState
from inet3site.reports.places import match_of
from inet3site.reports.templatetags.reports import report_url
from tests import factories as make

pytestmark = pytest.mark.stores

PAGE = "/en/glossary/metaverse/"
TEXT = "The definition is not the one that the source gives."


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def reader() -> Client:
    return Client(headers={"host": "localhost"})


def send(reader: Client, **fields: str) -> Any:
    """The answer to a report with these fields."""
    return reader.post("/report/", {"page": PAGE, "text": TEXT, "website": "", **fields})


def test_the_form_is_filled_in_with_page_and_section(reader: Client) -> None:
    response = reader.get("/report/", {"page": "/zh-hans/policies/x/", "section": "s-2-3"})
    html = response.content.decode()
    assert 'value="/zh-hans/policies/x/"' in html
    assert 'value="s-2-3"' in html
    assert "报告错误" in html
    assert response["Content-Language"] == "zh-hans"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    "page", ["//evil.example/", "/admin/", "https://evil.example/en/", "x", ""]
)
def test_only_a_page_of_this_site_is_filled_in(reader: Client, page: str) -> None:
    html = reader.get("/report/", {"page": page, "section": "s-1"}).content.decode()
    assert "evil" not in html
    assert 'value="s-1"' not in html


def test_a_report_is_kept_and_the_reader_thanked(reader: Client) -> None:
    response = send(reader, section="s-1", email="reader@inet3.example")
    assert response.status_code == 302
    thanks = reader.get(response["Location"])
    assert f'href="{PAGE}"' in thanks.content.decode()
    report = Report.objects.get()
    assert (report.page, report.section, report.text) == (PAGE, "s-1", TEXT)
    assert report.email == "reader@inet3.example"
    assert report.state == ReportState.OPEN


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"page": "/en/nowhere/at/all/"}, "address of a page of this site"),
        ({"page": "javascript:alert(1)"}, "address of a page of this site"),
        ({"page": ""}, "required"),
        ({"section": "<b>"}, "follows “#”"),
        ({"text": ""}, "required"),
        ({"text": "x" * 4001}, "4000"),
        ({"text": "a\0b"}, "Null characters"),
        ({"email": "nobody"}, "valid email"),
    ],
)
def test_what_is_not_valid_is_said_beside_its_field(
    reader: Client, fields: dict[str, str], error: str
) -> None:
    response = send(reader, **fields)
    assert response.status_code == 400
    assert error in response.content.decode()
    assert not Report.objects.exists()


def test_a_program_falls_into_the_trap(reader: Client) -> None:
    assert send(reader, website="https://spam.example").status_code == 302
    assert not Report.objects.exists()


def test_a_form_of_another_site_is_refused() -> None:
    client = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
    assert send(client).status_code == 403
    token = client.get("/report/").cookies["csrftoken"].value
    assert send(client, csrfmiddlewaretoken=token).status_code == 302


def test_one_address_sends_only_so_many(reader: Client) -> None:
    answers = [send(reader).status_code for _ in range(MOST + 1)]
    assert answers == [302] * MOST + [429]
    refused = send(reader)
    assert refused["Retry-After"]
    assert TEXT in refused.content.decode()
    assert Report.objects.count() == MOST
    other = Client(headers={"host": "localhost"}, REMOTE_ADDR="192.0.2.7")
    assert send(other).status_code == 302


def test_the_limit_holds_for_reports_at_the_same_time() -> None:
    request = RequestFactory().get("/report/")
    with ThreadPoolExecutor(8) as pool:
        allowed = list(pool.map(lambda _number: may_report(request), range(40)))
    assert sum(allowed) == MOST


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_a_reader_is_known_by_the_network(address: str, network: str) -> None:
    request = RequestFactory(REMOTE_ADDR=address).get("/", headers={"x-forwarded-for": "10.0.0.1"})
    assert network_of(request) == network


@override_settings(BEHIND_PROXY=True)
def test_behind_a_proxy_the_last_address_counts() -> None:
    request = RequestFactory(REMOTE_ADDR="10.0.0.1").get(
        "/", headers={"x-forwarded-for": "198.51.100.9, 192.0.2.7"}
    )
    assert network_of(request) == "192.0.2.7"


def test_the_form_tells_nothing_of_a_draft(reader: Client) -> None:
    draft = make.make_term(slug="secret", name_zh="机密", name_en="Confidential")
    ledger.revise(draft)
    known = reader.get("/report/", {"page": "/en/glossary/secret/"}).content.decode()
    unknown = reader.get("/report/", {"page": "/en/glossary/absent/"}).content.decode()
    assert "Confidential" not in known
    assert send(reader, page="/en/glossary/secret/").status_code == 302
    assert send(reader, page="/en/glossary/absent/").status_code == 302
    assert without_token(known, "secret") == without_token(unknown, "absent")


def without_token(html: str, slug: str) -> str:
    """A page without what differs from one answer to the next."""
    before, _, rest = html.partition("csrfmiddlewaretoken")
    return (before + rest.partition(">")[2]).replace(slug, "")


@pytest.mark.parametrize(
    ("role", "desk", "address"),
    [
        ("editorial", "", "/report/?page=%2Fen%2Fglossary%2Fmetaverse%2F&section=s-1"),
        ("public", "", ""),
        (
            "public",
            "https://desk.example",
            "https://desk.example/report/?page=%2Fen%2Fglossary%2Fmetaverse%2F&section=s-1",
        ),
    ],
)
def test_the_link_leads_to_where_the_form_is(role: str, desk: str, address: str) -> None:
    with override_settings(ROLE=role, DESK_URL=desk):
        assert report_url(RequestFactory().get(PAGE), "s-1") == address


def test_only_paths_of_pages_are_known() -> None:
    assert match_of("/en/policies/")
    assert match_of("/zh-hans/districts/x/")
    for path in (
        "/policies/",
        "/admin/",
        "/en",
        "en/policies/",
        "/fr/policies/",
        "/en/policies/../x",
    ):
        assert match_of(path) is None, path


# The desk


@pytest.fixture
def report() -> Report:
    return Report.objects.create(page=PAGE, section="s-1", text=TEXT, email="reader@inet3.example")


def test_the_desk_leads_to_page_and_form(admin_client: Client, report: Report) -> None:
    term = make.make_term(slug="metaverse", name_en="Metaverse")
    html = admin_client.get(f"/admin/reports/report/{report.pk}/change/").content.decode()
    assert f'href="{PAGE}#s-1"' in html
    assert f'href="/admin/policies/term/{term.pk}/change/"' in html
    assert '<textarea name="text"' not in html
    assert admin_client.get("/admin/reports/report/?state=open&q=definition").status_code == 200
    assert admin_client.get("/admin/reports/report/add/").status_code == 403


def test_a_page_that_is_no_entrys_has_no_form(admin_client: Client) -> None:
    for page in ("/en/policies/", "/en/glossary/gone/", "/en/policies/metaverse/"):
        report = Report.objects.create(page=page, text=TEXT)
        response = admin_client.get(f"/admin/reports/report/{report.pk}/change/")
        assert response.status_code == 200
        assert "/admin/policies/term/" not in response.content.decode().partition("<main")[2]


def test_dealing_with_a_report_forgets_who_sent_it(admin_client: Client, report: Report) -> None:
    address = f"/admin/reports/report/{report.pk}/change/"
    admin_client.post(address, {"state": "dealt-with", "note": "Corrected.", "text": "forged"})
    report.refresh_from_db()
    assert (report.state, report.note, report.email) == ("dealt-with", "Corrected.", "")
    assert report.text == TEXT
    assert report.dealt_by == User.objects.get()
    assert report.dealt_at is not None
    admin_client.post(address, {"state": "open", "note": "Not yet."})
    report.refresh_from_db()
    assert (report.state, report.dealt_by, report.dealt_at) == ("open", None, None)
    admin_client.post(address, {"state": "open", "note": "Asked."})
    report.refresh_from_db()
    assert report.note == "Asked."


def test_several_are_dealt_with_at_once(admin_client: Client, report: Report) -> None:
    other = Report.objects.create(page=PAGE, text=TEXT)
    chosen = {"action": "mark_dealt_with", "_selected_action": [report.pk, other.pk]}
    response = admin_client.post("/admin/reports/report/", chosen, follow=True)
    assert "2 reports were dealt with." in response.content.decode()
    assert not Report.objects.filter(state=ReportState.OPEN).exists()
    assert not Report.objects.exclude(email="").exists()


def test_who_may_only_look_changes_nothing(client: Client, report: Report) -> None:
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_report"))
    client.force_login(user)
    chosen = {"action": "mark_dealt_with", "_selected_action": [report.pk]}
    client.post("/admin/reports/report/", chosen)
    report.refresh_from_db()
    assert report.state == ReportState.OPEN


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "lost"},
        {"state": "dealt-with"},
        {"dealt_at": now()},
        {"state": "dealt-with", "dealt_at": now()},
    ],
)
def test_the_database_keeps_no_address_of_what_is_dealt_with(
    report: Report, changes: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**changes)


def test_reports_stand_in_the_workspace_alone() -> None:
    assert stores_of("reports", "report") == {"default"}
