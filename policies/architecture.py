"""The four layers as a diagram that leads around them, with what is recorded of each."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from .models import Layer, Provision, Technology


@dataclass(frozen=True)
class Storey:
    """A layer in the diagram: how much is recorded of it, and whether the page is about it.

    `initiatives` are those that concern the layer or one of its technologies; `policies` are the
    documents that these follow, and those whose provisions name one of the technologies.
    """

    layer: Layer
    technologies: int
    policies: int
    initiatives: int
    is_current: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing is recorded of the layer but itself."""
        return not (self.technologies or self.policies or self.initiatives)


def architecture(current: Collection[Layer] = ()) -> list[Storey]:
    """The layers from the top to the ground; the page is about the `current` ones."""
    technologies, policies, initiatives = _technologies(), _policies(), _initiatives()
    return [
        Storey(
            layer,
            technologies[layer.pk],
            policies[layer.pk],
            initiatives[layer.pk],
            layer in current,
        )
        for layer in Layer.objects.order_by("-number")
    ]


Pairs = Iterable[tuple[UUID | None, UUID | None]]
"""The keys of layers, and of what belongs to each; a pair may occur more than once."""


def _technologies() -> Counter[UUID]:
    return _counted(Technology.layers.through.objects.values_list("layer", "technology"))


def _policies() -> Counter[UUID]:
    named = Provision.technologies.through.objects
    by_provision = named.values_list("technology__layers", "provision__policy")
    return _counted([*by_provision, *_by_initiative("initiative__policies")])


def _initiatives() -> Counter[UUID]:
    return _counted(_by_initiative("initiative"))


def _by_initiative(what: str) -> Pairs:
    """What the initiatives that concern a layer or its technologies lead to."""
    layer: Any = Layer  # the relations of an app above this one have no types here
    technology: Any = Technology
    return [
        *layer.initiatives.through.objects.values_list("layer", what),
        *technology.initiatives.through.objects.values_list("technology__layers", what),
    ]


def _counted(pairs: Pairs) -> Counter[UUID]:
    """How many different things belong to each layer; a key that is None is of nothing."""
    return Counter(layer for layer, belonging in set(pairs) if layer and belonging)
