"""What tests of pages share: asking for one, and reading what it shows."""

import re
from html import unescape

from django.test import Client

LANGUAGES = ("en", "zh-hans")


def get(path: str, *, status: int = 200, **headers: str) -> str:
    """The page at a path, once its status is as expected."""
    response = Client(HTTP_HOST="localhost").get(path, headers=headers)
    assert response.status_code == status, f"{path}: {response.status_code}"
    return response.content.decode()


def words(html: str) -> str:
    """What a reader sees of a page, its white space collapsed."""
    body = html.partition("<body>")[2] or html
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", body)))


def links(html: str) -> set[str]:
    """The addresses that a page links to."""
    return {unescape(address) for address in re.findall(r'href="([^"]*)"', html)}


def scripts_within(html: str) -> list[str]:
    """The scripts that a page holds itself; data for search engines is none."""
    found = re.findall(r"<script([^>]*)>(.*?)</script>", html, re.DOTALL)
    return [
        content or attributes
        for attributes, content in found
        if "application/ld+json" not in attributes and (content or " src=" not in attributes)
    ]
