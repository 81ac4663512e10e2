"""The guides name what is on the screen, show every picture, and lead somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import django.contrib.admin
import polib
import pytest

from inet3site.environment import BASE_DIR

DOCS = BASE_DIR / "docs"
PAGES = [BASE_DIR / "README.md", *sorted(DOCS.rglob("*.md"))]
GUIDES = {"en": DOCS / "editors.en.md", "zh": DOCS / "editors.zh.md"}
CATALOGUE = Path("locale", "zh_Hans", "LC_MESSAGES", "django.po")
CATALOGUES = [BASE_DIR / "inet3site", Path(django.contrib.admin.__file__).parent]
LINK = re.compile(r"\]\(([^)#]+)[^)]*\)")
IN_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]$")


def local_links(page: Path) -> set[str]:
    """What a page leads to or shows within the repository."""
    links = LINK.findall(page.read_text(encoding="utf-8"))
    return {link for link in links if "://" not in link}


def labels(language: str) -> Iterator[str]:
    """The texts of the desk in a language, with and without what stands in brackets at the end."""
    for directory in CATALOGUES:
        for entry in polib.pofile(directory / CATALOGUE):
            text = entry.msgid if language == "en" else entry.msgstr
            if not entry.obsolete:
                yield from (text.casefold(), IN_BRACKETS.sub("", text).casefold())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_the_documentation_resolves(page: Path) -> None:
    assert [link for link in local_links(page) if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("language", GUIDES)
def test_a_guide_shows_every_picture_of_its_language(language: str) -> None:
    shown = {link for link in local_links(GUIDES[language]) if link.startswith("images/")}
    assert shown == {
        f"images/{path.name}" for path in DOCS.glob(f"images/editors-*-{language}.png")
    }


def test_the_guides_show_the_same_pictures() -> None:
    names = {path.stem.rsplit("-", 1)[0] for path in DOCS.glob("images/editors-*.png")}
    assert len([*DOCS.glob("images/editors-*.png")]) == len(names) * len(GUIDES)


@pytest.mark.parametrize("language", GUIDES)
def test_what_a_guide_has_in_bold_is_on_the_screen(language: str) -> None:
    named = re.findall(r"\*\*(.+?)\*\*", GUIDES[language].read_text(encoding="utf-8"))
    known = {*labels(language)}
    assert {name for name in named if name.casefold() not in known} == set()
