"""Errors, as problem details for HTTP APIs (RFC 9457)."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions

from inet3site.publishing.history import NotYetPublished
from inet3site.publishing.models import PublicEdition
from inet3site.publishing.public import Withdrawn

from .addresses import Addresses

MEDIA_TYPE = "application/problem+json"

_STRING = {"type": "string"}
_ERROR = {
    "type": "object",
    "required": ["parameter", "code", "detail", "suggestion"],
    "properties": {
        "parameter": _STRING,
        "code": _STRING,
        "detail": _STRING,
        "suggestion": {"type": ["string", "null"]},
    },
}
_REPLACEMENT = {
    "type": ["object", "null"],
    "required": ["id", "slug", "url"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "slug": _STRING,
        "url": {"type": "string", "format": "uri"},
    },
}
SCHEMA: dict[str, Any] = {
    "description": "Problem details (RFC 9457); `withdrawn_at`, `note` and `replacement` only of "
    "what was withdrawn, `published_at` only of what was published later than asked about.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance", "request_id", "errors"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": _STRING,
        "status": {"type": "integer"},
        "detail": _STRING,
        "instance": _STRING,
        "request_id": _STRING,
        "errors": {"type": "array", "items": _ERROR},
        "withdrawn_at": {"type": "string", "format": "date-time"},
        "note": {"$ref": "#/components/schemas/Text"},
        "replacement": _REPLACEMENT,
        "published_at": {"type": "string", "format": "date-time"},
    },
}


@dataclass(frozen=True)
class ParameterError:
    """What is wrong with one parameter; `suggestion` is the nearest valid name or value."""

    parameter: str
    code: str
    detail: str
    suggestion: str | None = None


class Problem(Exception):
    """Something that the API answers instead of what was asked for."""

    status = 500
    code = "server-error"
    title: Any = _("Server error")
    detail: Any = _("The server failed. The failure was recorded under the request id.")
    errors: tuple[ParameterError, ...] = ()

    def extra(self, addresses: Addresses) -> dict[str, Any]:
        """Members of the answer that only this type of problem has."""
        return {}

    def body(self, *, addresses: Addresses, path: str, request_id: str) -> dict[str, Any]:
        """The problem as a JSON object."""
        return {
            "type": addresses.problem(self.code),
            "title": str(self.title),
            "status": self.status,
            "detail": str(self.detail),
            "instance": path,
            "request_id": request_id,
            "errors": [asdict(error) for error in self.errors],
            **self.extra(addresses),
        }


class InvalidParameters(Problem):
    """The query names parameters that are unknown or repeated, or values that cannot be."""

    status = 400
    code = "invalid-parameters"
    title = _("Invalid parameters")
    detail: Any = _("A parameter is unknown or repeated, or its value cannot be.")

    def __init__(self, errors: Iterable[ParameterError]) -> None:
        super().__init__()
        self.errors = tuple(errors)
        self.detail = " ".join(error.detail for error in self.errors)


class Malformed(Problem):
    status = 400
    code = "bad-request"
    title = _("Bad request")
    detail = _("The request is malformed.")


class NotFound(Problem):
    status = 404
    code = "not-found"
    title = _("Not found")
    detail = _("There is nothing at this address.")


class MethodNotAllowed(Problem):
    status = 405
    code = "method-not-allowed"
    title = _("Method not allowed")
    detail = _("This address answers GET, HEAD and OPTIONS.")


class NotAcceptable(Problem):
    status = 406
    code = "not-acceptable"
    title = _("Not acceptable")
    detail = _("This address answers in application/json, which the Accept header excludes.")


class Gone(Problem):
    """The entry was withdrawn: `withdrawn_at`, `note` and `replacement` say more."""

    status = 410
    code = "withdrawn"
    title = _("Withdrawn")
    detail = _("This entry was published and has been withdrawn.")

    def __init__(self, withdrawn: Withdrawn) -> None:
        super().__init__()
        self.edition = withdrawn.edition
        self.replacement = withdrawn.replacement

    def extra(self, addresses: Addresses) -> dict[str, Any]:
        edition, entry = self.edition, self.replacement
        return {
            "withdrawn_at": edition.at,
            "note": {"zh": edition.change_note_zh or None, "en": edition.change_note_en or None},
            "replacement": entry
            and {"id": entry.pk, "slug": entry.slug, "url": addresses.item(entry)},
        }


class NotYet(Problem):
    """The entry was published later than the client asks about: `published_at` says when."""

    status = 404
    code = "not-yet-published"
    title = _("Not yet published")
    detail: Any = _("This entry was first published after the moment that is asked about.")

    def __init__(self, first: PublicEdition) -> None:
        super().__init__()
        self.first = first

    def extra(self, addresses: Addresses) -> dict[str, Any]:
        return {"published_at": self.first.at}


class NotIndexed(Problem):
    """What is live is not indexed by the present rules yet; the projector will see to it."""

    status = 503
    code = "not-indexed"
    title = _("Not indexed yet")
    detail: Any = _("The index of the search is being made. Please try again in a minute.")


PROBLEMS = (
    *(Malformed, InvalidParameters, NotFound, NotYet),
    *(MethodNotAllowed, NotAcceptable, Gone, Problem, NotIndexed),
)
"""Every type of problem that the API answers, by status."""


def problem_of(exception: Exception) -> Problem:
    """The problem that tells a client of an exception, without saying more than it may know."""
    match exception:
        case Problem():
            return exception
        case Withdrawn():
            return Gone(exception)
        case NotYetPublished():
            return NotYet(exception.first)
        case Http404() | exceptions.NotFound():
            return NotFound()
        case exceptions.MethodNotAllowed():
            return MethodNotAllowed()
        case exceptions.NotAcceptable():
            return NotAcceptable()
        case BadRequest() | SuspiciousOperation() | exceptions.ParseError():
            return Malformed()
    return Problem()
