"""Numbers in two languages: which a text and its translation do not share."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Kind(Enum):
    """What a number is of: 30 is not 30%, and the month of March is not three."""

    PLAIN = "plain"
    SHARE = "share"
    MONTH = "month"


type Value = tuple[Kind, Decimal]


@dataclass(frozen=True)
class Number:
    """A number as a text has it; `values` are all that it may mean.

    One that is not `sure` may be no number at all, or one that a translation can leave out: it
    answers a number of the other language, and asks for none.
    """

    text: str
    values: frozenset[Value]
    sure: bool = True


def number(text: str, *values: Decimal | int, kind: Kind = Kind.PLAIN, sure: bool = True) -> Number:
    """A number that may mean each of the values."""
    return Number(text.strip(), frozenset((kind, Decimal(value)) for value in values), sure)


def alone(numbers: Iterable[Number], others: Iterable[Number]) -> list[str]:
    """The sure numbers, in their words and each once, of which the others have no value."""
    known = {value for other in others for value in other.values}
    lonely = [each.text for each in numbers if each.sure and not each.values & known]
    return list(dict.fromkeys(lonely))
