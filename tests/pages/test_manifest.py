"""The web manifest, the icons and the share image."""

import json
import struct
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.pages.reading import LANGUAGES, get, links

pytestmark = pytest.mark.public

LARGEST_SHARE_IMAGE = 60 * 1024


def image(path: str) -> bytes:
    """The content of a static file."""
    found = finders.find(path)
    assert isinstance(found, str), path
    return Path(found).read_bytes()


def size(path: str) -> tuple[int, int]:
    """The width and the height of a PNG image."""
    header = image(path)[:24]
    assert header.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", header[16:])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_leads_to_the_manifest_in_its_language(language: str) -> None:
    page = links(get(f"/{language}/"))
    assert {f"/{language}/site.webmanifest", "/static/apple-touch-icon.png"} <= page
    manifest = json.loads(get(f"/{language}/site.webmanifest"))
    assert manifest["start_url"] == f"/{language}/"
    names = {"en": "Beijing Internet 3.0", "zh-hans": "北京互联网3.0政策观察"}
    assert (manifest["lang"].lower(), manifest["name"]) == (language, names[language])


def test_the_icons_are_there_in_the_sizes_that_are_named() -> None:
    icons = json.loads(get("/en/site.webmanifest"))["icons"]
    assert any("maskable" in icon["purpose"] for icon in icons)
    for icon in icons:
        path = icon["src"].removeprefix("/static/")
        if icon["sizes"] == "any":
            assert image(path)
        else:
            width, height = size(path)
            assert icon["sizes"] == f"{width}x{height}"
    assert size("apple-touch-icon.png") == (180, 180)


def test_the_share_image_has_the_size_that_is_asked_for() -> None:
    assert size("share.png") == (1200, 630)
    assert len(image("share.png")) <= LARGEST_SHARE_IMAGE
