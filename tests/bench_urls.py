"""What the benchmark compares with: a view that does nothing, and a list as DRF makes it."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from rest_framework import routers, serializers, viewsets
from rest_framework.pagination import LimitOffsetPagination

from policies.models import Issuance, Policy, PolicyCitation


def no_op(request: HttpRequest) -> HttpResponse:
    """The least that Django can do."""
    return HttpResponse("ok")


class IssuanceSerializer(serializers.ModelSerializer):
    class Meta:
        model = Issuance
        fields = "__all__"
        depth = 1


class CitationSerializer(serializers.ModelSerializer):
    class Meta:
        model = PolicyCitation
        fields = "__all__"
        depth = 1


class PolicySerializer(serializers.ModelSerializer):
    issuances = IssuanceSerializer(many=True)
    citations = CitationSerializer(many=True)

    class Meta:
        model = Policy
        fields = "__all__"


class Pages(LimitOffsetPagination):
    default_limit = 50


class PolicyViewSet(viewsets.ReadOnlyModelViewSet):
    """The same policies as DRF's own classes give them, with every row prefetched."""

    queryset = Policy.objects.prefetch_related("issuances__organisation", "citations__source")
    serializer_class = PolicySerializer
    pagination_class = Pages


router = routers.SimpleRouter()
router.register("policies", PolicyViewSet, basename="stock")
urlpatterns = [path("no-op", no_op), path("stock/", include(router.urls))]
