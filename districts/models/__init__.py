"""The models of districts, of what they set out to do, and of what happened."""

from .commitments import (
    Commitment,
    CommitmentReport,
    InitiativeCitation,
    Outcome,
    SupportKind,
)
from .districts import District, DistrictCitation, DistrictKind
from .initiatives import Initiative, InitiativeStatus
from .milestones import Milestone, MilestoneCitation, MilestoneState

__all__ = [
    "Commitment",
    "CommitmentReport",
    "District",
    "DistrictCitation",
    "DistrictKind",
    "Initiative",
    "InitiativeCitation",
    "InitiativeStatus",
    "Milestone",
    "MilestoneCitation",
    "MilestoneState",
    "Outcome",
    "SupportKind",
]
