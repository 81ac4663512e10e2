"""The order in which the entries of the files are published."""

from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush
from uuid import UUID

from inet3site.publishing.references import outgoing

from .plan import Item

type Needs = dict[UUID, dict[UUID, bool]]
"""What each entry refers to among the others, and whether it can't be published without it."""


def in_order(items: Sequence[Item]) -> list[Item]:
    """The items as they are to be published: what an item refers to comes before it.

    So one edition each is enough. Where items refer to each other in a circle, one of them comes
    before what it mentions, and the ledger brings it out once more. Otherwise the order stays.
    """
    places = {item.entry.pk: place for place, item in enumerate(items)}
    sorter = _without_circles(_needs(items))
    ready: list[int] = []
    order: list[Item] = []
    while sorter.is_active():
        for key in sorter.get_ready():
            heappush(ready, places[key])
        order.append(items[heappop(ready)])
        sorter.done(order[-1].entry.pk)
    return order


def _needs(items: Sequence[Item]) -> Needs:
    needs: Needs = {item.entry.pk: {} for item in items}
    for item in items:
        key, targets = item.entry.pk, needs[item.entry.pk]
        for reference in outgoing(item.entry_type, item.objects):
            if reference.target_id in needs and reference.target_id != key:
                required = targets.get(reference.target_id, False) or reference.required
                targets[reference.target_id] = required
    return needs


def _without_circles(needs: Needs) -> TopologicalSorter[UUID]:
    while True:
        sorter = TopologicalSorter(needs)
        try:
            sorter.prepare()
            return sorter
        except CycleError as error:
            _break(error.args[1], needs)


def _break(circle: Sequence[UUID], needs: Needs) -> None:
    """Leave out the first mention that the circle can do without; required ones form none."""
    pairs = zip(circle, circle[1:], strict=False)
    target, key = next((target, key) for target, key in pairs if not needs[key][target])
    del needs[key][target]
