"""Merging two changes of one entry."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inet3site.publishing.merging import MINE, THEIRS, merge
from inet3site.publishing.registry import type_named

TYPE = "policies.policy"
FIELDS = ("title_zh", "title_en", "kind")

values = st.integers(min_value=0, max_value=2)
rows = st.fixed_dictionaries(dict.fromkeys(FIELDS, values))
parts = st.dictionaries(st.sampled_from("abcd"), rows)
states = st.tuples(rows, parts)


def snapshot(state: tuple[dict[str, int], dict[str, dict[str, int]]]) -> list[dict[str, Any]]:
    """The rows of an entry with these fields, and its sections with theirs."""
    entry, sections = state
    found = [{"model": TYPE, "pk": "0", "fields": entry}]
    return found + [
        {"model": "policies.section", "pk": pk, "fields": fields}
        for pk, fields in sorted(sections.items())
    ]


def merged(base: Any, theirs: Any, mine: Any, **chosen: str) -> Any:
    states = snapshot(base), snapshot(theirs), snapshot(mine)
    found = merge(type_named(TYPE), *states, chosen)
    return found.objects, [clash.name for clash in found.clashes]


@given(states, states)
def test_where_one_changed_nothing_the_other_prevails(base: Any, changed: Any) -> None:
    assert merged(base, changed, base) == (snapshot(changed), [])
    assert merged(base, base, changed) == (snapshot(changed), [])
    assert merged(base, changed, changed) == (snapshot(changed), [])


@given(states, states, states)
def test_what_both_changed_is_as_chosen_and_all_else_as_each_left_it(
    base: Any, theirs: Any, mine: Any
) -> None:
    base, theirs, mine = ({**each[1], "": each[0]} for each in (base, theirs, mine))
    # A new row has a key of its own, so both can't have made one with the same.
    mine = {key: row for key, row in mine.items() if key in base or key not in theirs}
    states = [(each[""], {k: v for k, v in each.items() if k}) for each in (base, theirs, mine)]
    open_objects, clashes = merged(*states)
    for side, state in ((MINE, mine), (THEIRS, theirs)):
        objects, left = merged(*states, **dict.fromkeys(clashes, side))
        assert left == []
        found = {row["pk"] if row["pk"] != "0" else "": row["fields"] for row in objects}
        other = theirs if side is MINE else mine
        for key in base.keys() | theirs.keys() | mine.keys():
            expected = expect(base.get(key), state.get(key), other.get(key))
            assert found.get(key) == expected, (key, side)
    assert bool(clashes) == (merged(*states, **dict.fromkeys(clashes, MINE))[0] != open_objects)


def expect(base: Any, preferred: Any, other: Any) -> Any:
    """A row after a merge in which the preferred side wins every clash."""
    if base is None:
        return preferred or other
    if preferred == base:
        return other
    if other == base or preferred is None or other is None:
        return preferred
    return {
        name: other[name] if preferred[name] == base[name] else preferred[name] for name in FIELDS
    }


@pytest.mark.parametrize("side", [MINE, THEIRS])
def test_a_row_that_one_removed_and_the_other_changed_is_a_clash(side: str) -> None:
    entry = dict.fromkeys(FIELDS, 0)
    base = (entry, {"a": entry})
    theirs: Any = (entry, {})
    mine = (entry, {"a": {**entry, "kind": 1}})
    objects, clashes = merged(base, theirs, mine)
    assert clashes == ["clash:policies.section:a:"]
    assert len(objects) == 1
    objects, _left = merged(base, theirs, mine, **{clashes[0]: side})
    assert len(objects) == (2 if side is MINE else 1)
