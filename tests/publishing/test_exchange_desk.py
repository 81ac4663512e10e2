"""Export and import at the desk: give a file, look at what it changes, confirm."""

import csv
import json
from io import StringIO
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from inet3site.publishing import ledger
from inet3site.publishing.exchange.files import LONGEST_XLSX_CELL, Format
from inet3site.publishing.exchange.progress import Track
from inet3site.publishing.models import Edition, Event, Revision, RevisionKind
from inet3site.publishing.registry import EntryType, all_types
from policies.models import Organisation
from tests import factories as make
from tests.people import browser_of, person

pytestmark = pytest.mark.stores

LIST = "admin:policies_organisation_changelist"
IMPORT = "admin:policies_organisation_import"
TYPES = [pytest.param(each, id=each.name) for each in all_types()]


@pytest.fixture
def author() -> Client:
    return browser_of(person("author", "author"))


@pytest.fixture
def body() -> Organisation:
    body = make.make_organisation(slug="body", name_zh="科委", name_en="Commission")
    ledger.revise(body)
    return body


def upload(client: Client, text: str, name: str = "file.csv", *, to: str = IMPORT) -> Any:
    return client.post(reverse(to), {"file": SimpleUploadedFile(name, text.encode())})


def confirm(client: Client, page: Any, *, to: str = IMPORT) -> Any:
    """Press the button of the page that shows what changes."""
    return client.post(reverse(to), {"_confirm": page.context["table"]}, follow=True)


def text(response: Any) -> str:
    return response.content.decode()


def one(body: Organisation, version: int = 1) -> str:
    return f"version,id,slug,name_zh\n{version},{body.pk},body,新科委\n,,firm,公司\n"


NEW = "version,slug,kind,name_zh\n,firm,company,公司\n"


def test_a_file_is_looked_at_and_confirmed(author: Client, body: Organisation):
    content = f"version,slug,kind,name_zh\n1,body,public-body,新科委\n{NEW.splitlines()[1]}\n"
    page = upload(author, content)
    assert page.status_code == 200
    assert "<ins>新</ins>科委" in text(page)
    assert "Row 3: 公司" in text(page)
    assert page.context["counts"] == [("New", 1), ("Changed", 1), ("Unchanged", 0)]
    assert Revision.objects.count() == 1
    done = confirm(author, page)
    assert done.redirect_chain == [(reverse(LIST), 302)]
    assert "imported as drafts (New: 1, Changed: 1, Unchanged: 0)" in text(done)
    body.refresh_from_db()
    assert body.name_zh == "新科委"
    revision = Revision.objects.get(entry_id=body.pk, number=2)
    assert (revision.kind, str(revision.by)) == (RevisionKind.IMPORT, "author")
    assert Event.objects.filter(revision=revision, by__username="author").count() == 1
    assert not Edition.objects.exists()


def test_what_is_here_already_can_not_be_confirmed(author: Client, body: Organisation):
    page = upload(author, "version,slug,name_zh\n1,body,科委\n")
    assert "nothing that is not here already" in text(page)
    assert "_confirm" not in text(page)
    assert confirm(author, page).status_code == 200
    assert Revision.objects.count() == 1


def test_problems_are_listed_and_nothing_is_saved(author: Client, body: Organisation):
    page = upload(author, one(body, version=7) + ",,firm-2,公司\n")
    assert "Row 2 · version: The latest version is 1, not 7" in text(page)
    assert "Row 3 · kind: This field cannot be blank." in text(page)
    assert Revision.objects.count() == 1


def test_who_saves_in_between_is_not_overwritten(author: Client, body: Organisation):
    page = upload(author, "version,slug,name_zh\n1,body,新科委\n")
    body.name_zh = "别的"
    body.save()
    ledger.revise(body)
    assert "The latest version is 2, not 1" in text(confirm(author, page))
    body.refresh_from_db()
    assert body.name_zh == "别的"
    assert Revision.objects.count() == 2


def test_a_table_is_confirmed_once_and_by_who_gave_it(author: Client):
    page, gone = upload(author, NEW), "no longer kept here"
    assert gone in text(confirm(browser_of(person("other", "author")), page))
    terms = "admin:policies_term_import"
    assert gone in text(confirm(author, page, to=terms))
    assert "imported as drafts" in text(confirm(author, page))
    assert gone in text(confirm(author, page))
    assert caches["imports"].get(page.context["table"]) is None
    assert Revision.objects.count() == 1


def test_a_second_file_takes_the_place_of_the_first(author: Client):
    first = upload(author, NEW)
    second = upload(author, NEW.replace("firm", "other"))
    assert "no longer kept here" in text(confirm(author, first))
    confirm(author, second)
    assert Organisation.objects.get().slug == "other"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("file.txt", NEW, "Only files that end in"),
        ("file.xlsx", NEW, "This is no sound XLSX file."),
        ("file.json", "{}", "The file must be a list of objects"),
        ("file.csv", "slug\n", "There are no entries in this file."),
        ("file.csv", "slug,password\na,b", "password: There is no such column"),
        ("file.csv", "slug\n" + "a" * 5_000_001, "The file is larger than 5 MB."),
    ],
)
def test_files_that_are_refused(author: Client, name: str, content: str, reason: str):
    page = upload(author, content, name)
    assert page.status_code == 200
    assert reason in text(page)


def test_no_file_is_an_error_of_the_form(author: Client):
    assert "This field is required." in text(author.post(reverse(IMPORT), {}))


def test_many_rows_are_counted_and_the_first_are_shown(author: Client):
    rows = [f",firm-{number},company,公司" for number in range(201)]
    page = upload(author, "version,slug,kind,name_zh\n" + "\n".join(rows))
    assert "the first 200 of 201 entries" in text(page)
    assert len(page.context["rows"]) == 200


@pytest.mark.parametrize("entry_type", TYPES)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_type_has_the_pages_in_both_languages(entry_type: EntryType, language: str):
    client = browser_of(person("author", "author"))
    client.cookies["django_language"] = language
    label = f"admin:{entry_type.model._meta.app_label}_{entry_type.model._meta.model_name}"
    listed = text(client.get(reverse(f"{label}_changelist")))
    for name in ("export", "import"):
        address = reverse(f"{label}_{name}")
        assert f'href="{address}"' in listed
        page = client.get(address)
        assert page.status_code == 200
        assert f'lang="{language}"' in text(page)
        assert not {"<style", "style=", "onclick"} & set(text(page).split())


def exported(client: Client, ending: str = "json", query: str = "") -> Any:
    return client.get(reverse("admin:policies_organisation_export_file", args=[ending]) + query)


def test_the_file_has_what_the_filters_of_the_list_show(author: Client):
    for slug, kind in [("body", "public-body"), ("firm", "company"), ("shop", "company")]:
        ledger.revise(make.make_organisation(slug=slug, kind=kind))
    query = "?kind__exact=company&q=shop&o=1"
    listed = text(author.get(reverse(LIST) + query))
    page = author.get(reverse("admin:policies_organisation_export") + query)
    assert "export/?kind__exact=company&amp;q=shop&amp;o=1" in listed
    assert page.context["count"] == 1
    assert "export/xlsx/?kind__exact=company&amp;q=shop&amp;o=1" in text(page)
    assert [row["slug"] for row in json.loads(exported(author, query=query).content)] == ["shop"]
    assert len(json.loads(exported(author, query="?editorial_state=draft").content)) == 3


@pytest.mark.parametrize("ending", Format.values)
def test_the_file_is_named_and_typed(author: Client, body: Organisation, ending: str):
    response = exported(author, ending)
    assert response["Content-Type"] == Format(ending).content_type
    assert response["Content-Disposition"].startswith('attachment; filename="organisation-2')
    assert response["Content-Disposition"].endswith(f'.{ending}"')


def test_the_exported_file_can_be_changed_and_imported(author: Client, body: Organisation):
    rows = list(csv.reader(StringIO(exported(author, "csv").content.decode("utf-8-sig"))))
    rows[1][rows[0].index("name_en")] = "=New"
    sent = StringIO()
    csv.writer(sent).writerows(rows)
    confirm(author, upload(author, "\ufeff" + sent.getvalue()))
    body.refresh_from_db()
    assert body.name_en == "=New"


def test_what_can_not_be_written_is_said(author: Client):
    make.make_organisation(description_en="a" * (LONGEST_XLSX_CELL + 1))
    assert "choose CSV or JSON" in text(exported(author, "xlsx"))
    assert exported(author, "csv")["Content-Type"].startswith("text/csv")


@pytest.mark.parametrize(
    ("ending", "query", "status"),
    [("ods", "", 404), ("csv", "?nothing=1", 400), ("csv", "?kind__nothing=1", 400)],
)
def test_wrong_addresses_are_refused(author: Client, ending: str, query: str, status: int):
    assert exported(author, ending, query).status_code == status


def test_who_may_only_look_may_export_and_not_import(body: Organisation):
    reviewer = browser_of(person("reviewer", "reviewer"))
    listed = text(reviewer.get(reverse(LIST)))
    assert ("export/" in listed, "import/" in listed) == (True, False)
    assert exported(reviewer).status_code == 200
    assert reviewer.get(reverse(IMPORT)).status_code == 403
    assert upload(reviewer, NEW).status_code == 403
    assert reviewer.post(reverse(IMPORT), {"_confirm": "x"}).status_code == 403
    assert not Organisation.objects.filter(slug="firm").exists()


@pytest.mark.parametrize("verb", ["add", "change"])
def test_an_import_needs_to_add_and_to_change(verb: str):
    user = person("helper")
    names = ["view_organisation", f"{verb}_organisation"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    assert browser_of(user).get(reverse(IMPORT)).status_code == 403


def test_who_may_not_look_may_not_export(body: Organisation):
    nobody = browser_of(person("nobody"))
    assert exported(nobody).status_code == 403
    assert nobody.get(reverse("admin:policies_organisation_export")).status_code == 403
    assert exported(Client()).status_code == 302


def progress(client: Client) -> Any:
    return client.get(reverse("admin:policies_organisation_import_progress"))


def test_how_far_an_import_is_can_be_seen_while_it_runs(author: Client):
    assert "No import is running." in text(progress(author))
    seen = []
    with patch.object(Track, "advance", lambda track: seen.append(text(progress(author)))):
        page = upload(author, NEW + ",other,company,公司\n")
    assert "0 of 2 rows" in seen[0]
    assert "data-running" in seen[0]
    assert "Checked: nothing is saved yet." in text(progress(author))
    confirm(author, page)
    assert "imported as drafts (New: 2" in text(progress(author))
    assert "data-running" not in text(progress(author))


def test_an_import_that_fails_says_so_where_its_progress_was(author: Client, body: Organisation):
    upload(author, one(body, version=7))
    assert "there are errors in the file" in text(progress(author))
    assert "No import is running." in text(progress(browser_of(person("other", "author"))))
    assert progress(browser_of(person("reviewer", "reviewer"))).status_code == 403
