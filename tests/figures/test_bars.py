"""Bars keep their order, stay within the figure, and are as long as what they stand for."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inet3site.figures import bars, stacked

NEAR = 0.01
KEYS = ("met", "partly", "missed", "none-found", "not-checked")

counts = st.lists(st.integers(0, 10**6), min_size=len(KEYS), max_size=len(KEYS)).map(
    lambda numbers: dict(zip(KEYS, numbers, strict=True))
)
amount = st.decimals(0, 10**15, places=4)
amounts = st.lists(
    st.tuples(amount, amount | st.none()).map(
        lambda ends: (ends[0], ends[1]) if ends[1] and ends[1] > ends[0] else (ends[0], None)
    ),
    min_size=1,
)


@given(counts, st.integers(0, 10**6))
def test_the_segments_of_a_bar_lie_side_by_side_in_order(
    numbers: dict[str, int], longer: int
) -> None:
    total = sum(numbers.values())
    segments = stacked(numbers, total + longer)
    assert {each.key: each.count for each in segments} == {
        key: count for key, count in numbers.items() if count
    }
    assert [each.key for each in segments] == [key for key in KEYS if numbers[key]]
    edges = [(each.start, each.start + each.length) for each in segments]
    assert all(0 <= start <= end <= 100 + NEAR for start, end in edges)
    assert all(end == pytest.approx(start, abs=NEAR) for (_, end), (start, _) in pairwise(edges))
    length = sum(each.length for each in segments)
    assert length == pytest.approx(100 * total / max(total + longer, 1), abs=NEAR)


def test_nothing_has_no_segment() -> None:
    assert stacked({"met": 0, "missed": 0}, 0) == []


@given(amounts)
def test_bars_have_the_proportions_of_their_amounts(
    rows: list[tuple[Decimal, Decimal | None]],
) -> None:
    found = bars(rows)
    largest = max(upper or lower for lower, upper in rows)
    assert max(bar.reach for bar in found) == (100 if largest else 0)
    for (lower, upper), bar in zip(rows, found, strict=True):
        assert 0 <= bar.length <= bar.reach <= 100
        assert bar.length == pytest.approx(percent(lower, largest), abs=NEAR)
        assert bar.reach == pytest.approx(percent(upper or lower, largest), abs=NEAR)


def percent(part: Decimal, whole: Decimal) -> float:
    """What per cent of the whole a part is; none where there is no whole."""
    return float(100 * part / whole) if whole else 0


def test_no_amounts_have_no_bars() -> None:
    assert bars([]) == []


def test_a_range_reaches_beyond_its_lower_end() -> None:
    exact, ranged = bars([(Decimal(10), None), (Decimal(2), Decimal(5))])
    assert (exact.length, exact.beyond) == (100, 0)
    assert (ranged.length, ranged.beyond) == (20, 30)
