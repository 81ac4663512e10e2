"""The Chinese catalogue: whole, in step with the code, and compiled."""

import os
import re
import shutil
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from django.utils.translation.trans_real import DjangoTranslation

from inet3site.publishing.django_texts import DJANGO_LACKS, DJANGO_SAYS_BADLY

ROOT = Path(settings.BASE_DIR)
SOURCES = ("inet3site", "policies", "districts", "templates")
PO = ROOT / "inet3site/locale/zh_Hans/LC_MESSAGES/django.po"
FIXED = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+[^>]*>")
"""What a translation keeps: the places of values, and tags."""

Key = tuple[str | None, str, str]


@pytest.fixture
def catalogue() -> polib.POFile:
    return polib.pofile(str(PO))


def key(entry: polib.POEntry | polib.MOEntry) -> Key:
    """What tells one text from another: its context, itself, and its plural."""
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def texts(entry: polib.POEntry | polib.MOEntry) -> list[str]:
    """The translation; there is one, as Chinese has no plural."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_every_text_is_translated(catalogue: polib.POFile) -> None:
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    assert [entry.msgid for entry in catalogue.obsolete_entries()] == []
    assert [entry.msgid for entry in catalogue if len(texts(entry)) != 1] == []


def test_the_header_is_right(catalogue: polib.POFile) -> None:
    assert catalogue.metadata["Language"] == "zh_Hans"
    assert catalogue.metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    assert catalogue.metadata["Content-Type"] == "text/plain; charset=UTF-8"
    assert not catalogue.metadata_is_fuzzy


def test_translations_keep_values_and_tags(catalogue: polib.POFile) -> None:
    for entry in catalogue:
        kept = sorted(FIXED.findall(entry.msgid_plural or entry.msgid))
        assert sorted(FIXED.findall(texts(entry)[0])) == kept, entry.msgid


def test_punctuation_is_chinese(catalogue: polib.POFile) -> None:
    han = "[\u4e00-\u9fff]"
    for entry in catalogue:
        for text in texts(entry):
            bare = FIXED.sub("一", text)
            assert not re.search(rf"{han}[,;:?!()]|[,;:?!(]{han}|{han}\.(\s|$)", bare), text
            assert not re.search(rf"{han} {han}", bare), text


def test_the_compiled_file_has_the_same_texts(catalogue: polib.POFile) -> None:
    compiled = polib.mofile(str(PO.with_suffix(".mo")))
    expected = {key(entry): texts(entry) for entry in catalogue}
    assert {key(entry): texts(entry) for entry in compiled} == expected, "Run `make messages`."


def test_a_fresh_collection_finds_the_same_texts(
    catalogue: polib.POFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not shutil.which("xgettext"):
        reason = "NOT RUN: xgettext is missing (Debian: gettext), so texts were not collected"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    unwanted = shutil.ignore_patterns("locale", "static", "__pycache__")
    for name in SOURCES:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=unwanted)
    (tmp_path / "locale").mkdir()
    monkeypatch.chdir(tmp_path)
    with override_settings(LOCALE_PATHS=[tmp_path / "locale"]):
        call_command("makemessages", locale=["zh_Hans"], no_location=True, verbosity=0)
    collected = polib.pofile(str(tmp_path / "locale/zh_Hans/LC_MESSAGES/django.po"))
    found = {key(entry) for entry in collected}
    known = {key(entry) for entry in catalogue}
    assert found - known == set(), "Run `make messages` and translate these."
    assert known - found == set(), "No code uses these any more: run `make messages`."


@pytest.fixture
def django_chinese() -> DjangoTranslation:
    """What Django itself says in Chinese, without our catalogue."""
    with override_settings(LOCALE_PATHS=[]):
        return DjangoTranslation("zh-hans")


def test_django_still_lacks_what_is_named_for_it(django_chinese: DjangoTranslation) -> None:
    for text in DJANGO_LACKS:
        assert django_chinese.gettext(text) == text, f"Django has “{text}” now: leave it to Django."


def test_django_still_says_what_is_said_better(django_chinese: DjangoTranslation) -> None:
    ours = DjangoTranslation("zh-hans")
    for text in DJANGO_SAYS_BADLY:
        assert django_chinese.gettext(text) != text, f"Django no longer says “{text}”."
        assert ours.gettext(text) != django_chinese.gettext(text), f"“{text}” is as Django has it."
