"""How documents and initiatives belong to a layer: pages, filters and feeds all go by this."""

from collections.abc import Iterable

from django.db.models import Q

from .models import Layer

INITIATIVE_TO_LAYER = ("layers", "technologies__layers")
"""An initiative belongs to the layers that it names, and to those of its technologies."""

POLICY_TO_LAYER = (
    "provisions__technologies__layers",
    *(f"initiatives__{path}" for path in INITIATIVE_TO_LAYER),
)
"""A document belongs to the layers of what its provisions name, and of what follows it."""


def belongs_to(layer: Layer, paths: Iterable[str], start: str = "") -> Q:
    """What belongs to the layer by at least one of the paths, each from `start`."""
    found = Q()
    for path in paths:
        found |= Q(**{f"{start}{path}": layer})
    return found
