"""What proofreading finds in an entry: it is told to editors and stands in nobody's way.

Those who know texts register how they read an entry. Each is prepared once for any number of
entries, so that what it needs, such as the glossary, is read once.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from .models import Revision
from .snapshots import SnapshotError
from .trees import Tree

LONGEST_NAME = 60
MOST_TOLD = 5
"""So many findings are told in a message; the form tells all."""


@dataclass(frozen=True)
class Finding:
    """One of them; `field` is where to mend it, of the part `row_id` or else of the entry."""

    code: str
    message: str
    field: str = ""
    row_id: UUID | None = None


type Read = Callable[[Sequence[Model]], Iterable[Finding]]
"""Takes the rows of an entry, its own first; gives what it finds. It makes no query."""

type Prepare = Callable[[], Read]

_readers: list[Prepare] = []


def register_reader(prepare: Prepare) -> None:
    """Let every entry be read so."""
    _readers.append(prepare)


def of_revision(revision: Revision) -> list[Finding]:
    """What is found in a revision."""
    return of_revisions([revision])[revision.entry_id]


def of_revisions(revisions: Iterable[Revision]) -> dict[UUID, list[Finding]]:
    """What is found in a revision of each of several entries, by the keys of those."""
    readers = [prepare() for prepare in _readers]
    return {each.entry_id: _in_revision(each, readers) for each in revisions}


def _in_revision(revision: Revision, readers: Iterable[Read]) -> list[Finding]:
    """Nothing where the present models can't read it: the history tells that."""
    try:
        tree = Tree.of(revision)
    except SnapshotError:
        return []
    tree.linked({})
    rows = [row.object for row in tree.rows]
    return [finding for read in readers for finding in read(rows)]


def finding_at(entry: Model, row: Model, field: str, code: str, message: str) -> Finding:
    """A finding in a field of a row, which its message names."""
    label = capfirst(_field(row, field).verbose_name)
    if row is not entry:
        kind, name = capfirst(row._meta.verbose_name), Truncator(row).chars(LONGEST_NAME)
        place = {"kind": kind, "name": name, "field": label}
        label = _("%(kind)s “%(name)s”, %(field)s") % place
    told = _("%(label)s: %(value)s") % {"label": label, "value": message}
    return Finding(code, told, field, None if row is entry else row.pk)


def _field(row: Model, name: str) -> Any:
    return row._meta.get_field(name)


def in_words(findings: Sequence[Finding]) -> str:
    """The findings as one text, the first of them in full."""
    told = [finding.message for finding in findings[:MOST_TOLD]]
    if more := len(findings) - len(told):
        told.append(_("And %(number)s more.") % {"number": more})
    return "\n".join(told)
