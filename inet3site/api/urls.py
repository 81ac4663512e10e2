"""The addresses of the API, version 1."""

from django.urls import path, re_path
from rest_framework.routers import SimpleRouter

from .addresses import RESOURCES
from .changes import Changes
from .docs import docs
from .facets import PolicyFacets
from .index import Index, OpenApi
from .resources import VIEWSETS
from .search import Search
from .views import Unmatched

router = SimpleRouter(use_regex_path=False)
for viewset in VIEWSETS:
    name = RESOURCES[viewset.model].collection
    router.register(name, viewset, basename=name)

app_name = "api"
urlpatterns = [
    path("", Index.as_view(), name="index"),
    path("openapi.json", OpenApi.as_view(), name="openapi"),
    path("docs/", docs, name="docs"),
    path("changes/", Changes.as_view(), name="changes"),
    path("search/", Search.as_view(), name="search"),
    path("facets/policies/", PolicyFacets.as_view(), name="facets"),
    *router.urls,
    re_path("", Unmatched.as_view(), name="unmatched"),
]
