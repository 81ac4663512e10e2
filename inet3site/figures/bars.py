"""Bars on a common scale that begins at zero. Lengths are per cent of the figure's width."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise

from .scale import percent, rounded


@dataclass(frozen=True)
class Segment:
    """One part of a stacked bar: what it counts, how many, and where it lies."""

    key: str
    count: int
    start: float
    length: float


@dataclass(frozen=True)
class Bar:
    """An amount, or a range from `length` to `reach`; the two are the same where it is none."""

    length: float
    reach: float

    @property
    def beyond(self) -> float:
        """How far a range reaches beyond its lower end."""
        return rounded(self.reach - self.length)


def stacked(counts: Mapping[str, int], largest: int) -> list[Segment]:
    """One bar's segments in the order of the counts, each where the last one ends.

    `largest` is the sum of the longest bar of the figure. What counts none has no segment.
    """
    edges = [percent(edge, largest) for edge in accumulate(counts.values(), initial=0)]
    return [
        Segment(key, count, start, rounded(end - start))
        for (key, count), (start, end) in zip(counts.items(), pairwise(edges), strict=True)
        if count
    ]


def bars(amounts: Sequence[tuple[Decimal, Decimal | None]]) -> list[Bar]:
    """A bar for each amount and, of a range, its upper end; the largest has the full length."""
    largest = max((upper or lower for lower, upper in amounts), default=Decimal(0))
    return [
        Bar(percent(lower, largest), percent(upper or lower, largest)) for lower, upper in amounts
    ]
