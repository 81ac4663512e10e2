"""Proof that the live store is exactly the fold of the ledger, and the means to make it so."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import DatabaseError, transaction

from . import derived, snapshots
from .models import Applied, Edition, Operation, PublicEdition, PublicSlug
from .projector import PUBLIC_FIELDS, ProjectionError, clear, lock_applied, project
from .registry import SnapshotObject, all_types, type_named
from .stores import LIVE, live_store

Picture = dict[tuple[str, ...], Any]
"""All that a store shows: rows of content, addresses, editions and the place in the ledger."""


def differences() -> list[str]:
    """What the live store has otherwise than the ledger says; empty if they are equal.

    What is derived from its entries must be what would be derived from them now.
    """
    with live_store(), transaction.atomic(using=LIVE):
        sequence = lock_applied().sequence
        actual = picture_of_live()
        otherwise_derived = derived.differences()
    expected = fold(Edition.objects.filter(pk__lte=sequence))
    return [
        f"{' '.join(key)}: {_how(expected.get(key), actual.get(key))}"
        for key in sorted(expected.keys() | actual.keys())
        if expected.get(key) != actual.get(key)
    ] + otherwise_derived


def fold(editions: Any) -> Picture:
    """What the live store must show after these editions, computed in memory."""
    picture: Picture = {("applied",): 0}
    owned: dict[Any, list[tuple[str, ...]]] = {}
    for edition in editions.order_by("sequence"):
        for key in owned.pop(edition.entry_id, []):
            del picture[key]
        if edition.operation == Operation.PUBLISH:
            rows = dict(_rows_of(edition))
            owned[edition.entry_id] = list(rows)
            picture |= rows
        picture |= _public_rows(edition)
    return picture


def picture_of_live() -> Picture:
    """What the live store shows now, read in the present store context."""
    picture: Picture = {}
    for entry_type in all_types():
        for model in entry_type.models:
            links = [field.name for field in model._meta.many_to_many]
            for row in model._base_manager.prefetch_related(*links):
                keys = {name: [t.pk for t in getattr(row, name).all()] for name in links}
                picture |= [_row(snapshots.as_row(row, keys), _published(row))]
    for edition in PublicEdition.objects.all():
        picture["edition", str(edition.sequence)] = _public_fields(edition)
    for slug in PublicSlug.objects.all():
        picture["slug", slug.entry_type, slug.slug] = str(slug.entry_id)
    picture["applied",] = Applied.objects.get(pk=1).sequence
    return picture


def rebuild(*, on_each: Callable[[], Any]) -> int:
    """Empty the live store and apply the whole ledger, in one transaction; return the count.

    `on_each` is called after each edition. Raise ProjectionError, and change nothing.
    """
    try:
        with live_store(), transaction.atomic(using=LIVE):
            lock_applied()
            clear()
            applied = lock_applied()
            for edition in Edition.objects.order_by("sequence").iterator():
                project(edition, applied)
                on_each()
            return applied.sequence
    except DatabaseError as error:
        raise ProjectionError(f"The live store refused the ledger: {error}") from error


def _rows_of(edition: Edition) -> Iterator[tuple[tuple[str, ...], Any]]:
    entry_type = type_named(edition.entry_type)
    objects = snapshots.read(entry_type, edition.schema, edition.snapshot)
    for instance, row in snapshots.normalised(objects):
        is_entry = isinstance(instance, entry_type.model)
        yield _row(row, (edition.number, edition.at) if is_entry else None)


def _row(row: SnapshotObject, published: Any) -> tuple[tuple[str, ...], Any]:
    return (row["model"], row["pk"]), (snapshots.encode([row]), published)


def _published(instance: Any) -> Any:
    return (instance.edition, instance.updated_at) if hasattr(instance, "edition") else None


def _public_rows(edition: Edition) -> Picture:
    return {
        ("edition", str(edition.sequence)): _public_fields(edition),
        ("slug", edition.entry_type, edition.slug): str(edition.entry_id),
        ("applied",): edition.sequence,
    }


def _public_fields(edition: Edition | PublicEdition) -> tuple[Any, ...]:
    return tuple(getattr(edition, name) for name in PUBLIC_FIELDS)


def _how(expected: Any, actual: Any) -> str:
    if actual is None:
        return "missing from the live store"
    return "not in the ledger" if expected is None else "differs from the ledger"
