"""What is checked of the items against what the workspace has already."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import UniqueConstraint

from .places import Problems
from .plan import Item


def check_against_workspace(items: Iterable[Item], problems: Problems) -> None:
    """Check that no other entry of the workspace has what only one may have."""
    for item in items:
        _check_entry(item, problems)
        _check_parts(item, problems)


def _check_entry(item: Item, problems: Problems) -> None:
    item.entry._state.adding = False  # its own row is not in its way
    unique = [c for c in item.entry._meta.constraints if isinstance(c, UniqueConstraint)]
    try:
        item.entry.validate_unique(exclude={"id"})
        for constraint in unique:
            constraint.validate(type(item.entry), item.entry)
    except ValidationError as error:
        for name, errors in error.update_error_dict({}).items():
            message = " ".join(text for each in errors for text in each.messages)
            place = item.place.at(item.rows[0].shape.name_of(name))
            problems.add(place, f"In the workspace: {message}")


def _check_parts(item: Item, problems: Problems) -> None:
    """Check that each part is new, or the entry's own; only an `id` can be another's."""
    for model in item.entry_type.parts:
        rows = {row.instance.pk: row for row in item.rows if row.model is model}
        others = model._base_manager.filter(pk__in=rows).exclude(
            **{item.entry_type.parent_field(model): item.entry.pk}
        )
        for key in others.values_list("pk", flat=True):
            problems.add(rows[key].place.at("id"), "In the workspace: another entry has this part.")
