"""What all views of the API have in common, down to the answer's last header."""

import logging
import uuid
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.urls import resolve, reverse
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from inet3site.publishing.public import Moved

from . import answers
from .addresses import TAGS, Addresses
from .negotiation import JsonOnly
from .parameters import Parameters
from .problems import MEDIA_TYPE, NotFound, problem_of
from .schema import Schema

logger = logging.getLogger("django.request")


class ApiView(APIView):
    """A view that reads strictly, answers JSON, and tells of errors in problem+json."""

    http_method_names = ["get", "head", "options"]
    renderer_classes = [JSONRenderer]
    content_negotiation_class = JsonOnly
    schema: Any = Schema()
    parameter_names: Collection[str] = ()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.request_id = uuid.uuid4().hex
        response = super().dispatch(request, *args, **kwargs)
        return answers.finish(request, response, request_id=self.request_id)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.parameters = Parameters(request.query_params, self.parameter_names)

    @cached_property
    def addresses(self) -> Addresses:
        """The addresses that the answer names."""
        return Addresses(self.request)

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return answers.preflight()

    def answer(self, data: Any, *, links: Sequence[str], lang: str | None = None) -> Response:
        """A JSON answer, whose texts are in both languages or in `lang`."""
        response = Response(data)
        license = answers.link(answers.LICENCE, "license")
        response["Link"] = ", ".join([*links, license])
        response["Content-Language"] = TAGS[lang] if lang else ", ".join(TAGS.values())
        return response

    def link_to_itself(self) -> str:
        """A link to this address, with its parameters in their canonical order."""
        canonical = QueryDict(mutable=True)
        canonical.update(dict(sorted(self.request.GET.dict().items())))
        return answers.link(self.address_with(canonical), "canonical")

    def address_with(self, query: QueryDict) -> str:
        """This address with these parameters."""
        encoded = query.urlencode()
        return self.addresses.absolute(self.request.path) + (f"?{encoded}" if encoded else "")

    def alternates(self, paths: dict[str, str]) -> list[str]:
        """Links to the HTML page of the same, by language."""
        return [
            answers.link(
                self.addresses.absolute(path), "alternate", type="text/html", hreflang=TAGS[lang]
            )
            for lang, path in paths.items()
        ]

    def handle_exception(self, exc: Exception) -> Any:
        if isinstance(exc, Moved):
            return self._moved(exc)
        problem = problem_of(exc)
        if problem.status >= 500:
            logger.error("Request %s: %s", self.request_id, self.request.path, exc_info=exc)
        body = problem.body(
            addresses=self.addresses, path=self.request.path, request_id=self.request_id
        )
        return Response(body, status=problem.status, content_type=MEDIA_TYPE, exception=True)

    def _moved(self, moved: Moved) -> HttpResponse:
        match = resolve(self.request.path_info)
        path = reverse(match.view_name, kwargs={**match.kwargs, "key": moved.entry.slug})
        query = self.request.META.get("QUERY_STRING", "")
        address = path + (f"?{query}" if query else "")
        return HttpResponsePermanentRedirect(address, preserve_request=True)


class Unmatched(ApiView):
    """Every path under the API that is no resource's: 308 if only a slash is missing, else 404."""

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise NotFound

    def handle_exception(self, exc: Exception) -> Any:
        if isinstance(exc, NotFound) and self._lacks_slash():
            path = self.request.get_full_path(force_append_slash=True)
            return HttpResponsePermanentRedirect(path, preserve_request=True)
        return super().handle_exception(exc)

    def _lacks_slash(self) -> bool:
        match = resolve(f"{self.request.path_info}/")
        return getattr(match.func, "cls", None) is not Unmatched
