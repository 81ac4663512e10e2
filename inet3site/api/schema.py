"""The OpenAPI 3.1 document, made from the views.

A view says what it takes in `parameter_names`, `filterset_class` and `order`, so what is documented
is what is enforced.
"""

from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiResponse

from . import problems
from .representations import fields

JSON = dict[str, Any]
Problems = tuple[type[problems.Problem], ...]
LIST_PROBLEMS: Problems = (problems.InvalidParameters, problems.NotAcceptable, problems.Problem)


@cache
def document(language: str) -> JSON:
    """The document, with its descriptions in a language (a Django code)."""
    with override(language):
        return SchemaGenerator().get_schema(public=True)


def add_shared_components(result: JSON, **kwargs: Any) -> JSON:
    """Describe what several resources share; drf-spectacular calls this last."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    schemas.update({**fields.SCHEMAS, "Problem": problems.SCHEMA})
    return result


class CodeFieldExtension(OpenApiSerializerFieldExtension):
    """How the document describes a field that holds one of several codes."""

    target_class = fields.CodeField

    def map_serializer_field(self, auto_schema: AutoSchema, direction: str) -> JSON:
        codes = self.target.codes
        if self.target.optional:
            return {"type": ["string", "null"], "enum": [*codes, None]}
        return {"type": "string", "enum": codes}


class Schema(AutoSchema):
    """How the document describes an address of this API."""

    view: Any

    def get_operation_id(self) -> str:
        return f"get_{self.view.name}"

    def get_description(self) -> str:  # type: ignore[override]
        return str(self.view.about)

    def get_tags(self) -> list[str]:
        return [self.view.name]

    def get_request_serializer(self) -> None:
        return None

    def get_response_serializers(self) -> Any:
        return {200: OpenApiResponse({"type": "object"}, description=str(self.view.about))}

    def ref_to(self, serializer: Any) -> JSON:
        """A pointer to the component that describes what a serializer writes."""
        return self.resolve_serializer(serializer, "response").ref

    def component(self, name: str, schema: JSON) -> JSON:
        """A pointer to a new component."""
        component = ResolvedComponent(name, ResolvedComponent.SCHEMA, schema, name)
        self.registry.register_on_missing(component)
        return component.ref

    def answers(self, body: JSON, refusals: Problems) -> JSON:
        """The answers of an address: the body, that nothing has changed, and the problems."""
        found: dict[Any, Any] = {
            200: OpenApiResponse(body, description=str(_("Found."))),
            304: OpenApiResponse(None, description=str(_("Nothing has changed."))),
        }
        for problem in refusals:
            answer = OpenApiResponse(fields.schema("Problem"), description=str(problem.title))
            found[problem.status, problems.MEDIA_TYPE] = answer
        return found

    def _is_list_view(self, serializer: Any = None) -> bool:
        # The envelope of a list is described here, not by a paginator.
        return False
