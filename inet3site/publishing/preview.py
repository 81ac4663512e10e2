"""Preview: a publication of a draft in the live store that is always rolled back.

Under the projector's own lock the draft goes the way of every edition, and the public page is made
of what is live then. So it shows what publishing would show; nobody else sees any of it, and the
workspace is only read.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.template.response import SimpleTemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from . import blockers, projector
from .blockers import Blocked, Blocker
from .editions import next_number, published, read
from .ledger import latest_revision_of
from .models import Applied, LiveEntry, PublicEdition, Reference, Revision
from .references import OutgoingReference, outgoing
from .registry import EntryType, SnapshotObject, type_named
from .stores import LIVE, live_store, public_store

MakePage = Callable[[Any], SimpleTemplateResponse]
"""Takes the entry as it would be public; gives its page, which need not be rendered yet."""


def preview(revision: Revision, make_page: MakePage) -> SimpleTemplateResponse:
    """The public page of an entry, rendered as if the revision were published now.

    What it needs and is not public yet is published before it, as last saved; drafts of others
    don't show. Raise Blocked with all that is missing, or ProjectionError.
    """
    with _rolled_back():
        projector.catch_up()  # It locks what is applied before all else.
        draft = _Draft.of(revision)
        _publish(_with_required(draft))
        with public_store():
            entry = draft.entry_type.model._base_manager.get(pk=revision.entry_id)
            return make_page(entry).render()


@contextmanager
def _rolled_back() -> Iterator[None]:
    """A transaction on `live` that comes to nothing."""
    with transaction.atomic(using=LIVE):
        try:
            yield
        finally:
            transaction.set_rollback(True, using=LIVE)


@dataclass(frozen=True)
class _Draft:
    """A revision with its rows, and the entries that they name."""

    revision: Revision
    entry_type: EntryType
    objects: list[SnapshotObject]
    references: list[OutgoingReference]

    @classmethod
    def of(cls, revision: Revision) -> "_Draft":
        entry_type, objects = type_named(revision.entry_type), read(revision)
        return cls(revision, entry_type, objects, outgoing(entry_type, objects))

    @property
    def key(self) -> UUID:
        return self.revision.entry_id

    @property
    def name(self) -> str:
        fields = self.objects[0]["fields"]
        return fields[self.entry_type.title] or fields["slug"]

    def live_targets(self) -> set[UUID]:
        """The keys of what it names and is live, in the store that is locked and not the ledger."""
        keys = defaultdict(set)
        for reference in self.references:
            keys[reference.target_type].add(reference.target_id)
        return {key for name, of_type in keys.items() for key in _live(type_named(name), of_type)}

    def blockers(self, public: set[UUID]) -> list[Blocker]:
        """What is against publishing it; what it names may be live or `public` by then."""
        return [
            *blockers.of_draft(self.entry_type, self.key, self.objects),
            *blockers.of_references(self.references, self.live_targets() | public, self.key),
        ]


def _with_required(draft: _Draft) -> list[_Draft]:
    """The draft, after those without which it can't be published; raise Blocked."""
    found: dict[UUID, _Draft] = {}
    _collect(draft, found)
    against = [
        blocker if each is draft else _naming(each, blocker)
        for each in found.values()
        for blocker in each.blockers(set(found))
    ]
    if against:
        raise Blocked(against)
    return list(found.values())


def _collect(draft: _Draft, found: dict[UUID, _Draft]) -> None:
    """Add the draft to `found`, after what it needs; required references form no circle."""
    required = {each.target_id for each in draft.references if each.required}
    for key in sorted(required - draft.live_targets()):
        revision = latest_revision_of(key)
        if revision and key not in found:
            _collect(_Draft.of(revision), found)
    found[draft.key] = draft


def _naming(draft: _Draft, blocker: Blocker) -> Blocker:
    message = _("%(label)s: %(value)s") % {"label": draft.name, "value": blocker.message}
    return replace(blocker, message=message)


def _publish(drafts: Iterable[_Draft]) -> None:
    """Apply the drafts, and with each that goes live the live entries that mention it."""
    applied = projector.lock_applied()
    head = applied.sequence
    for draft in drafts:
        is_new = not _live(draft.entry_type, [draft.key])
        _apply(draft, applied)
        for revision in _mentioning(draft.key, head) if is_new else ():
            _apply(_Draft.of(revision), applied)


def _apply(draft: _Draft, applied: Applied) -> None:
    edition = published(
        draft.revision,
        draft.objects,
        draft.live_targets(),
        sequence=applied.sequence + 1,
        number=next_number(PublicEdition.objects.filter(entry_id=draft.key)),
        major=False,
        at=timezone.now(),
    )
    with live_store():
        projector.project(edition, applied)


def _mentioning(entry_id: UUID, head: int) -> list[Revision]:
    """What the live entries that mention an entry have published, up to a place in the ledger."""
    mentions = Reference.objects.filter(target_id=entry_id, required=False)
    live = LiveEntry.objects.filter(references__in=mentions, edition_id__lte=head)
    return [each.revision for each in live.order_by("pk").select_related("revision")]


def _live(entry_type: EntryType, keys: Iterable[UUID]) -> set[UUID]:
    """Those of the keys under which the locked store has an entry of the type."""
    with live_store():
        return set(entry_type.model._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
