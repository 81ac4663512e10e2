"""An editor attaches files to a policy and to a source, replaces them and takes them off."""

from typing import Any

import pytest
from django.core.files.storage import Storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from inet3site.publishing import ledger
from inet3site.publishing.models import Edition, Revision
from policies.models import Policy, PolicyAttachment, SourceAttachment
from tests import factories as make
from tests.admin_forms import change_url, form_data, new_row, submit
from tests.attached import PDF, SHA256, image, pdf
from tests.people import browser_of, person

pytestmark = pytest.mark.stores

OTHER = pdf(pages=2)


def upload(content: bytes, name: str = "白皮书.pdf", media_type: str = "text/html") -> Any:
    return SimpleUploadedFile(name, content, media_type)


def attach(desk: Client, entry: Any, content: bytes = PDF, **fields: Any) -> Any:
    """Attach a file in the entry's form and save."""
    fields = {"title_zh": "原文", "file": upload(content), **fields}
    parent = entry._meta.model_name
    return submit(desk, change_url(entry), **new_row("attachments", parent, entry, **fields))


def errors(response: Any) -> dict[str, list[str]]:
    """What the only row of files says is wrong."""
    inlines = response.context["inline_admin_formsets"]
    [form] = next(each.formset for each in inlines if each.formset.prefix == "attachments").forms
    return form.errors


@pytest.fixture
def policy() -> Policy:
    policy = make.make_policy(slug="plan")
    ledger.revise(policy)
    return policy


def file_url(policy: Policy, row: PolicyAttachment, *number: int) -> str:
    return reverse("admin:policies_policy_file", args=[policy.pk, row.pk, *number])


def test_a_file_is_described_by_what_it_holds(desk: Client, policy: Policy, storage: Any) -> None:
    assert attach(desk, policy).status_code == 302
    row = PolicyAttachment.objects.get()
    assert (row.media_type, row.size, row.sha256) == ("application/pdf", len(PDF), SHA256)
    assert row.name == "白皮书.pdf"
    assert storage.listdir("")[1] == [row.file.name]
    assert "白皮书" not in str(row.file.name)
    page = desk.get(change_url(policy)).content.decode()
    assert file_url(policy, row) in page
    assert "白皮书.pdf" in page


def test_a_source_has_files_as_well(desk: Client) -> None:
    source = make.make_source()
    ledger.revise(source)
    assert attach(desk, source, image(), alt_zh="一页").status_code == 302
    row = SourceAttachment.objects.get()
    assert (row.media_type, row.name) == ("image/png", "白皮书.png")


def test_a_file_of_several_megabytes_arrives_whole(desk: Client, policy: Policy) -> None:
    large = pdf(title="x" * 4_000_000)
    assert attach(desk, policy, large).status_code == 302
    with PolicyAttachment.objects.get().file.open() as stored:
        assert stored.read() == large


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"file": upload(b"<svg/>")}, "file", "Only PDF, PNG, JPEG and WebP are taken"),
        ({"file": upload(b"")}, "file", "The submitted file is empty."),
        ({"file": upload(pdf(password="x"))}, "file", "This PDF is protected"),
        ({"file": ""}, "file", "This field is required."),
        ({"title_zh": ""}, "title_zh", "This field is required."),
        ({"file": upload(image())}, "alt_zh", "Say in Chinese what the image shows."),
    ],
)
def test_what_is_refused_says_why_beside_its_field(
    desk: Client, policy: Policy, storage: Storage, fields: Any, field: str, message: str
) -> None:
    if fields.get("file"):
        fields["file"].seek(0)
    response = attach(desk, policy, **fields)
    assert response.status_code == 200
    assert list(errors(response)) == [field]
    assert message in errors(response)[field][0]
    assert not PolicyAttachment.objects.exists()
    assert storage.listdir("")[1] == []


def test_a_file_that_must_be_chosen_again_says_so(desk: Client, policy: Policy) -> None:
    response = attach(desk, policy, title_zh="")
    assert "The file that you chose was not saved: choose it again." in response.content.decode()


def test_a_save_that_comes_to_nothing_leaves_no_row(desk: Client, policy: Policy) -> None:
    row = new_row("attachments", "policy", policy, title_zh="原文", file=upload(PDF))
    response = submit(desk, change_url(policy), "_publish", title_zh="", **row)
    assert response.status_code == 200
    assert not PolicyAttachment.objects.exists()
    assert Revision.objects.filter(entry_id=policy.pk).count() == 1
    assert not Edition.objects.exists()


def test_a_file_is_replaced_under_its_key_and_the_old_one_stays(
    desk: Client, policy: Policy, storage: Storage
) -> None:
    attach(desk, policy)
    before = PolicyAttachment.objects.get()
    submit(desk, change_url(policy), **{"attachments-0-file": upload(OTHER, "新.pdf")})
    after = PolicyAttachment.objects.get()
    assert after.pk == before.pk
    assert (after.name, after.size) == ("新.pdf", len(OTHER))
    assert {before.file.name, after.file.name} == set(storage.listdir("")[1])
    for number, content in {2: PDF, 3: OTHER}.items():
        assert desk.get(file_url(policy, after, number)).getvalue() == content


def test_the_same_file_once_more_is_no_change(desk: Client, policy: Policy) -> None:
    attach(desk, policy)
    before = PolicyAttachment.objects.values().get()
    submit(desk, change_url(policy), **{"attachments-0-file": upload(PDF, "other.pdf")})
    assert PolicyAttachment.objects.values().get() == before
    assert Revision.objects.filter(entry_id=policy.pk).count() == 2


def test_a_save_without_a_new_file_keeps_the_present_one(desk: Client, policy: Policy) -> None:
    attach(desk, policy)
    before = PolicyAttachment.objects.get().file.name
    submit(desk, change_url(policy), **{"attachments-0-title_en": "The original"})
    row = PolicyAttachment.objects.get()
    assert (row.title_en, row.file.name) == ("The original", before)


def test_who_may_see_the_file_of_a_draft(client: Client, policy: Policy) -> None:
    row = make.make_attachment(policy=policy)
    ledger.revise(policy)
    url = file_url(policy, row)
    assert client.get(url).status_code == 302
    assert browser_of(person("stranger")).get(url).status_code == 403
    reviewer = browser_of(person("reviewer", "reviewer"))
    response = reviewer.get(url)
    assert response.getvalue() == PDF
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Disposition"].startswith("attachment")
    assert reviewer.post(url).status_code == 405
    assert reviewer.get(f"{url}9/").status_code == 404
    assert reviewer.get(change_url(policy)).status_code == 200
    assert b'type="file"' not in reviewer.get(change_url(policy)).content


def test_the_roles_work_with_files(policy: Policy) -> None:
    assert attach(browser_of(person("author", "author")), policy).status_code == 302


def test_the_history_shows_the_name_and_the_size_and_a_restore_brings_the_file_back(
    desk: Client, policy: Policy
) -> None:
    attach(desk, policy)
    first = str(PolicyAttachment.objects.get().file.name)
    submit(desk, change_url(policy), **{"attachments-0-file": upload(OTHER, "新.pdf")})
    history = reverse("admin:policies_policy_history", args=[policy.pk])
    page = desk.get(history, {"from": 2, "to": 3}).content.decode()
    assert all(words in page for words in ("白皮书.pdf", "新.pdf", f"{len(PDF)}\xa0bytes", SHA256))
    assert first not in page
    desk.post(f"{history}?revision=2", {"action": "restore"})
    assert PolicyAttachment.objects.get().file.name == first


def test_a_preview_leads_to_the_file_at_the_desk(desk: Client, policy: Policy) -> None:
    attach(desk, policy)
    url = reverse("admin:policies_policy_preview", args=[policy.pk, "en"])
    row = PolicyAttachment.objects.get()
    page = desk.get(url).content.decode()
    assert file_url(policy, row, 2) in page
    assert f'"{row.get_absolute_url()}' not in page
    assert Client().get(row.get_absolute_url()).status_code == 404


class TestTwoPeople:
    """One saves while the other has chosen files."""

    @pytest.fixture
    def refused(self, desk: Client, policy: Policy) -> Any:
        """The answer to who replaced a file and added one, after somebody else's save."""
        attach(desk, policy)
        mine = form_data(desk.get(change_url(policy)))
        theirs = browser_of(person("theirs", "author"))
        submit(theirs, change_url(policy), title_en="Their plan")
        added = new_row("attachments", "policy", policy, title_zh="附件", file=upload(OTHER))
        moved = {name.replace("-0-", "-1-"): value for name, value in added.items()}
        mine |= moved | {"attachments-TOTAL_FORMS": 2, "summary_en": "My summary"}
        mine["attachments-0-file"] = upload(OTHER, "replaced.pdf")
        return desk.post(change_url(policy), {**mine, "_save": "1"})

    def test_the_page_names_the_files_that_must_be_chosen_again(
        self, refused: Any, storage: Storage
    ) -> None:
        assert refused.status_code == 409
        page = refused.content.decode()
        assert "choose them again" in page
        assert "replaced.pdf" in page
        assert "白皮书.pdf" in page
        assert len(storage.listdir("")[1]) == 1

    def test_settling_keeps_what_is_stored(
        self, desk: Client, policy: Policy, refused: Any
    ) -> None:
        sent = dict(refused.context["sent"])
        seen = refused.context["conflict"].theirs.number
        response = desk.post(change_url(policy), {**sent, "_seen": seen, "_settle": "merge"})
        assert response.status_code == 302
        policy.refresh_from_db()
        assert (policy.title_en, policy.summary_en) == ("Their plan", "My summary")
        assert PolicyAttachment.objects.get().sha256 == SHA256


def test_an_import_of_a_table_keeps_the_files(desk: Client, policy: Policy) -> None:
    attach(desk, policy)
    before = PolicyAttachment.objects.values().get()
    url = reverse("admin:policies_policy_import")
    row = f"version,id,slug,title_en\n2,{policy.pk},plan,New title\n"
    page = desk.post(url, {"file": upload(row.encode(), "policies.csv")})
    response = desk.post(url, {"_confirm": page.context["table"]})
    assert response.status_code == 302
    policy.refresh_from_db()
    assert policy.title_en == "New title"
    assert PolicyAttachment.objects.values().get() == before
