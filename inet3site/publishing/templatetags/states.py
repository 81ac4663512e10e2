"""The states of entries and revisions in words."""

from django import template

from ..states import ReviewState, State

register = template.Library()

LABELS = {**dict(State.choices), **dict(ReviewState.choices)}


@register.filter
def state_label(value: str) -> str:
    """What a stored state is called; empty for none."""
    return str(LABELS.get(value, ""))
