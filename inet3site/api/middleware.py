"""What only a middleware can do: undo what one further in did to an answer of the API."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.http import split_header_value

from .negotiation import JSON

PREFIX = "/api/"


class SameInAllLanguagesMiddleware:
    """Let caches keep one copy of a JSON answer; must stand outside of LocaleMiddleware.

    LocaleMiddleware makes every answer without a language in its path vary by Accept-Language,
    but JSON has its texts in both languages, or in the one that `lang` names.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(PREFIX) and response.get("Content-Type", JSON) == JSON:
            names = split_header_value(response.get("Vary", ""))
            kept = [name for name in names if name.lower() != "accept-language"]
            response["Vary"] = ", ".join(kept)
        return response
