"""The models of policy documents and of what they refer to."""

from .attachments import Attachment, PolicyAttachment, SourceAttachment
from .citations import Citation, chosen_once
from .organisations import Organisation, OrganisationCitation, OrganisationKind, Succession
from .policies import (
    Issuance,
    IssuanceRole,
    LegalStatus,
    Level,
    Policy,
    PolicyKind,
    TextKind,
)
from .promises import ConversionBasis, Per, Promise, promise_constraints
from .quantities import Operator, Quantity, quantity_constraints
from .relations import PolicyCitation, PolicyRelation, RelationKind
from .sections import Provision, ProvisionKind, Section
from .sources import Source, SourceKind, SourceLanguage
from .targets import Target
from .technologies import Layer, LayerCitation, Technology, TechnologyCitation, TechnologyKind
from .terms import Term, TermCitation, TermRelation, TermRelationKind

__all__ = [
    "Attachment",
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
    "OrganisationCitation",
    "OrganisationKind",
    "Per",
    "Policy",
    "PolicyAttachment",
    "PolicyCitation",
    "PolicyKind",
    "PolicyRelation",
    "Promise",
    "Provision",
    "ProvisionKind",
    "Quantity",
    "RelationKind",
    "Section",
    "Source",
    "SourceAttachment",
    "SourceKind",
    "SourceLanguage",
    "Succession",
    "Target",
    "Technology",
    "TechnologyCitation",
    "TechnologyKind",
    "Term",
    "TermCitation",
    "TermRelation",
    "TermRelationKind",
    "TextKind",
    "chosen_once",
    "promise_constraints",
    "quantity_constraints",
]
