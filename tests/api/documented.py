"""Whether answers are what the OpenAPI document says."""

from typing import Any

from openapi_schema_validator import OAS31Validator

from inet3site.api import schema


def errors_of(answer: Any, component: str) -> list[str]:
    """What is otherwise in an answer than its component says."""
    document = schema.document("en")
    rule = {"$ref": f"#/components/schemas/{component}", "components": document["components"]}
    return [error.message for error in OAS31Validator(rule).iter_errors(answer)]


def component_of(path: str) -> str:
    """The component that describes the answer of an address."""
    operation = schema.document("en")["paths"][path]["get"]
    content = operation["responses"]["200"]["content"]["application/json"]
    return content["schema"]["$ref"].rsplit("/", 1)[1]
