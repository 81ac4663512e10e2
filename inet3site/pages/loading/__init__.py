"""Loading the content files: read, built into rows, validated, then saved and published."""

from .load import Outcome, Result, load
from .places import ContentError, Place, Problem
from .plan import Item, read_plan

__all__ = [
    "ContentError",
    "Item",
    "Outcome",
    "Place",
    "Problem",
    "Result",
    "load",
    "read_plan",
]
