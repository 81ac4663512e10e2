"""The Nu HTML checker of the WHATWG finds no error on any page."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.crawl import Crawl

pytestmark = [pytest.mark.stores, pytest.mark.html]


def complaints(folder: Path) -> list[str]:
    """What the checker has against the files in a folder, warnings left out."""
    command = ["java", "-jar", os.environ["VNU_JAR"], "--errors-only", "--format", "gnu"]
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True)
    return done.stderr.splitlines()


def test_every_page_is_valid(crawled: Crawl, tmp_path: Path) -> None:
    pages = [address for address in crawled.pages if crawled.statuses[address] == 200]
    for number, address in enumerate(pages):
        (tmp_path / f"{number}.html").write_text(crawled.texts[address])
    found = complaints(tmp_path)
    named = [f"{pages[int(Path(line.split('.html')[0]).name)]}: {line}" for line in found]
    assert named == []
    assert len(pages) > 400


def test_the_checker_can_complain(tmp_path: Path) -> None:
    (tmp_path / "0.html").write_text("<!doctype html><title>x</title><p><div id=a></div id=a></p>")
    assert complaints(tmp_path)
