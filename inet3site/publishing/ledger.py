"""The ledger: recording revisions, publishing and withdrawing.

Each transaction that publishes locks the counter row before anything else and only then looks at
what stands in the way, in the workspace alone. So editions come one after the other, and no two
transactions can each rely on what the other is about to change.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from . import blockers, projector, snapshots
from .blockers import Blocked, Blocker
from .changes import changed_major_fields
from .editions import EditionWriter, read
from .models import Counter, Edition, Entry, LiveEntry, Revision, RevisionKind, Verb
from .record import note
from .registry import all_types, type_named, type_of
from .states import standing


def lock() -> Counter:
    """Lock the ledger until the transaction ends: the first step of any that publishes."""
    Counter.objects.get_or_create(pk=1)
    return Counter.objects.select_for_update().get(pk=1)


@transaction.atomic
def revise(
    entry: Entry,
    *,
    by: User | None = None,
    kind: RevisionKind = RevisionKind.SAVE,
    verb: Verb = Verb.SAVE,
    reason: str = "",
    at: datetime | None = None,
) -> Revision:
    """Record the saved state of an entry; an unchanged one keeps its latest revision.

    `verb` and `reason` are what the record says of it.
    """
    type(entry)._base_manager.select_for_update().get(pk=entry.pk)
    entry_type = type_of(entry)
    text = snapshots.encode(snapshots.take(entry))
    latest = latest_revision(entry)
    if latest and snapshots.encode(row for _i, row in snapshots.normalised(read(latest))) == text:
        return latest
    before = standing(entry.pk)
    revision = Revision.objects.create(
        entry_type=entry_type.name,
        entry_id=entry.pk,
        number=latest.number + 1 if latest else 1,
        kind=kind,
        schema=entry_type.schema,
        snapshot=text,
        digest=snapshots.digest(text),
        by=by,
        at=at or timezone.now(),
    )
    after = standing(entry.pk)
    note(verb, revision, before=before, after=after, by=by, at=revision.at, reason=reason)
    return revision


def latest_revision(entry: Entry) -> Revision | None:
    """The last recorded revision of an entry; None if it was never recorded."""
    return latest_revision_of(entry.pk)


def latest_revisions(entry_ids: Iterable[UUID]) -> QuerySet[Revision]:
    """The last recorded revisions of these entries."""
    later = Revision.objects.filter(entry_id=OuterRef("entry_id"), number__gt=OuterRef("number"))
    return Revision.objects.filter(~Exists(later), entry_id__in=entry_ids)


def latest_revision_of(entry_id: UUID) -> Revision | None:
    """The same, of the entry with this key."""
    return Revision.objects.filter(entry_id=entry_id).order_by("-number").first()


@transaction.atomic
def publish(
    entry: Entry,
    *,
    by: User | None = None,
    major: bool = False,
    note_zh: str = "",
    note_en: str = "",
    revision: Revision | None = None,
    without_review: str = "",
    remarks: str = "",
    at: datetime | None = None,
) -> Edition:
    """Publish a revision of an entry, or the latest; raise Blocked with every reason against it.

    `without_review` is the reason for which a required review is passed over; the record keeps it,
    and `remarks`, such as what proofreading has found.
    An entry that goes live brings out the live entries that mention it once more, as they can
    name it now.
    """
    writer = EditionWriter(lock(), by, at or timezone.now())
    revision = revision or latest_revision(entry) or revise(entry, by=by)
    live = LiveEntry.objects.filter(pk=entry.pk).select_related("revision").first()
    unreviewed = blockers.of_review(revision, by)
    review = [] if without_review else unreviewed
    _refuse([*review, *against_publishing(revision, live, major=major, note_zh=note_zh)])
    labels = {"major": major, "change_note_zh": note_zh, "change_note_en": note_en}
    reason = without_review if unreviewed else ""
    edition = writer.publish(revision, reason=reason, remarks=remarks, **labels)
    if live is None:
        writer.reissue_mentioning(entry.pk)
    transaction.on_commit(projector.catch_up, robust=True)
    return edition


@transaction.atomic
def withdraw(
    entry: Entry,
    *,
    by: User | None = None,
    replacement: Entry | None = None,
    note_zh: str = "",
    note_en: str = "",
    at: datetime | None = None,
) -> Edition:
    """Take a live entry back; raise Blocked with every reason against it.

    The live entries that mention it come out once more first, without the mention, so that no
    edition ever names what is not live.
    """
    writer = EditionWriter(lock(), by, at or timezone.now())
    live = LiveEntry.objects.filter(pk=entry.pk).first()
    if live is None:
        raise Blocked([Blocker("not-live", _("This entry is not published."))])
    _refuse([*blockers.of_withdrawal(live), *blockers.of_replacement(live, replacement)])
    writer.reissue_mentioning(entry.pk, leaving=True)
    edition = writer.withdraw(
        live,
        change_note_zh=note_zh,
        change_note_en=note_en,
        replacement=replacement.pk if replacement else None,
    )
    transaction.on_commit(projector.catch_up, robust=True)
    return edition


@dataclass(frozen=True)
class Result:
    """What became of one entry of a bulk publication: an edition, or the blockers."""

    entry: Entry
    edition: Edition | None
    blockers: tuple[Blocker, ...] = ()


def publish_many(
    entries: Iterable[Entry],
    *,
    by: User | None = None,
    major: bool = False,
    note_zh: str = "",
    note_en: str = "",
    revisions: Mapping[UUID, Revision] | None = None,
    remarks: Mapping[UUID, str] | None = None,
) -> list[Result]:
    """Publish each entry in a transaction of its own, those that others require first.

    By the key of the entry, `revisions` has which one to publish, the latest where it has none, and
    `remarks` what the record is to keep.
    """
    order = {entry_type.name: place for place, entry_type in enumerate(all_types())}
    results = []
    for entry in sorted(entries, key=lambda entry: order[type_of(entry).name]):
        try:
            edition = publish(
                entry,
                by=by,
                major=major,
                note_zh=note_zh,
                note_en=note_en,
                revision=(revisions or {}).get(entry.pk),
                remarks=(remarks or {}).get(entry.pk, ""),
            )
            results.append(Result(entry, edition))
        except Blocked as blocked:
            results.append(Result(entry, None, blocked.blockers))
    return results


def against_publishing(
    revision: Revision, live: LiveEntry | None, *, major: bool, note_zh: str
) -> list[Blocker]:
    """What but its review keeps a revision from taking the place of what is live."""
    if live and live.revision_id == revision.pk:
        return [Blocker("unchanged", _("There is nothing new to publish."))]
    if live and live.revision.number > revision.number:
        return [Blocker("older", _("A later revision is published already."))]
    last = Edition.objects.filter(entry_id=revision.entry_id).select_related("revision").last()
    entry_type, objects = type_named(revision.entry_type), read(revision)
    return [
        *blockers.of_revision(revision),
        *blockers.of_change(
            changed=changed_major_fields(entry_type, read(last.revision), objects) if last else [],
            first=last is None,
            major=major,
            note_zh=note_zh,
        ),
    ]


def _refuse(found: list[Blocker]) -> None:
    if found:
        raise Blocked(found)
