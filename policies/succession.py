"""The chain of organisations that took over from each other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from .models import Organisation, Succession

Neighbours = Mapping[UUID, list[Succession]]
"""The successions that lead from an organisation in one direction."""


@dataclass(frozen=True)
class Step:
    """An organisation of a chain, and the dates of the successions that link it to the next.

    A date is empty where it is not known. The organisation that the chain is of has no dates.
    """

    organisation: Organisation
    dates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chain:
    """An organisation, those before it from the earliest on, and those after it.

    `before` and `after` have a list for each generation. No organisation stands in two of them.
    """

    organisation: Organisation
    before: list[list[Step]]
    after: list[list[Step]]

    def __bool__(self) -> bool:
        return bool(self.before or self.after)


def chain_of(organisation: Organisation) -> Chain:
    """All that came before and after an organisation, in one query; a past one knows its own."""
    earlier: dict[UUID, list[Succession]] = defaultdict(list)
    later: dict[UUID, list[Succession]] = defaultdict(list)
    everything = Succession.objects.select_related("organisation", "predecessor")
    for row in organisation.predecessors.all() if organisation.is_past else everything:
        earlier[row.organisation_id].append(row)
        later[row.predecessor_id].append(row)
    before = _generations(organisation, earlier, "predecessor")
    return Chain(organisation, before[::-1], _generations(organisation, later, "organisation"))


def _generations(start: Organisation, rows: Neighbours, end: str) -> list[list[Step]]:
    """Those at the `end` of the successions from `start`, then those at the ends of theirs."""
    seen = {start}
    found: list[list[Step]] = []
    present: Iterable[Organisation] = [start]
    while steps := _next(present, rows, end, seen):
        found.append(steps)
        present = [step.organisation for step in steps]
        seen.update(present)
    return found


def _next(
    present: Iterable[Organisation], rows: Neighbours, end: str, seen: set[Organisation]
) -> list[Step]:
    """The generation after the `present` one, those of whom no date is known first."""
    dates: dict[Organisation, list[str]] = defaultdict(list)
    for organisation in present:
        for row in rows.get(organisation.pk, ()):
            if (other := getattr(row, end)) not in seen:
                dates[other].append(row.date)
    steps = [Step(organisation, tuple(sorted(set(known)))) for organisation, known in dates.items()]
    return sorted(steps, key=lambda step: (step.dates, step.organisation.slug))
