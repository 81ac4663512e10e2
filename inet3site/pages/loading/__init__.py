"""Loading the content files: read, built into rows, validated, then saved and published."""

from .attachments import store_files
from .load import Outcome, Result, load
from .places import ContentError, Place, Problem
from .plan import Item, natural_keys, read_plan
from .validation import doubts

__all__ = [
    "ContentError",
    "Item",
    "Outcome",
    "Place",
    "Problem",
    "Result",
    "doubts",
    "load",
    "natural_keys",
    "read_plan",
    "store_files",
]
