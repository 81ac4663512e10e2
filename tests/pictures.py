"""Take the pictures of the editors' guides from the running desk: `python -m tests.pictures`.

They show a scratch installation, which goes with the run. Names on the command line choose some of
the pictures.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, FloatRect, Locator, Page, sync_playwright

from inet3site.environment import BASE_DIR
from tests.browser.conftest import MAKE_EDITOR, PASSWORD
from tests.scenes import HEIGHT, PICTURES, WIDTH, prepare
from tests.server import free_port, running
from tests.stores import Stores, make_stores

DIRECTORY = BASE_DIR / "docs" / "images"
LOCALES = {"zh": "zh-CN", "en": "en-GB"}
"""The language of each guide, and what a browser in that language asks for."""

MARGIN = 10
"""Pixels around what a picture shows."""


def main(names: list[str]) -> None:
    """Install the site, prepare what the pictures show, and take them in each language."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    with TemporaryDirectory() as directory, make_stores(Path(directory)) as stores:
        install(stores)
        with running(stores, free_port()) as url, chromium() as browser:
            prepare(desk(browser, url, LOCALES["en"]))
            for language, locale in LOCALES.items():
                page = desk(browser, url, locale)
                for name in names or PICTURES:
                    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
                    path = DIRECTORY / f"editors-{name}-{language}.png"
                    take(page, path, PICTURES[name](page))


def install(stores: Stores) -> None:
    """Fill new stores with the site's content, and make the editor."""
    stores.manage("migrate", "-v0")
    stores.manage("collectstatic", "--noinput", "-v0")
    stores.manage("load_content")
    stores.manage("shell", "-v0", "-c", MAKE_EDITOR)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Headless Chromium, as the system has it."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )


def desk(browser: Browser, url: str, locale: str) -> Page:
    """The desk of an editor who has signed in."""
    context = browser.new_context(base_url=url, locale=locale, timezone_id="Asia/Shanghai")
    page = context.new_page()
    page.goto("/admin/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", PASSWORD)
    page.click("input[type=submit]")
    page.wait_for_selector("#user-tools")
    return page


def take(page: Page, path: Path, shown: list[Locator]) -> None:
    """Write a picture of the part of the window that spans what is shown."""
    shown[0].evaluate("element => element.scrollIntoView({block: 'center'})")
    page.screenshot(path=path, clip=around([box for each in shown if (box := each.bounding_box())]))
    print(f"{path.relative_to(BASE_DIR)}: {path.stat().st_size // 1024} KB")


def around(boxes: list[FloatRect]) -> FloatRect:
    """The rectangle around boxes, with a margin."""
    left = min(box["x"] for box in boxes) - MARGIN
    top = min(box["y"] for box in boxes) - MARGIN
    right = max(box["x"] + box["width"] for box in boxes) + MARGIN
    bottom = max(box["y"] + box["height"] for box in boxes) + MARGIN
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


if __name__ == "__main__":
    main(sys.argv[1:])
