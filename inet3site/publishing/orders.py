"""How one order of rows differs from another, by the keys of the rows."""

from bisect import bisect_left
from collections.abc import Hashable, Sequence


def in_place[K: Hashable](before: Sequence[K], after: Sequence[K]) -> list[K]:
    """All keys in the order after, each removed one behind the one that it stood behind."""
    keys, kept = list(after), set(after)
    place = 0
    for key in before:
        if key in kept:
            place = keys.index(key) + 1
        else:
            keys.insert(place, key)
            place += 1
    return keys


def moved[K: Hashable](before: Sequence[K], after: Sequence[K]) -> set[K]:
    """The fewest keys whose moves lead from one order of the same keys to the other."""
    places = {key: place for place, key in enumerate(before)}
    in_order: list[K] = _longest_rising(after, places)
    return set(after) - set(in_order)


def _longest_rising[K: Hashable](keys: Sequence[K], places: dict[K, int]) -> list[K]:
    """A longest subsequence of the keys whose places rise (patience sorting)."""
    ends: list[int] = []
    longest: list[list[K]] = []
    for key in keys:
        pile = bisect_left(ends, places[key])
        ends[pile : pile + 1] = [places[key]]
        longest[pile : pile + 1] = [[*(longest[pile - 1] if pile else []), key]]
    return longest[-1] if longest else []
