"""How the OpenAPI document describes search."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter

from inet3site.pages.finding import types
from inet3site.search.query import LONGEST

from . import problems, schema_parameters
from .representations.search import PASSAGE, HitSerializer
from .schema import JSON, LIST_PROBLEMS, Schema
from .schema_resources import NO_ORDER

SEARCH_PROBLEMS = (*LIST_PROBLEMS, problems.NotIndexed)


class SearchSchema(Schema):
    """How the document describes the one address of search."""

    def get_operation_id(self) -> str:
        return "search"

    def get_override_parameters(self) -> list[Any]:
        q = {"type": "string", "minLength": 1, "maxLength": LONGEST}
        kind = {"type": "string", "enum": list(types())}
        return [
            OpenApiParameter("q", q, required=True, description=_("What to search for.")),
            OpenApiParameter("type", kind, description=_("Only entries of this type.")),
            *(schema_parameters.common(name, order=NO_ORDER) for name in ("limit", "lang")),
        ]

    def get_response_serializers(self) -> Any:
        self.component("Passage", PASSAGE)
        body = self.component("SearchResults", results(self.ref_to(HitSerializer)))
        return self.answers(body, SEARCH_PROBLEMS)


def results(item: JSON) -> JSON:
    """What search answers; `meant` is what was searched for instead, if anything was."""
    number: JSON = {"type": "integer", "minimum": 0}
    names = {name: {"type": "integer", "minimum": 1} for name in types()}
    return {
        "type": "object",
        "required": ["items", "count", "types", "also", "meant", "head"],
        "properties": {
            "items": {"type": "array", "items": item},
            "count": number,
            "types": {"type": "object", "properties": names},
            "also": {"type": "array", "items": {"type": "string"}},
            "meant": {"type": ["string", "null"]},
            "head": number,
        },
    }
