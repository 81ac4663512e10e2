"""How a client wants what it asked for to be written."""

from collections.abc import Collection
from dataclasses import dataclass

from .parameters import Parameters

PRESENTATION = ("fields", "lang")


@dataclass(frozen=True)
class Presentation:
    """The language of texts (None: both), the properties of items (None: all), what comes along."""

    lang: str | None
    fields: list[str] | None
    include: list[str]

    @classmethod
    def read(
        cls, parameters: Parameters, *, field_names: Collection[str], included: Collection[str]
    ) -> "Presentation":
        """What the parameters ask for; what is wrong with them is noted there."""
        return cls(
            lang=parameters.one_of("lang", ["zh", "en"]),
            fields=parameters.several("fields", field_names),
            include=parameters.several("include", included) or [],
        )
