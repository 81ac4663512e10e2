"""The models of districts and of what they set out to do."""

from .districts import District, DistrictCitation, DistrictKind
from .initiatives import Commitment, Initiative, InitiativeCitation, InitiativeStatus

__all__ = [
    "Commitment",
    "District",
    "DistrictCitation",
    "DistrictKind",
    "Initiative",
    "InitiativeCitation",
    "InitiativeStatus",
]
