"""What stands in the way of publishing or withdrawing an entry."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext as _

from .editions import live_among, read
from .models import Entry, LiveEntry, Reference, Revision, Verb
from .references import OutgoingReference, outgoing, sibling_fields
from .registry import EntryType, SnapshotObject, type_named
from .states import ReviewState, review_state_of


@dataclass(frozen=True)
class Blocker:
    """One reason; `field` is where to mend it, of the part `row_id` or else of the entry."""

    code: str
    message: str
    field: str = ""
    row_id: UUID | None = None


class Blocked(Exception):
    """An entry can't be published or withdrawn as asked: `blockers` has every reason."""

    def __init__(self, blockers: Sequence[Blocker]) -> None:
        super().__init__(" ".join(blocker.message for blocker in blockers))
        self.blockers = tuple(blockers)


def of_review(revision: Revision, by: User | None) -> list[Blocker]:
    """Blockers in the review of a revision; none for a command, or where none is required."""
    if by is None or not settings.REVIEW_REQUIRED:
        return []
    found = of_own(revision, by)
    if review_state_of(revision) != ReviewState.APPROVED:
        found.append(Blocker("not-approved", _("Only an approved revision can be published.")))
    return found


def of_own(revision: Revision, by: User) -> list[Blocker]:
    """A blocker where a person would pass what they wrote, submitted or published by force."""
    hands = revision.events.filter(verb__in=[Verb.SUBMIT, Verb.FORCE], by=by)
    if not settings.REVIEW_REQUIRED or (revision.by_id != by.pk and not hands.exists()):
        return []
    message = _("You wrote or submitted this revision: somebody else must pass it.")
    return [Blocker("own-revision", message)]


def of_revision(revision: Revision) -> list[Blocker]:
    """Blockers in what a revision says, whoever publishes it and however that is labelled."""
    entry_type, objects = type_named(revision.entry_type), read(revision)
    references = outgoing(entry_type, objects)
    return [
        *of_draft(entry_type, revision.entry_id, objects),
        *of_references(references, live_among(references), revision.entry_id),
    ]


def of_draft(
    entry_type: EntryType, entry_id: UUID, objects: Sequence[SnapshotObject]
) -> list[Blocker]:
    """Blockers in the draft itself, whatever it refers to and however its change is labelled."""
    return [
        *of_content(entry_type, objects),
        *of_unique_fields(entry_type, entry_id, objects[0]["fields"]),
        *of_siblings(entry_type, objects),
    ]


def of_content(entry_type: EntryType, objects: Sequence[SnapshotObject]) -> list[Blocker]:
    """Blockers in the entry's own texts."""
    if objects[0]["fields"][entry_type.title]:
        return []
    message = _("A Chinese title or name is needed before this can be published.")
    if not entry_type.title.endswith("_zh"):
        message = _("A title is needed before this can be published.")
    return [Blocker("no-title", message, entry_type.title)]


def of_unique_fields(
    entry_type: EntryType, entry_id: UUID, fields: dict[str, Any]
) -> list[Blocker]:
    """A blocker for each unique field, the address among them, whose value is another's live one.

    The workspace is no proof: there the other entry may have a new value that is not published.
    """
    names = [name for name in unique_fields(entry_type.model) if fields[name] not in ("", None)]
    others = LiveEntry.objects.filter(entry_type=entry_type.name).exclude(pk=entry_id)
    if names == ["slug"]:
        others = others.filter(slug=fields["slug"])
    taken = [read(other.revision)[0]["fields"] for other in others.select_related("revision")]
    return [
        Blocker(
            "value-taken",
            _("Another published entry has “%(value)s” here.") % {"value": fields[name]},
            name,
        )
        for name in names
        if fields[name] in [other[name] for other in taken]
    ]


def unique_fields(model: type[models.Model]) -> list[str]:
    """The fields of which no two rows may have one value, the key left out."""
    columns = [field.name for field in model._meta.concrete_fields if field.unique]
    constraints = [c for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)]
    single = [c.fields[0] for c in constraints if len(c.fields) == 1]
    return [name for name in (*columns, *single) if name != model._meta.pk.name]


def of_siblings(entry_type: EntryType, objects: Sequence[SnapshotObject]) -> list[Blocker]:
    """A blocker for each part that points at a part of another entry."""
    own = {row["pk"] for row in objects}
    return [
        Blocker(
            "part-of-another",
            _("This points at a part of another entry."),
            field.name,
            UUID(row["pk"]),
        )
        for row in objects
        for field in sibling_fields(entry_type, apps.get_model(row["model"]))
        if row["fields"].get(field.name) not in {None, *own}
    ]


def of_references(
    references: Iterable[OutgoingReference], live: set[UUID], entry_id: UUID
) -> list[Blocker]:
    """A blocker for each required reference whose target is not live."""
    return [
        Blocker(
            "reference-not-live",
            _("“%(name)s” must be published first.") % {"name": _name(reference)},
            reference.field,
            None if reference.row_id == entry_id else reference.row_id,
        )
        for reference in references
        if reference.required and reference.target_id not in live
    ]


def of_change(*, changed: Sequence[str], first: bool, major: bool, note_zh: str) -> list[Blocker]:
    """Blockers in how the change is labelled; `changed` are the major fields that changed."""
    blockers = []
    if changed and not major:
        names = _(", ").join(changed)
        message = _("This changes %(fields)s, so it is a major change.") % {"fields": names}
        blockers.append(Blocker("must-be-major", message, "change_is_major"))
    if not first and (major or changed) and not note_zh.strip():
        message = _("A major change needs a public change note in Chinese.")
        blockers.append(Blocker("no-note", message, "change_note_zh"))
    return blockers


def of_withdrawal(live: LiveEntry) -> list[Blocker]:
    """A blocker for each live entry that can't be without this one."""
    references = Reference.objects.filter(target_id=live.entry_id, required=True)
    return [
        Blocker(
            "required-by-live",
            _("“%(name)s” is published and needs this entry.")
            % {"name": entry_name(type_named(referrer.entry_type), referrer.entry_id)},
        )
        for referrer in LiveEntry.objects.filter(references__in=references).order_by("slug")
    ]


def of_replacement(live: LiveEntry, replacement: Entry | None) -> list[Blocker]:
    """A blocker if what is to replace a withdrawn entry is not another live entry."""
    if replacement is None:
        return []
    others = LiveEntry.objects.filter(entry_type=live.entry_type, pk=replacement.pk)
    if others.exclude(pk=live.pk).exists():
        return []
    message = _("The replacement must be another published entry of the same type.")
    return [Blocker("replacement-not-live", message, "replacement")]


def entry_name(entry_type: EntryType, entry_id: UUID) -> str:
    """The name of an entry in the workspace, for messages; its key if it is gone."""
    return str(entry_type.model._base_manager.filter(pk=entry_id).first() or entry_id)


def _name(reference: OutgoingReference) -> str:
    model = apps.get_model(reference.target_type)
    return entry_name(type_named(model._meta.label_lower), reference.target_id)
