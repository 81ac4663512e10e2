"""The resources of the API: one module a family, each serializer beside its viewset."""

from .commitments import CommitmentViewSet
from .districts import DistrictViewSet
from .initiatives import InitiativeViewSet
from .milestones import MilestoneViewSet
from .organisations import OrganisationViewSet
from .pages import PageViewSet
from .policies import PolicyViewSet
from .sections import ProvisionViewSet, SectionViewSet
from .sources import SourceViewSet
from .targets import TargetViewSet
from .technologies import LayerViewSet, TechnologyViewSet
from .terms import TermViewSet

VIEWSETS = (
    PolicyViewSet,
    SectionViewSet,
    ProvisionViewSet,
    TargetViewSet,
    LayerViewSet,
    TechnologyViewSet,
    OrganisationViewSet,
    DistrictViewSet,
    InitiativeViewSet,
    CommitmentViewSet,
    MilestoneViewSet,
    TermViewSet,
    SourceViewSet,
    PageViewSet,
)

__all__ = ["VIEWSETS"]
