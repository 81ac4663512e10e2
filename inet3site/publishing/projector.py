"""The projector: it brings the live store up to the ledger, one edition at a time.

Each edition is one transaction on `live` that takes the applied row first, so any number of
processes may project at once and each edition is applied exactly once, in order.
"""

import logging

from django.db import DatabaseError, transaction
from django.db.models import Max

from . import derived, rows, snapshots
from .models import Applied, Edition, Operation, PublicEdition, PublicSlug
from .registry import all_types, type_named
from .stores import LIVE, live_store

logger = logging.getLogger(__name__)

PUBLIC_FIELDS = [field.attname for field in PublicEdition._meta.concrete_fields]


class ProjectionError(RuntimeError):
    """An edition can't be applied; projection stops before it until that is mended."""


def catch_up() -> int:
    """Apply all editions that the live store lacks; return how many. Raise ProjectionError."""
    count = 0
    while project_next():
        count += 1
    return count


def project_next() -> bool:
    """Apply the next edition; return whether there was one. Raise ProjectionError."""
    try:
        with live_store(), transaction.atomic(using=LIVE):
            applied = lock_applied()
            derived.renew(applied)
            edition = Edition.objects.filter(pk__gt=applied.sequence).first()
            if edition is not None:
                project(edition, applied)
            return edition is not None
    except DatabaseError as error:
        raise ProjectionError(f"The live store refused an edition: {error}") from error


def lag() -> int:
    """How many editions the live store lacks."""
    head = Edition.objects.aggregate(head=Max("sequence"))["head"] or 0
    return head - (Applied.objects.values_list("sequence", flat=True).first() or 0)


def lock_applied() -> Applied:
    """Lock the live store's place in the ledger until the transaction on `live` ends."""
    Applied.objects.get_or_create(pk=1, defaults={"rules": derived.rules()})
    return Applied.objects.select_for_update().get(pk=1)


def project(edition: Edition, applied: Applied) -> None:
    """Apply one edition and advance `applied`, within a transaction on `live`."""
    if edition.sequence != applied.sequence + 1:
        raise ProjectionError(f"Edition {applied.sequence + 1} is missing from the ledger.")
    try:
        _apply(edition)
    except Exception as error:
        logger.exception("Edition %s can't be projected.", edition.sequence)
        raise ProjectionError(f"Edition {edition.sequence} can't be applied: {error}") from error
    applied.sequence = edition.sequence
    applied.save(update_fields=["sequence"])


def clear() -> None:
    """Empty the live store, within a transaction on `live`."""
    derived.clear()
    for entry_type in reversed(list(all_types())):
        for model in reversed(entry_type.models):
            rows.delete(model._base_manager.all())
    for model in (PublicEdition, PublicSlug, Applied):
        model._base_manager.all()._raw_delete(LIVE)


def _apply(edition: Edition) -> None:
    entry_type = type_named(edition.entry_type)
    derived.remove(edition.entry_id)
    if edition.operation == Operation.PUBLISH:
        objects = snapshots.read(entry_type, edition.schema, edition.snapshot)
        entry = rows.replace(entry_type, objects, edition=edition.number, updated_at=edition.at)
        derived.write(entry)
    else:
        rows.delete_parts(entry_type, edition.entry_id)
        rows.delete(entry_type.model._base_manager.filter(pk=edition.entry_id))
    PublicEdition.objects.create(**{name: getattr(edition, name) for name in PUBLIC_FIELDS})
    PublicSlug.objects.update_or_create(
        entry_type=edition.entry_type,
        slug=edition.slug,
        defaults={"entry_id": edition.entry_id},
    )
