"""The difference of two texts, and of two orders."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inet3site.publishing.orders import in_place, moved
from inet3site.publishing.runs import (
    MOST_WORDS,
    Kind,
    Run,
    compare,
    replaced,
    text_after,
    text_before,
)

WORDS = [
    "fund",
    "the",
    " ",
    " a year",
    "100",
    "3.0",
    "。",
    "，",
    "专项",
    "资金",
    "\n",
    "don't",
    ".",
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map("".join))
ORDERS = st.lists(st.integers(0, 8), unique=True, max_size=8)


@given(TEXTS, TEXTS)
def test_the_runs_lead_from_one_text_to_the_other(before: str, after: str) -> None:
    for runs in (compare(before, after), replaced(before, after)):
        assert text_before(runs) == before
        assert text_after(runs) == after


@given(TEXTS, TEXTS)
def test_runs_are_as_few_as_their_kinds(before: str, after: str) -> None:
    runs = compare(before, after)
    assert all(run.text for run in runs)
    for run, following in itertools.pairwise(runs):
        assert run.kind != following.kind
        assert (run.kind, following.kind) != (Kind.INSERTED, Kind.DELETED)


@given(TEXTS)
def test_equal_texts_have_no_difference(text: str) -> None:
    assert compare(text, text) == ([Run(Kind.SAME, text)] if text else [])


def drawn(before: str, after: str) -> str:
    """The difference with `[-…-]` for what was deleted and `{+…+}` for what was inserted."""
    ends = {Kind.SAME: ("", ""), Kind.DELETED: ("[-", "-]"), Kind.INSERTED: ("{+", "+}")}
    return "".join(run.text.join(ends[run.kind]) for run in compare(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Build shared platforms", "Build shared labs", "Build shared [-platforms-]{+labs+}"),
        ("It pays. It reports.", "It pays. It tells.", "It pays. It [-reports-]{+tells+}."),
        ("Web 3.0 is new", "Web 4.0 is new", "Web [-3.0-]{+4.0+} is new"),
        ("每年1亿元。", "每年2亿元。", "每年[-1-]{+2+}亿元。"),
        ("支持产业。", "支持产业发展。另设基金。", "支持产业{+发展+}。{+另设基金。+}"),
        ("培育3至5家龙头企业", "培育不少于6家骨干企业", "培育[-3至5家龙头-]{+不少于6家骨干+}企业"),
        (
            "at least 100 million",
            "more than 200 million",
            "[-at least 100-]{+more than 200+} million",
        ),
    ],
)
def test_changes_read_as_people_made_them(before: str, after: str, expected: str) -> None:
    assert drawn(before, after) == expected


def test_long_texts_are_compared_at_once() -> None:
    started = time.monotonic()
    compare("x " * 50_000, "y " * 50_000)
    compare("x " * (MOST_WORDS // 2), "y " * (MOST_WORDS // 2))
    assert time.monotonic() - started < 10


@given(ORDERS, ORDERS)
def test_all_keys_stand_in_the_order_after(before: list[int], after: list[int]) -> None:
    keys = in_place(before, after)
    assert sorted(keys) == sorted({*before, *after})
    assert [key for key in keys if key in after] == after


def test_a_removed_row_stands_where_it_stood() -> None:
    assert in_place("abc", "xac") == ["x", "a", "b", "c"]
    assert in_place("abc", "c") == ["a", "b", "c"]


@given(st.permutations(range(6)), st.permutations(range(6)))
def test_the_fewest_rows_have_moved(before: list[int], after: list[int]) -> None:
    def same_without(keys: tuple[int, ...]) -> bool:
        kept = [[key for key in order if key not in keys] for order in (before, after)]
        return kept[0] == kept[1]

    found = moved(before, after)
    assert same_without((*found,))
    fewer = itertools.combinations(range(6), max(0, len(found) - 1))
    assert not found or not any(same_without(keys) for keys in fewer)
