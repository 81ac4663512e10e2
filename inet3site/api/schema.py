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
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from . import problems, schema_parameters
from .representations import fields
from .representations.items import field_names

JSON = dict[str, Any]
LIST_PROBLEMS = (problems.InvalidParameters, problems.NotAcceptable, problems.Problem)
ITEM_PROBLEMS = (*LIST_PROBLEMS, problems.NotFound, problems.Gone)


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

    def _is_list_view(self, serializer: Any = None) -> bool:
        # The envelope of a list is described here, not by a paginator.
        return False


class ResourceSchema(Schema):
    """How the document describes the list and the items of a resource."""

    @property
    def is_list(self) -> bool:
        """Whether this address is the list."""
        return self.view.action == "list"

    def get_operation_id(self) -> str:
        resource = self.view.resource
        return f"list_{resource.collection}" if self.is_list else f"get_{resource.type}"

    def get_summary(self) -> str:
        options = self.view.model._meta
        return str(options.verbose_name_plural if self.is_list else options.verbose_name)

    def get_tags(self) -> list[str]:
        return [self.view.resource.collection]

    def get_override_parameters(self) -> list[Any]:
        names = field_names(self.view.serializer_class)
        filters = self.view.filterset_class
        common: list[OpenApiParameter] = [
            schema_parameters.common(name, order=self.view.order, field_names=names)
            for name in self.view.parameter_names
            if name in schema_parameters.DESCRIPTIONS
        ]
        if self.is_list:
            return [*schema_parameters.filters(filters), *common]
        return [schema_parameters.key(is_part=bool(self.view.resource.parent)), *common]

    def get_response_serializers(self) -> Any:
        ref = self.resolve_serializer(self.view.serializer_class, "response").ref
        body = self._list_of(ref) if self.is_list else ref
        answers: dict[Any, Any] = {
            200: OpenApiResponse(body, description=str(_("Found."))),
            304: OpenApiResponse(None, description=str(_("Nothing has changed."))),
        }
        if not self.is_list:
            answers[308] = OpenApiResponse(None, description=str(_("It has another address.")))
        for problem in LIST_PROBLEMS if self.is_list else ITEM_PROBLEMS:
            answer = OpenApiResponse(fields.schema("Problem"), description=str(problem.title))
            answers[problem.status, problems.MEDIA_TYPE] = answer
        return answers

    def _list_of(self, ref: JSON) -> JSON:
        name = f"{ref['$ref'].rsplit('/', 1)[1]}List"
        component = ResolvedComponent(name, ResolvedComponent.SCHEMA, envelope(ref), name)
        self.registry.register_on_missing(component)
        return component.ref


def envelope(ref: JSON) -> JSON:
    """What a list answers; `head` is the sequence of the last edition that it shows."""
    return {
        "type": "object",
        "required": ["items", "next", "head"],
        "properties": {
            "items": {"type": "array", "items": ref},
            "next": {"type": ["string", "null"], "format": "uri"},
            "head": {"type": "integer", "minimum": 0},
            "count": {"type": "integer", "minimum": 0},
        },
    }
