"""An editor brings in a text: gives it, checks it, saves it, and does so again later."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from inet3site.publishing import ledger
from inet3site.publishing.models import Edition, Revision
from policies.models import Policy, Section
from tests import factories as make

from .samples import EN, ZH, as_docx, as_pdf, as_text

pytestmark = pytest.mark.stores

NEW = reverse("admin:policies_policy_ingest_new")


@pytest.fixture
def desk(client: Client, admin_user: User) -> Client:
    """A browser in which an editor is signed in."""
    client.force_login(admin_user)
    return client


@pytest.fixture
def policy() -> Policy:
    return make.make_policy()


def url(policy: Policy) -> str:
    return reverse("admin:policies_policy_ingest", args=[policy.pk])


def check(desk: Client, address: str, text: Any, language: str = "zh", **more: Any) -> Any:
    """Give a text, or the bytes of a file, and come to the page that shows what was understood."""
    given = {"file": SimpleUploadedFile("x", text)} if isinstance(text, bytes) else {"text": text}
    return desk.post(address, {**given, "language": language, "_check": "1", **more})


def fields(response: Any) -> dict[str, Any]:
    """What the page would send back."""
    forms = [form for form in (response.context["form"], response.context.get("new")) if form]
    values = {bound.html_name: bound.value() for form in forms for bound in form}
    values = {name: value for name, value in values.items() if value not in (None, False, "")}
    return values | {"text": values["text"].replace("\n", "\r\n")}


def save(desk: Client, response: Any, **changes: Any) -> Any:
    address = response.wsgi_request.path
    return desk.post(address, {**fields(response), "_save": "1", **changes})


def ingest(desk: Client, policy: Policy, text: Any, language: str = "zh") -> None:
    response = save(desk, check(desk, url(policy), text, language))
    assert response.status_code == 302, response.context["errors"]


def sections(policy: Policy) -> dict[str, Section]:
    return {section.identifier: section for section in policy.sections.all()}


def test_paste_check_save(desk: Client, policy: Policy) -> None:
    response = check(desk, url(policy), as_text(ZH))
    assert response.status_code == 200
    assert "第一章 总则" in response.text
    assert "Left out: the table of contents" in response.text
    assert not policy.sections.exists()
    assert save(desk, response).status_code == 302
    rows = sections(policy)
    assert len(rows) == 36
    assert rows["s-2-1"].parent == rows["s-2"]
    assert (rows["s-2-1"].heading_zh, rows["s-2-1"].heading_en) == ("第三条", "")
    assert rows["s-2-1"].text_zh.startswith("示范花园由区园林部门建设")
    assert [row.position for row in policy.sections.all()] == list(range(36))


def test_saving_is_a_draft_with_a_revision(desk: Client, policy: Policy) -> None:
    ingest(desk, policy, as_text(ZH))
    revision = Revision.objects.get(entry_id=policy.pk)
    assert revision.by == User.objects.get()
    assert "第一章 总则" in revision.snapshot
    assert not Edition.objects.exists()
    log = desk.get(reverse("admin:policies_policy_history", args=[policy.pk]))
    assert "Imported" in log.text


def test_a_document_becomes_a_new_draft(desk: Client) -> None:
    response = check(desk, NEW, as_docx(ZH))
    assert response.context["new"].initial == {
        "title_zh": ZH.title,
        "slug": "",
        "kind": "departmental-rules",
    }
    refused = save(desk, response, level="district", area_code="110105")
    assert refused.context["new"].errors.keys() == {"slug"}
    assert not Policy.objects.exists()
    more = {"level": "district", "area_code": "110105", "slug": "garden-measures"}
    saved = save(desk, refused, **more)
    policy = Policy.objects.get()
    assert saved.url == reverse("admin:policies_policy_change", args=[policy.pk])
    assert (policy.title_zh, policy.text_kind) == (ZH.title, "full")
    assert policy.sections.count() == 36
    assert Revision.objects.filter(entry_id=policy.pk).count() == 1


def test_english_alone_becomes_a_new_draft_and_chinese_joins_it(desk: Client) -> None:
    response = check(desk, NEW, as_pdf(EN), "en")
    assert response.context["running"]
    save(desk, response, level="district")
    policy = Policy.objects.get(slug="measures-for-the-model-garden")
    assert policy.translation == "unofficial"
    ingest(desk, policy, as_text(ZH))
    assert policy.sections.count() == 36
    article = sections(policy)["s-1-2"]
    assert (article.heading_zh, article.heading_en) == ("第二条", "Article 2")
    assert article.is_stale


def test_english_fills_the_english_of_the_sections(desk: Client, policy: Policy) -> None:
    ingest(desk, policy, as_text(ZH))
    columns = ("identifier", "pk", "parent", "position", "heading_zh", "text_zh")
    before = [*policy.sections.values_list(*columns)]
    ingest(desk, policy, as_text(EN), "en")
    after = sections(policy)
    assert [*policy.sections.values_list(*columns)] == before
    assert after["s-2"].heading_en == "Chapter II Building"
    assert after["s-8-3-2"].heading_en == "2. Print a guide"
    assert after["s-8-3-2"].translation == "unofficial"
    assert not any(section.is_stale for section in after.values())


def test_english_adds_and_moves_no_section(desk: Client, policy: Policy) -> None:
    ingest(desk, policy, "第一条 甲。\n第二条 乙。")
    response = check(desk, url(policy), "Article 2 Two.\nArticle 3 Three.\nArticle 4 Four.", "en")
    assert "Without a Chinese section: not saved" in response.text
    save(desk, response)
    rows = [(row.identifier, row.position, row.text_en) for row in policy.sections.all()]
    assert rows == [("s-1", 0, ""), ("s-2", 1, "Two.")]


def test_a_corrected_text_keeps_identifiers_and_shows_what_changes(
    desk: Client, policy: Policy
) -> None:
    ingest(desk, policy, as_text(ZH))
    before = {key: section.pk for key, section in sections(policy).items()}
    corrected = as_text(ZH).replace("垃圾应当分类投放", "垃圾应当分类投放，不得焚烧")
    old, new = "（三）设立意见箱\n五月底前完成。", "（三）增设饮水处\n由街道承担。"
    corrected = corrected.replace(old, new)
    response = check(desk, url(policy), corrected)
    assert "<summary>Until now</summary>" in response.text
    changes = dict(response.context["counts"])
    assert changes == {"New": 1, "Changed": 1, "Unchanged": 34, "No longer there": 1}
    save(desk, response)
    after = {key: section.pk for key, section in sections(policy).items()}
    assert after.keys() ^ before.keys() == {"s-8-3-3", "s-8-3-4"}
    assert all(before[key] == pk for key, pk in after.items() if key in before)
    assert sections(policy)["s-3-3"].text_zh == "垃圾应当分类投放，不得焚烧。"


def test_an_identifier_is_not_used_again_when_its_section_is_long_gone(
    desk: Client, policy: Policy
) -> None:
    ingest(desk, policy, "一、甲\n二、乙")
    ingest(desk, policy, "一、甲")
    ingest(desk, policy, "一、甲\n二、戊己庚")
    assert set(sections(policy)) == {"s-1", "s-3"}


def test_a_parent_that_goes_leaves_its_children(desk: Client, policy: Policy) -> None:
    ingest(desk, policy, "第一章 甲\n第一条 适用于花园。")
    article = sections(policy)["s-1-1"].pk
    ingest(desk, policy, "第一条 适用于花园。")
    assert [(s.pk, s.parent) for s in policy.sections.all()] == [(article, None)]


@pytest.mark.parametrize("kind", ["provision", "target", "citation"])
def test_what_is_pointed_at_is_not_removed(desk: Client, policy: Policy, kind: str) -> None:
    section = make.make_section(policy=policy, heading_zh="一、旧", text_zh="旧文。")
    if kind == "provision":
        make.make_provision(policy=policy, section=section)
    elif kind == "target":
        make.make_target(policy=policy, section=section)
    else:
        source = make.make_source()
        make.make_policy_citation(policy=policy, source=source, field=section.identifier)
    response = save(desk, check(desk, url(policy), "二、全新的内容"))
    assert "is no longer in the text, but something points at it" in response.text
    assert [row.heading_zh for row in policy.sections.all()] == ["一、旧"]


def test_what_was_not_looked_at_is_not_saved(desk: Client, policy: Policy) -> None:
    response = check(desk, url(policy), "第一条 甲。")
    changed = save(desk, response, text="第一条 乙。")
    assert "This has changed since you looked at it" in changed.text
    assert not policy.sections.exists()
    assert save(desk, changed).status_code == 302
    assert sections(policy)["s-1"].text_zh == "乙。"


def test_what_others_have_changed_meanwhile_is_shown_first(desk: Client, policy: Policy) -> None:
    ingest(desk, policy, "第一条 甲。")
    response = check(desk, url(policy), "第一条 甲。\n第二条 乙。")
    policy.sections.update(text_zh="丙。")
    ledger.revise(policy)
    assert "This has changed since you looked at it" in save(desk, response).text
    assert sections(policy)["s-1"].text_zh == "丙。"


@pytest.mark.parametrize(
    ("data", "field", "message"),
    [
        ({}, "__all__", "Give either a file or a text."),
        ({"text": "一", "file": b"x"}, "__all__", "Give either a file or a text."),
        ({"text": "一", "language": "de"}, "language", "Select a valid choice"),
        ({"text": "一\0"}, "text", "Null characters are not allowed."),
        ({"file": b"\x89PNG\r\n\x1a\n\0"}, "file", "This is no Word"),
        ({"file": b"%PDF-1.7"}, "file", "This PDF is damaged."),
        ({"file": b""}, "file", "The submitted file is empty."),
        ({"text": "x" * 1_000_001}, "text", "too long"),
        ({"text": "\n".join(f"## {i}" for i in range(1001))}, "__all__", "1,000 sections"),
    ],
)
def test_bad_input_is_refused_beside_its_field(
    desk: Client, data: dict[str, Any], field: str, message: str
) -> None:
    if isinstance(content := data.get("file"), bytes):
        data = data | {"file": SimpleUploadedFile("x.docx", content)}
    response = desk.post(NEW, {"language": "zh", "_check": "1", **data})
    assert response.status_code == 200
    assert message in str(response.context["form"].errors[field])
    assert response.context["form"].errors.keys() == {field}


def test_the_way_in_is_on_the_list_and_on_the_form(desk: Client, policy: Policy) -> None:
    assert NEW in desk.get(reverse("admin:policies_policy_changelist")).text
    form = desk.get(reverse("admin:policies_policy_change", args=[policy.pk]))
    assert url(policy) in form.text
    assert desk.get(url(policy)).status_code == desk.get(NEW).status_code == 200
    assert desk.get(url(policy).replace(str(policy.pk), "nothing")).status_code == 404


def test_who_may_not_edit_sections_may_not_bring_them_in(client: Client, policy: Policy) -> None:
    user = User.objects.create_user("reader", is_staff=True)
    names = ["change_policy", "view_policy", "add_policy", "change_section"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    assert check(client, url(policy), "第一条 甲。").status_code == 403
    assert check(client, NEW, "第一条 甲。").status_code == 403


def test_the_page_keeps_its_policy_and_shows_html_as_text(desk: Client, policy: Policy) -> None:
    response = check(desk, url(policy), "第一条 <script>alert(1)</script>。")
    assert "<script>alert" not in response.text
    assert " style=" not in response.text
