"""The guides show every picture, and every link of the documentation leads somewhere."""

import re
from pathlib import Path

import pytest

from inet3site.environment import BASE_DIR

DOCS = BASE_DIR / "docs"
PAGES = [BASE_DIR / "README.md", *sorted(DOCS.rglob("*.md"))]
GUIDES = {"en": DOCS / "editors.en.md", "zh": DOCS / "editors.zh.md"}
LINK = re.compile(r"\]\(([^)#]+)[^)]*\)")


def local_links(page: Path) -> set[str]:
    """What a page leads to or shows within the repository."""
    links = LINK.findall(page.read_text(encoding="utf-8"))
    return {link for link in links if "://" not in link}


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
