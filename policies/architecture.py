"""The four layers as a diagram that leads around them, with what is recorded of each."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Model

from .belonging import INITIATIVE_TO_LAYER, POLICY_TO_LAYER, initiative_model, layers_of
from .models import Layer, Policy, Technology


@dataclass(frozen=True)
class Storey:
    """A layer in the diagram: how much is recorded of it, and whether the page is about it.

    What belongs to a layer is told by policies.belonging, so that the lists that a page leads to
    have as many rows as it says.
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
    technologies = _counted(Technology, ["layers"])
    policies = _counted(Policy, POLICY_TO_LAYER)
    initiatives = _counted(initiative_model(), INITIATIVE_TO_LAYER)
    return [
        Storey(
            layer,
            technologies[layer.pk],
            policies[layer.pk],
            initiatives[layer.pk],
            layer in current,
        )
        for layer in Layer.objects.order_by("-number").prefetch_related("technologies")
    ]


def _counted(model: type[Model], paths: Iterable[str]) -> Counter[UUID]:
    """How many rows lead to each layer by any of the paths, each counted once."""
    return Counter(layer for layers in layers_of(model, paths).values() for layer in layers)
