"""How documents and initiatives belong to a layer: pages, filters and feeds all go by this.

Each step of a path is followed by itself: one query over a whole path would read every
combination of what lies on it.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from .models import Layer

INITIATIVE_TO_LAYER = ("layers", "technologies__layers")
"""An initiative belongs to the layers that it names, and to those of its technologies."""

POLICY_TO_LAYER = (
    "provisions__technologies__layers",
    *(f"initiatives__{path}" for path in INITIATIVE_TO_LAYER),
)
"""A document belongs to the layers of what its provisions name, and of what follows it."""

LayersOf = dict[UUID, set[UUID]]
"""The keys of the layers to which each row leads, by the key of the row."""


def belongs_to(layer: Layer, model: type[Model], paths: Iterable[str], start: str = "") -> Q:
    """What belongs to the layer by at least one of the paths of a model; that one is at `start`."""
    found = Q()
    for path in paths:
        found |= Q(**{f"{start}pk__in": _leading_to(layer, model, path).values("pk")})
    return found


def layers_of(model: type[Model], paths: Iterable[str]) -> LayersOf:
    """The layers to which all rows of a model lead, by any of the paths."""
    found: LayersOf = defaultdict(set)
    for path in paths:
        for row, layers in _layers_along(model, path).items():
            found[row] |= layers
    return found


def initiative_model() -> Any:
    """The model of initiatives: it stands in a room above, and is known here by its relation."""
    return _target(Layer, "initiatives")


def _leading_to(layer: Layer, model: type[Model], path: str) -> QuerySet:
    step, _, rest = path.partition("__")
    if not rest:
        return model._default_manager.filter(**{step: layer})
    return model._default_manager.filter(
        **{f"{step}__in": _leading_to(layer, _target(model, step), rest)}
    )


def _layers_along(model: type[Model], path: str) -> LayersOf:
    step, _, rest = path.partition("__")
    onward = _layers_along(_target(model, step), rest) if rest else None
    found: LayersOf = defaultdict(set)
    for row, target in model._default_manager.order_by().values_list("pk", step).distinct():
        if target is not None:
            found[row] |= {target} if onward is None else onward.get(target, set())
    return found


def _target(model: type[Model], step: str) -> Any:
    return model._meta.get_field(step).related_model
