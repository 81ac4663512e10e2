"""The one scale of all figures: per cent of their width, fine enough for any screen."""

from decimal import Decimal

FULL = 100
DECIMALS = 3


def percent(part: Decimal | float, whole: Decimal | float) -> float:
    """What per cent of the whole a part is; none where there is no whole."""
    return rounded(FULL * float(part) / float(whole)) if whole else 0.0


def rounded(place: float) -> float:
    """A place or a length as it is drawn."""
    return round(place, DECIMALS)
