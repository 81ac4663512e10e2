"""The resources of the API: one module a family, each serializer beside its viewset."""

from .districts import DistrictViewSet
from .initiatives import CommitmentViewSet, InitiativeViewSet
from .organisations import OrganisationViewSet
from .pages import PageViewSet
from .policies import PolicyViewSet
from .sections import ProvisionViewSet, SectionViewSet
from .sources import SourceViewSet
from .technologies import LayerViewSet, TechnologyViewSet

VIEWSETS = (
    PolicyViewSet,
    SectionViewSet,
    ProvisionViewSet,
    LayerViewSet,
    TechnologyViewSet,
    OrganisationViewSet,
    DistrictViewSet,
    InitiativeViewSet,
    CommitmentViewSet,
    SourceViewSet,
    PageViewSet,
)

__all__ = ["VIEWSETS"]
