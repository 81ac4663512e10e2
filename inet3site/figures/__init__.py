"""The geometry of the site's figures: what stands where, in per cent of a figure's width.

Templates only draw it. Nothing here knows what the figures are of.
"""

from .bars import Bar, Segment, bars, stacked
from .dates import days, extent
from .tiles import TINTS, Cell, cells, tint
from .timeline import Axis, Span, axis

__all__ = [
    "TINTS",
    "Axis",
    "Bar",
    "Cell",
    "Segment",
    "Span",
    "axis",
    "bars",
    "cells",
    "days",
    "extent",
    "stacked",
    "tint",
]
