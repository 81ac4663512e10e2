"""A scale of years, and the spans on it. Places and lengths are per cent of the figure's width."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .dates import extent
from .scale import percent, rounded

MOST_TICKS = 8
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Span:
    """The years or days that a period or a date names, and the ends that it leaves open."""

    start: float
    length: float
    open_start: bool = False
    open_end: bool = False

    @property
    def end(self) -> float:
        """Where it ends."""
        return rounded(self.start + self.length)

    @property
    def middle(self) -> float:
        """The place halfway."""
        return rounded(self.start + self.length / 2)


@dataclass(frozen=True)
class Axis:
    """`count` parts of `step` years each, from the beginning of the year `first`."""

    first: int
    step: int
    count: int

    @property
    def ticks(self) -> list[int]:
        """The first year of each part."""
        return [self.first + number * self.step for number in range(self.count)]

    @property
    def lines(self) -> list[float]:
        """Where one part ends and the next begins."""
        return [percent(number, self.count) for number in range(1, self.count)]

    def span(self, start: str, end: str) -> Span:
        """The span between two EDTF dates that the axis covers, of which one may be empty.

        Where one is, the span is that of the other, and open on its side.
        """
        first, last = start or end, end or start
        begins, ends = self._at(extent(first)[0]), self._at(extent(last)[1])
        return Span(begins, rounded(ends - begins), not start, not end)

    def _at(self, year: float) -> float:
        return percent(year - self.first, self.count * self.step)


def axis(dates: Iterable[str]) -> Axis | None:
    """The axis of at most MOST_TICKS parts that covers EDTF dates; None where there are none."""
    years = [int(date[:4]) for date in dates]
    if not years:
        return None
    first, last = min(years), max(years)
    step = next(step for step in _steps() if (last // step) - (first // step) < MOST_TICKS)
    first -= first % step
    return Axis(first, step, (last - first) // step + 1)


def _steps() -> Iterator[int]:
    size = 1
    while True:
        yield from (step * size for step in STEPS)
        size *= 10
