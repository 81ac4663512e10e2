"""The admin of policy documents and of what they refer to."""

from .citations import CitationInline
from .documents import PolicyAdmin
from .promises import COUNTED, PERIOD, PROMISED, QUANTITY
from .subjects import LayerAdmin, OrganisationAdmin, SourceAdmin, TechnologyAdmin, TermAdmin

__all__ = [
    "COUNTED",
    "PERIOD",
    "PROMISED",
    "QUANTITY",
    "CitationInline",
    "LayerAdmin",
    "OrganisationAdmin",
    "PolicyAdmin",
    "SourceAdmin",
    "TechnologyAdmin",
    "TermAdmin",
]
