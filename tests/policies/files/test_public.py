"""Published files: their address, what is sent there, and what of the past is."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import Storage
from django.test import Client

from inet3site.publishing import ledger, projector
from inet3site.publishing.blockers import Blocked
from policies.models import Policy, PolicyAttachment
from tests import factories as make
from tests.attached import PDF, SHA256, a_pdf, pdf

pytestmark = pytest.mark.stores

OTHER = pdf(pages=2)


@pytest.fixture
def row() -> PolicyAttachment:
    """A published file of the policy at /policies/plan/."""
    policy = make.make_policy(slug="plan")
    row = make.make_attachment(policy=policy, name="白皮书（2023）.pdf")
    publish(policy)
    return row


def publish(policy: Any, **labels: Any) -> None:
    """Publish what is saved, and project it."""
    ledger.revise(policy)
    ledger.publish(policy, **labels)
    projector.catch_up()


def replace(row: PolicyAttachment, content: bytes = OTHER) -> None:
    """Save another file in the place of this one, without publishing."""
    PolicyAttachment.objects.filter(pk=row.pk).update(**a_pdf(content, "新.pdf"))
    ledger.revise(row.policy)


def get(row: Any, number: int | None = None, **headers: str) -> Any:
    url = row.get_absolute_url() + (f"{number}/" if number else "")
    return Client().get(url, headers=headers)


def test_what_is_sent(row: PolicyAttachment) -> None:
    response = get(row)
    assert response.getvalue() == PDF
    told = {name: response[name] for name in ("Content-Type", "Content-Length", "ETag")}
    assert told == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(PDF)),
        "ETag": f'"{SHA256}"',
    }
    disposition = response["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=utf-8''%E7%99%BD")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "Set-Cookie" not in response
    assert "Content-Encoding" not in get(row, accept_encoding="br, gzip")


def test_the_address_has_no_language_and_takes_only_safe_methods(row: PolicyAttachment) -> None:
    assert row.get_absolute_url() == f"/files/{row.pk}/"
    head = Client().head(row.get_absolute_url())
    assert (head.content if not head.streaming else head.getvalue()) == b""
    assert head["Content-Length"] == str(len(PDF))
    assert Client().post(row.get_absolute_url()).status_code == 405


def test_who_has_the_file_gets_it_no_second_time(row: PolicyAttachment) -> None:
    response = get(row, if_none_match=f'"{SHA256}"')
    assert (response.status_code, response.content) == (304, b"")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert get(row, if_none_match='"other"').status_code == 200
    assert get(row, if_match='"other"').status_code == 412


def test_the_file_of_a_draft_is_nowhere(row: PolicyAttachment) -> None:
    draft = make.make_policy()
    hidden = make.make_attachment(policy=draft)
    added = make.make_attachment(policy=row.policy)
    ledger.revise(draft)
    ledger.revise(row.policy)
    projector.catch_up()
    live = PolicyAttachment.objects.using("live").values_list("pk", flat=True)
    assert list(live) == [row.pk]
    for each in (hidden, added):
        assert get(each).status_code == 404
        assert get(each, 1).status_code == 404
    assert get(PolicyAttachment(pk=uuid4())).status_code == 404


def test_a_replaced_file_keeps_its_address_and_the_old_edition_its_bytes(
    row: PolicyAttachment,
) -> None:
    replace(row)
    assert get(row).getvalue() == PDF
    publish(row.policy, major=True, note_zh="更换文件")
    assert get(row).getvalue() == OTHER
    assert get(row, 1).getvalue() == PDF
    assert get(row, 2).getvalue() == OTHER
    assert get(row, 3).status_code == 404
    old = Client().get("/en/policies/plan/history/1/").content.decode()
    assert f'href="/files/{row.pk}/1/"' in old
    assert f'href="/files/{row.pk}/"' not in old
    differences = Client().get("/en/policies/plan/history/differences/").content.decode()
    assert "新.pdf" in differences
    assert str(row.file.name) not in differences


def test_a_new_file_in_the_place_of_one_is_a_major_change(row: PolicyAttachment) -> None:
    replace(row)
    with pytest.raises(Blocked) as blocked:
        ledger.publish(row.policy)
    assert {each.code for each in blocked.value.blockers} >= {"must-be-major"}


def test_a_file_that_was_taken_off_stays_in_the_old_edition_alone(row: PolicyAttachment) -> None:
    gone = PolicyAttachment(pk=row.pk)
    row.delete()
    publish(row.policy, major=True, note_zh="删除文件")
    assert get(gone).status_code == 404
    assert get(gone, 1).getvalue() == PDF
    assert get(gone, 2).status_code == 404


def test_what_was_withdrawn_is_gone_with_its_files(row: PolicyAttachment) -> None:
    ledger.withdraw(row.policy)
    projector.catch_up()
    for number in (None, 1):
        assert get(row, number).status_code == 410
    publish(row.policy)
    assert get(row).getvalue() == PDF


def test_a_file_that_is_missing_in_the_storage_is_a_404(
    row: PolicyAttachment, storage: Storage
) -> None:
    storage.delete(str(row.file.name))
    assert get(row).status_code == 404


@pytest.mark.parametrize(
    ("language", "title", "other"), [("en", "The original", "原文"), ("zh-hans", "原文", "The")]
)
def test_pages_list_files_in_both_languages(
    row: PolicyAttachment, language: str, title: str, other: str
) -> None:
    page = Client().get(f"/{language}/policies/plan/").content.decode()
    [link] = [part for part in page.split("<a ") if f'"/files/{row.pk}/"' in part]
    assert title in link.partition("</a>")[0]
    assert other in link.partition("</a>")[2]
    assert "PDF · 429" in link
    assert 'href="#files"' in page


def test_an_image_is_told_in_words() -> None:
    source = make.make_source(slug="report")
    values = {"media_type": "image/png", "alt_zh": "第一页", "alt_en": "Page one"}
    row = make.make_source_attachment(source=source, **values)
    publish(source)
    page = Client().get("/en/sources/report/").content.decode()
    assert "Page one" in page
    assert f'"/files/{row.pk}/"' in page


class TestApi:
    """Files in the items of the API."""

    def item(self, path: str) -> Any:
        return Client().get(f"/api/v1/{path}").json()

    def test_an_item_tells_its_files(self, row: PolicyAttachment) -> None:
        assert self.item("policies/plan/")["attachments"] == [
            {
                "id": str(row.pk),
                "url": f"http://testserver/files/{row.pk}/",
                "title": {"zh": "原文", "en": "The original"},
                "alt": None,
                "name": "白皮书（2023）.pdf",
                "media_type": "application/pdf",
                "size": len(PDF),
                "sha256": SHA256,
            }
        ]

    def test_an_item_of_the_past_leads_to_the_file_of_then(self, row: PolicyAttachment) -> None:
        replace(row)
        publish(row.policy, major=True, note_zh="更换文件")
        [file] = self.item("policies/plan/editions/1/")["attachments"]
        assert file["url"] == f"http://testserver/files/{row.pk}/1/"
        assert file["sha256"] == SHA256
        changes = self.item("changes/?since=1")["items"]
        assert changes[0]["changed"] == ["attachments"]

    def test_the_files_of_a_source_are_told_by_its_own_item_alone(self) -> None:
        source, policy = make.make_source(slug="report"), make.make_policy(slug="plan")
        make.make_source_attachment(source=source)
        make.make_policy_citation(policy=policy, source=source)
        publish(source)
        publish(policy)
        [included] = self.item("policies/plan/?include=sources")["included"]["sources"]
        assert included["attachments"] is None
        [past] = self.item("policies/plan/editions/1/?include=sources")["included"]["sources"]
        assert past["attachments"] is None
        assert len(self.item("sources/report/")["attachments"]) == 1
        assert len(self.item("sources/report/editions/1/")["attachments"]) == 1


def test_policy_pages_without_files_say_nothing_of_them() -> None:
    policy: Policy = make.make_policy(slug="bare")
    publish(policy)
    assert 'id="files"' not in Client().get("/en/policies/bare/").content.decode()
