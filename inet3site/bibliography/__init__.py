"""References to works in the forms that writers and their programs use; knows no content."""

from .apa import in_apa
from .bibtex import to_bibtex
from .csl import to_csl
from .gbt7714 import in_gbt7714
from .ris import to_ris
from .work import Genre, Work

__all__ = ["Genre", "Work", "in_apa", "in_gbt7714", "to_bibtex", "to_csl", "to_ris"]
