"""Which media type answers a request."""

from typing import Any

from django.http import HttpRequest
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from .problems import NotAcceptable

JSON = "application/json"
HTML = "text/html"


def preferred(request: HttpRequest, media_types: list[str]) -> str | None:
    """The one of these media types that the client likes best; None where it takes none."""
    if not request.headers.get("Accept", "").strip():
        return media_types[0]
    return request.get_preferred_type(media_types)


class JsonOnly(BaseContentNegotiation):
    """Answer in JSON, or refuse with 406; the query and the Accept header change nothing else."""

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """The renderer of JSON and its media type; raise NotAcceptable."""
        if preferred(request._request, [JSON]) is None:
            raise NotAcceptable
        return renderers[0], JSON
