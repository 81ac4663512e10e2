"""The models of policy documents and of what they refer to."""

from .citations import Citation, chosen_once
from .organisations import Organisation, OrganisationKind
from .policies import (
    Issuance,
    IssuanceRole,
    LegalStatus,
    Level,
    Policy,
    PolicyKind,
    TextKind,
)
from .promises import ConversionBasis, Operator, Per, Promise, promise_constraints
from .sections import PolicyCitation, Provision, ProvisionKind, Section
from .sources import Source, SourceKind, SourceLanguage
from .technologies import Layer, LayerCitation, Technology, TechnologyCitation, TechnologyKind

__all__ = [
    "Citation",
    "ConversionBasis",
    "Issuance",
    "IssuanceRole",
    "Layer",
    "LayerCitation",
    "LegalStatus",
    "Level",
    "Operator",
    "Organisation",
    "OrganisationKind",
    "Per",
    "Policy",
    "PolicyCitation",
    "PolicyKind",
    "Promise",
    "Provision",
    "ProvisionKind",
    "Section",
    "Source",
    "SourceKind",
    "SourceLanguage",
    "Technology",
    "TechnologyCitation",
    "TechnologyKind",
    "TextKind",
    "chosen_once",
    "promise_constraints",
]
