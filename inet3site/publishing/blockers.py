"""What stands in the way of publishing or withdrawing an entry."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.utils.translation import gettext as _

from .models import Entry, LiveEntry, Reference, Revision
from .references import OutgoingReference
from .registry import EntryType, SnapshotObject, type_named


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


def of_content(entry_type: EntryType, objects: Sequence[SnapshotObject]) -> list[Blocker]:
    """Blockers in the entry's own texts."""
    if objects[0]["fields"][entry_type.title]:
        return []
    message = _("A Chinese title or name is needed before this can be published.")
    if not entry_type.title.endswith("_zh"):
        message = _("A title is needed before this can be published.")
    return [Blocker("no-title", message, entry_type.title)]


def of_slug(revision: Revision, slug: str) -> list[Blocker]:
    """A blocker if another live entry of the type has this address."""
    others = LiveEntry.objects.filter(entry_type=revision.entry_type, slug=slug)
    if not others.exclude(entry_id=revision.entry_id).exists():
        return []
    message = _("Another published entry has the address “%(slug)s”.") % {"slug": slug}
    return [Blocker("slug-taken", message, "slug")]


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
