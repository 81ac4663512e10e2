"""The four layers as a diagram that leads around them, with what is recorded of each."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from .models import Layer, Provision, Technology


@dataclass(frozen=True)
class Storey:
    """A layer in the diagram: how much is recorded of it, and whether the page is about it.

    `policies` are the documents whose provisions name its technologies; `initiatives` those that
    concern the layer or one of its technologies.
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


Pairs = Iterable[tuple[UUID, UUID]]
"""The keys of layers, and of what belongs to each; a pair may occur more than once."""


def _technologies() -> Counter[UUID]:
    return _counted(Technology.layers.through.objects.values_list("layer", "technology"))


def _policies() -> Counter[UUID]:
    named = Provision.technologies.through.objects
    return _counted(named.values_list("technology__layers", "provision__policy"))


def _initiatives() -> Counter[UUID]:
    direct = Layer.initiatives.through.objects.values_list("layer", "initiative")
    by_technology = Technology.initiatives.through.objects
    return _counted([*direct, *by_technology.values_list("technology__layers", "initiative")])


def _counted(pairs: Pairs) -> Counter[UUID]:
    return Counter(layer for layer, _belonging in set(pairs))
