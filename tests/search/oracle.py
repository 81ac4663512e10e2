"""What a search should find, told naively: by substrings of a text in its plain form."""

import re

from hypothesis import strategies as st

from inet3site.search.cjk import HAN, fold

RUNS = re.compile(rf"[{HAN}]+|(?:(?![{HAN}_])\w)+(?:(?<=\d)\.(?=\d)(?:(?![{HAN}_])\w)+)*")

PARTS = [
    "互联网",
    "网络",
    "数据",
    "元宇宙",
    "網",
    "业",
    "3.0",
    "3",
    "5G",
    "8K",
    "plan",
    "plans",
    "AI",
]
BETWEEN = ["", "", "", " ", "+", "，", ".", "_", "-"]

texts = st.lists(st.sampled_from([*PARTS, *BETWEEN]), max_size=12).map("".join)
"""Texts of few words, so that many of them have something in common."""


def plain(text: str) -> str:
    """The words and runs of Han characters of a text, each with one space around."""
    return "".join(f" {run.replace('.', 'x')} " for run in RUNS.findall(fold(text)))


def has(text: str, query: str, *, exact: bool = False) -> bool:
    """Whether what was asked for stands in a text; unless `exact`, its last word may go on."""
    wanted = plain(query).removesuffix(" ")
    if not wanted:
        return False
    if exact and not re.search(f"[{HAN}]$", wanted):
        wanted += " "
    begins = re.match(f" [{HAN}]", wanted)
    return (wanted[1:] if begins else wanted) in plain(text)
