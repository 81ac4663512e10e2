"""No page in Chinese, public or editorial, shows a label in English."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.contrib.admin import site
from django.contrib.admin.utils import label_for_field
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override

from inet3site.publishing import ledger, projector
from inet3site.publishing.models import Entry
from tests.builders import build_all

pytestmark = pytest.mark.stores

CONTENT = re.compile(r"\bzqx[ -]\w+|https?://\S+", re.IGNORECASE)
"""What is not the site's own wording: the texts of the entries, and web addresses."""

WORD = re.compile(r"[A-Za-z]{4,}")
VOID = {"br", "hr", "img", "input", "link", "meta"}
UNREAD = {"code", "script", "style"}
LISTS = (
    *("policies", "targets", "layers", "technologies", "districts", "initiatives"),
    *("commitments", "milestones", "glossary", "organisations", "sources", "support"),
    *("timeline", "commitments/figures", "changes"),
)
DJANGO_WORDS = {"Search"}
"""What Django's own pages say in English in every language."""


class Reader(HTMLParser):
    """Collects what is read out of a page, except what is marked as another language or as code."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.unread: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        unread = tag in UNREAD or not given.get("lang", "zh").startswith("zh")
        unread = unread or any(self.unread)
        if not unread:
            labels = {"aria-label", "placeholder", "title", "alt"} & given.keys()
            self.texts += [given[name] for name in labels]
            if (tag, given.get("type")) == ("input", "submit") or given.get(
                "name"
            ) == "description":
                self.texts.append(given.get("value", "") + given.get("content", ""))
        if tag not in VOID:
            self.unread.append(unread)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing is read of an element without content, such as a shape."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.unread.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.unread):
            self.texts.append(data)


@pytest.fixture(scope="module")
def allowed() -> set[str]:
    """The names of formats, and those that Chinese texts have."""
    folder = Path(settings.LOCALE_PATHS[0]) / "zh_Hans/LC_MESSAGES"
    catalogue = polib.pofile(str(folder / "django.po"))
    texts = [text for e in catalogue for text in (e.msgstr, *e.msgstr_plural.values())]
    words = WORD.findall(re.sub(r"%\(\w+\)s|<[^>]*>", "", " ".join(texts)))
    return {"Atom", "CSV", "BibTeX", "RIS", *words}


@pytest.fixture
def entries() -> list[Entry]:
    """One published entry of each type, every field filled."""
    entries = [*build_all("Zqx", number=1).values()]
    for entry in entries:
        ledger.revise(entry)
        ledger.publish(entry)
    projector.catch_up()
    return entries


def english(html: str, allowed: set[str]) -> set[str]:
    """The words in Latin letters that the site itself says on a page."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.unread == [], "The page leaves an element open."
    return set(WORD.findall(CONTENT.sub("", " ".join(reader.texts)))) - allowed


def public_paths(entries: list[Entry]) -> Iterator[tuple[str, int]]:
    """The addresses of all public pages in Chinese, and the status of each."""
    yield "/zh-hans/", 200
    yield "/api/v1/docs/?lang=zh", 200
    yield "/zh-hans/nowhere/", 404
    yield "/zh-hans/policies/?year=x", 400
    yield "/zh-hans/policies/?kind=regulation&level=national", 200
    yield "/zh-hans/policies/zqx-1/?view=both", 200
    yield "/zh-hans/policies/zqx-1/?view=x", 400
    for name in LISTS:
        yield f"/zh-hans/{name}/", 200
    with override("zh-hans"):
        addresses = [entry.get_absolute_url() for entry in entries]
    for address in addresses:
        yield address, 200
        yield f"{address}history/", 200
        yield f"{address}history/1/", 200
        yield f"{address}history/differences/", 200
        yield f"{address}history/differences/?to=9", 400


def test_public_pages_have_no_english_label(
    client: Client, entries: list[Entry], allowed: set[str]
) -> None:
    for path, status in public_paths(entries):
        response = client.get(path)
        assert response.status_code == status, path
        assert english(response.content.decode(), allowed) == set(), path


def test_withdrawn_pages_have_no_english_label(
    client: Client, entries: list[Entry], allowed: set[str]
) -> None:
    entry = entries[-1]
    ledger.withdraw(entry, note_zh="已失效。")
    projector.catch_up()
    with override("zh-hans"):
        response = client.get(entry.get_absolute_url())
    assert response.status_code == 410
    assert english(response.content.decode(), allowed) == set()


def test_the_desk_has_no_english_label(
    admin_client: Client, entries: list[Entry], allowed: set[str]
) -> None:
    known = allowed | {User.objects.get().username, *DJANGO_WORDS}
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = "zh-hans"
    for path in admin_paths(entries):
        response = admin_client.get(path)
        assert response.status_code == 200, path
        assert english(response.content.decode(), known) == set(), path


@override("zh-hans")
def test_the_columns_of_the_desk_have_a_name_each(rf: RequestFactory) -> None:
    for admin in site._registry.values():
        columns = [str(column) for column in admin.get_list_display(rf.get("/"))]
        names = [str(label_for_field(column, admin.model, admin)) for column in columns]
        assert len(names) == len(set(names)), (admin.model, names)


def test_publishing_several_has_no_english_label(
    admin_client: Client, entries: list[Entry], allowed: set[str]
) -> None:
    path = admin_path(entries[0], "changelist")
    chosen = {"action": "publish_selected", "_selected_action": [entries[0].pk]}
    response = admin_client.post(path, chosen, headers={"accept-language": "zh-hans"})
    known = allowed | {User.objects.get().username}
    assert "发布条目" in response.content.decode()
    assert english(response.content.decode(), known) == set()


def admin_paths(entries: list[Entry]) -> Iterator[str]:
    """The pages of the desk for each type: list, new, change and withdraw."""
    yield reverse("admin:index")
    for entry in entries:
        yield from (admin_path(entry, page) for page in ("changelist", "add"))
        yield from (admin_path(entry, page, entry.pk) for page in ("change", "withdraw"))


def admin_path(entry: Entry, page: str, *args: object) -> str:
    """The address of a page of the desk for the type of an entry."""
    return reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_{page}", args=args)
