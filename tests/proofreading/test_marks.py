"""Headings, links and images of Markdown texts."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inet3site.proofreading import marks

CHECKS = [
    marks.skipped_headings,
    marks.repeated_headings,
    marks.empty_links,
    marks.vague_links,
    marks.images,
]


@pytest.mark.parametrize(
    ("check", "text", "told"),
    [
        (marks.skipped_headings, "## A\n\n### B\n\n## C", []),
        (marks.skipped_headings, "## A\n\n#### B\n\n## C", ["B"]),
        (marks.skipped_headings, "#### A\n\n## B", ["A"]),
        (marks.skipped_headings, "### A\n\nText\n\n### B", []),
        (marks.skipped_headings, "Text", []),
        (marks.repeated_headings, "## A\n\n## B\n\n### A", ["A"]),
        (marks.repeated_headings, "## A\n\n## B\n\nA", []),
        (
            marks.empty_links,
            "[](https://example.org/) and [ ](/a/)",
            ["https://example.org/", "/a/"],
        ),
        (marks.empty_links, "[`code`](/a/) [*it*](/b/)", []),
        (marks.vague_links, "[Click here](/a/) or [here.](/b/)", ["Click here", "here."]),
        (marks.vague_links, "请[点击这里](/a/)，见[通知](/b/)", ["点击这里"]),
        (marks.vague_links, "[Where the plan is cited here](/a/)", []),
        (marks.images, "![A map](/map.png) ![](/b.png)", ["/map.png", "/b.png"]),
        (marks.images, "`![A map](/map.png)`", []),
    ],
)
def test_what_is_wrong_is_told(check: Callable, text: str, told: list[str]) -> None:
    assert check(text) == told


@given(st.text(alphabet="#[]()!*`\n ab/:这里"))
def test_any_text_can_be_read(text: str) -> None:
    for check in CHECKS:
        check(text)
