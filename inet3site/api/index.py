"""The way into the API: its resources, and where they are described."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from inet3site.publishing.public import head

from . import answers, schema
from .addresses import RESOURCES
from .views import ApiView


class Index(ApiView):
    """The resources and their addresses."""

    name = "index"
    about = _("The resources of this API.")

    def get(self, request: Request) -> Response:
        self.parameters.check()
        data = {
            "resources": {
                resource.collection: self._url(f"{resource.collection}-list")
                for resource in RESOURCES.values()
            },
            "changes": self._url("changes"),
            "search": self._url("search"),
            "facets": self._url("facets"),
            "openapi": self._url("openapi"),
            "docs": self._url("docs"),
            "licence": answers.LICENCE,
            "head": head(),
        }
        links = [
            answers.link(self._url("openapi"), "service-desc", type="application/json"),
            answers.link(self._url("docs"), "service-doc", type="text/html"),
        ]
        return self.answer(data, links=links)

    def _url(self, name: str) -> str:
        return self.addresses.absolute(reverse(f"api:{name}"))


class OpenApi(ApiView):
    """The OpenAPI 3.1 document."""

    schema = None

    def get(self, request: Request) -> Response:
        self.parameters.check()
        return self.answer(schema.document("en"), links=[], lang="en")
