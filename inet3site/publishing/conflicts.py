"""Two changes of one entry that began at the same revision: seen side by side, and settled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from . import blockers, ledger, rows, snapshots
from .blockers import Blocked, Blocker
from .comparison import Comparison, RowDifference, compare
from .editions import read
from .merging import Clash, Merge, merge
from .models import Revision, Verb
from .registry import EntryType, SnapshotObject, type_named
from .revisions import read as entry_of


@dataclass(frozen=True)
class ThreeWay:
    """A row that at least one of the two changed, from the base to each of them."""

    theirs: RowDifference
    mine: RowDifference
    clashes: list[Clash]

    @property
    def row(self) -> Model:
        """The row as one of the two has it."""
        return self.mine.after or self.theirs.row

    def choices(self) -> Iterator[tuple[str, str]]:
        """The name of each clash and the field that it is about; no field where it is the row."""
        for clash in self.clashes:
            field: Any = self.row._meta.get_field(clash.field) if clash.field else None
            yield clash.name, str(field.verbose_name) if field else ""


@dataclass(frozen=True)
class Conflict:
    """Where both began, what the others saved since, and what one person would save now.

    `chosen` has whose change prevails, by the name of a clash.
    """

    base: Revision
    theirs: Revision
    mine: list[SnapshotObject]
    chosen: Mapping[str, str]

    @property
    def entry_type(self) -> EntryType:
        """The type of the entry."""
        return type_named(self.base.entry_type)

    @cached_property
    def merged(self) -> Merge:
        """Both changes in one."""
        states = read(self.base), read(self.theirs), self.mine
        return merge(self.entry_type, *states, self.chosen)

    def rows(self) -> list[ThreeWay]:
        """Every row that differs, the entry first."""
        mine = Revision(
            entry_type=self.base.entry_type,
            schema=self.entry_type.schema,
            snapshot=snapshots.encode(self.mine),
        )
        base = entry_of(self.base)
        theirs, own = (_by_key(compare(base, entry_of(each))) for each in (self.theirs, mine))
        return [
            self._three_way(theirs.get(key), own.get(key)) for key in dict.fromkeys([*theirs, *own])
        ]

    def _three_way(self, theirs: RowDifference | None, mine: RowDifference | None) -> ThreeWay:
        found = [each for each in (theirs, mine) if each]
        fields = tuple(dict.fromkeys(field for each in found for field in each.fields))
        base, row = found[0].before, found[0].row
        their, own = (each.after if each else base for each in (theirs, mine))
        clashes = [each for each in self.merged.clashes if each.pk == str(row.pk)]
        return ThreeWay(
            RowDifference(base, their, fields), RowDifference(base, own, fields), clashes
        )


def _by_key(comparison: Comparison) -> dict[Any, RowDifference]:
    entry = [] if comparison.entry.is_none else [comparison.entry]
    found = [*entry, *(row for part in comparison.parts for row in part.rows)]
    return {each.row.pk: each for each in found}


@transaction.atomic
def settle(conflict: Conflict, verb: Verb, *, by: User) -> Revision:
    """Save the merged entry, or with Verb.OVERWRITE the own one alone; the record says which.

    Raise Blocked where a clash is open or the result can't be saved.
    """
    objects = conflict.mine if verb == Verb.OVERWRITE else conflict.merged.objects
    if verb == Verb.MERGE and conflict.merged.clashes:
        raise Blocked([Blocker("open", _("Choose whose change prevails, wherever both differ."))])
    if found := blockers.of_siblings(conflict.entry_type, objects):
        raise Blocked(found)
    try:
        with transaction.atomic():
            entry = rows.replace(conflict.entry_type, objects)
    except IntegrityError as error:
        message = _("The two changes don't fit together: %(error)s")
        raise Blocked([Blocker("unfit", message % {"error": error})]) from error
    return ledger.revise(entry, by=by, verb=verb, reason=str(conflict.theirs.number))
