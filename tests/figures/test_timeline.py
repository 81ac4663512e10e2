"""Spans lie within their axis, in the order of their dates, and are as long as what they name."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inet3site.figures import axis, days, extent

NEAR = 0.01


def edtf(day: date, precision: int) -> str:
    """A day as precisely as `precision` parts say it."""
    return "-".join(day.isoformat().split("-")[:precision])


dates = st.builds(edtf, st.dates(), st.integers(1, 3))
periods = st.tuples(dates, dates).map(sorted)


@given(st.lists(dates, min_size=1, max_size=30))
def test_an_axis_covers_its_dates_with_few_equal_parts(found: list[str]) -> None:
    scale = axis(found)
    assert scale
    years = [int(each[:4]) for each in found]
    assert scale.first <= min(years)
    assert max(years) < scale.first + scale.count * scale.step
    assert scale.first % scale.step == 0
    assert 1 <= len(scale.ticks) <= 8
    assert {later - first for first, later in pairwise(scale.ticks)} <= {scale.step}
    assert len(scale.lines) == scale.count - 1


@given(st.lists(periods, min_size=1, max_size=20))
def test_spans_are_within_the_axis_and_in_order(found: list[list[str]]) -> None:
    scale = axis(each for period in found for each in period)
    assert scale
    for (start, end), (other_start, other_end) in pairwise(found):
        one, other = scale.span(start, end), scale.span(other_start, other_end)
        assert -NEAR <= one.start <= one.middle <= one.end + NEAR <= 100 + 2 * NEAR
        if extent(start)[0] <= extent(other_start)[0]:
            assert one.start <= other.start
        if extent(end)[1] <= extent(other_start)[0]:
            assert one.end <= other.start + NEAR


@given(st.dates(max_value=date(9990, 1, 1)), st.integers(1, 1000))
def test_days_do_not_overlap(day: date, later: int) -> None:
    other = day + timedelta(days=later)
    assert extent(day.isoformat())[1] <= extent(other.isoformat())[0] + 1e-9


@given(st.dates(max_value=date(9999, 11, 30)))
def test_what_is_less_precise_contains_what_is_more(day: date) -> None:
    found = [(extent(edtf(day, parts)), days(edtf(day, parts))) for parts in (1, 2, 3)]
    for (wide, wide_days), (narrow, narrow_days) in pairwise(found):
        assert wide[0] <= narrow[0] < narrow[1] <= wide[1] + 1e-9
        assert wide_days is None or narrow_days is None or wide_days[0] <= narrow_days[0]
        assert wide_days is None or narrow_days is None or narrow_days[1] <= wide_days[1]
    assert days(day.isoformat()) == (day, day + timedelta(days=1))


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1)),
        ("2023", date(2023, 1, 1), date(2024, 1, 1)),
        ("2023-12-31", date(2023, 12, 31), date(2024, 1, 1)),
    ],
)
def test_the_days_of_a_date(text: str, first: date, after: date) -> None:
    assert days(text) == (first, after)


@pytest.mark.parametrize("text", ["0000", "0000-05", "9999", "9999-12-31"])
def test_a_date_beyond_the_calendar_has_no_days_but_a_place(text: str) -> None:
    assert days(text) is None
    scale = axis([text])
    assert scale
    assert 0 <= scale.span(text, text).start < 100


def test_a_period_is_open_where_it_names_no_date() -> None:
    scale = axis(["2020", "2027"])
    assert scale
    assert scale.ticks == [*range(2020, 2028)]
    begun, ends = scale.span("2024", ""), scale.span("", "2027-06")
    assert (begun.start, begun.length, begun.open_start, begun.open_end) == (50, 12.5, False, True)
    assert (ends.open_start, ends.open_end) == (True, False)
    assert ends.end == pytest.approx(93.75)


def test_without_dates_there_is_no_axis() -> None:
    assert axis([]) is None
