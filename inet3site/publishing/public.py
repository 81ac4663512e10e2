"""How public views find an entry by its address, and what became of one that is not there."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from . import derived
from .models import Applied, Entry, Operation, PublicEdition, PublicSlug
from .registry import type_of


class Moved(Exception):
    """The entry has another address now: `entry` has it.

    `below` is the rest of the address, where something below the entry's page was asked for.
    """

    def __init__(self, entry: Entry, below: str = "") -> None:
        super().__init__(entry.slug)
        self.entry = entry
        self.below = below


class Withdrawn(Exception):
    """The entry was withdrawn: `edition` says when, `replacement` is the live entry instead."""

    def __init__(self, edition: PublicEdition, replacement: Entry | None) -> None:
        super().__init__(edition.slug)
        self.edition = edition
        self.replacement = replacement


class PinnedSlug(str):
    """An address with the one edition of its entry that is to be read there, restored as `entry`.

    With it in place of the address alone, an entry's page shows that edition.
    """

    entry: Any

    def __new__(cls, entry: Entry) -> "PinnedSlug":
        slug = super().__new__(cls, entry.slug)
        slug.entry = entry
        return slug


def head() -> int:
    """The sequence of the last edition that the live store shows; 0 before the first."""
    return Applied.objects.values_list("sequence", flat=True).first() or 0


def is_indexed() -> bool:
    """Whether what is derived from the live entries, such as the index of search, is complete."""
    applied = Applied.objects.values_list("rules", flat=True).first()
    return applied in (None, derived.rules())


def find[E: Entry](entries: QuerySet[E], *, slug: str) -> E:
    """The published entry at this address; raise Moved, Withdrawn or Http404.

    The entry that holds an address now wins over one that held it before. Of a PinnedSlug it is the
    edition that it brings.
    """
    if isinstance(slug, PinnedSlug):
        return slug.entry
    if entry := entries.filter(slug=slug).first():
        return entry
    name = type_of(entries.model).name
    former = PublicSlug.objects.filter(entry_type=name, slug=slug).first()
    if former is None:
        raise Http404
    return _find_former(entries, former.entry_id)


def find_by_id[E: Entry](entries: QuerySet[E], *, id: UUID) -> E:
    """The published entry with this key; raise Withdrawn or Http404."""
    if entry := entries.filter(pk=id).first():
        return entry
    raise _withdrawn(entries, id)


def _find_former[E: Entry](entries: QuerySet[E], entry_id: UUID) -> E:
    entry = entries.filter(pk=entry_id).first()
    raise Moved(entry) if entry else _withdrawn(entries, entry_id)


def _withdrawn[E: Entry](entries: QuerySet[E], entry_id: UUID) -> Exception:
    name = type_of(entries.model).name
    edition = PublicEdition.objects.filter(entry_type=name, entry_id=entry_id).last()
    if edition is None or edition.operation != Operation.WITHDRAW:
        return Http404()
    replacement = (
        edition.replacement and entries.model._base_manager.filter(pk=edition.replacement).first()
    )
    return Withdrawn(edition, replacement or None)
