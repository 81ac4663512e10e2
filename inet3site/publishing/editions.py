"""Writing editions, and with each the workspace's picture of what is live."""

from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import Max, QuerySet

from . import snapshots
from .models import Counter, Edition, LiveEntry, Operation, Reference, Revision, Verb
from .record import note
from .references import OutgoingReference, only_live, outgoing
from .registry import SnapshotObject, type_named
from .states import standing


@dataclass(frozen=True)
class EditionWriter:
    """Appends editions under the lock on `counter`; NULL `by` stands for a command."""

    counter: Counter
    by: User | None
    at: datetime

    def publish(
        self, revision: Revision, *, reason: str = "", remarks: str = "", **labels: Any
    ) -> Edition:
        """Append an edition of the revision; `reason` is why it needs no review.

        The record keeps that, and `remarks` after it.
        """
        verb = Verb.FORCE if reason else Verb.PUBLISH
        with self._noted(verb, revision, "\n".join(filter(None, [reason, remarks]))):
            return self._publish(revision, **labels)

    def _publish(
        self, revision: Revision, *, leaving: UUID | None = None, **labels: Any
    ) -> Edition:
        """Append an edition of the revision, without mentions of what is not live or `leaving`."""
        entry_type = type_named(revision.entry_type)
        objects = read(revision)
        references = outgoing(entry_type, objects)
        live = live_among(references) - {leaving}
        edition = published(revision, objects, live, **self._next(revision.entry_id), **labels)
        edition.save(force_insert=True)
        _mark_live(edition, references)
        return edition

    def withdraw(self, live: LiveEntry, **labels: Any) -> Edition:
        """Append the withdrawal of a live entry; its mentions must have been taken out before."""
        values = {"major": True, **self._next(live.entry_id), **labels}
        with self._noted(Verb.WITHDRAW, live.revision):
            edition = _edition(Operation.WITHDRAW, live.revision, "", live.slug, **values)
            edition.save(force_insert=True)
            live.delete()
        return edition

    def reissue_mentioning(self, entry_id: UUID, *, leaving: bool = False) -> None:
        """Publish again, from what they last published, the live entries that mention this one.

        With `leaving` the mention goes: the entry is about to be withdrawn.
        """
        mentions = Reference.objects.filter(target_id=entry_id, required=False)
        for live in LiveEntry.objects.filter(references__in=mentions).order_by("pk"):
            with self._noted(Verb.REISSUE, live.revision):
                self._publish(live.revision, major=False, leaving=entry_id if leaving else None)

    @contextmanager
    def _noted(self, verb: Verb, revision: Revision, reason: str = "") -> Iterator[None]:
        """Record what is done within, with the states of the entry before and after."""
        before = standing(revision.entry_id)
        yield
        after = standing(revision.entry_id)
        note(verb, revision, before=before, after=after, by=self.by, at=self.at, reason=reason)

    def _next(self, entry_id: UUID) -> dict[str, Any]:
        """Where the entry's next edition stands in the ledger, by whom it is, and when."""
        self.counter.head += 1
        self.counter.save(update_fields=["head"])
        number = next_number(Edition.objects.filter(entry_id=entry_id))
        return {"sequence": self.counter.head, "number": number, "by": self.by, "at": self.at}


def published(
    revision: Revision, objects: Iterable[SnapshotObject], live: Container[UUID], **values: Any
) -> Edition:
    """An unsaved edition of a revision's rows, without mentions of what is not in `live`."""
    rows = only_live(type_named(revision.entry_type), objects, live)
    slug = rows[0]["fields"]["slug"]
    return _edition(Operation.PUBLISH, revision, snapshots.encode(rows), slug, **values)


def next_number(earlier: QuerySet[Any]) -> int:
    """The number of an entry's next edition after the earlier ones."""
    return (earlier.aggregate(last=Max("number"))["last"] or 0) + 1


def read(revision: Revision) -> list[SnapshotObject]:
    """The rows of a revision in the present schema."""
    return snapshots.read(type_named(revision.entry_type), revision.schema, revision.snapshot)


def live_among(references: Iterable[OutgoingReference]) -> set[UUID]:
    """The keys of those targets that are live."""
    targets = {reference.target_id for reference in references}
    return set(LiveEntry.objects.filter(pk__in=targets).values_list("pk", flat=True))


def _edition(
    operation: Operation, revision: Revision, text: str, slug: str, **values: Any
) -> Edition:
    return Edition(
        entry_type=revision.entry_type,
        entry_id=revision.entry_id,
        operation=operation,
        revision=revision,
        schema=type_named(revision.entry_type).schema,
        snapshot=text,
        digest=snapshots.digest(text),
        slug=slug,
        **values,
    )


def _mark_live(edition: Edition, references: Iterable[OutgoingReference]) -> None:
    live, _ = LiveEntry.objects.update_or_create(
        entry_id=edition.entry_id,
        defaults={
            "entry_type": edition.entry_type,
            "slug": edition.slug,
            "edition": edition,
            "revision": edition.revision,
        },
    )
    required: dict[tuple[str, UUID], bool] = {}
    for reference in references:
        key = (reference.target_type, reference.target_id)
        required[key] = required.get(key, False) or reference.required
    live.references.all().delete()
    Reference.objects.bulk_create(
        Reference(entry=live, target_type=target_type, target_id=target_id, required=needed)
        for (target_type, target_id), needed in required.items()
        if target_id != edition.entry_id
    )
