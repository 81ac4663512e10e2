"""How the OpenAPI document describes resources and the feed of changes."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse

from . import problems, schema_parameters
from .listing import Order
from .representations.editions import ChangeSerializer, EditionSerializer
from .representations.fields import schema
from .representations.items import field_names
from .representations.sources import SourceSerializer
from .schema import JSON, LIST_PROBLEMS, Schema

ITEM_PROBLEMS = (*LIST_PROBLEMS, problems.NotFound, problems.Gone)
EDITIONS_PROBLEMS = (*LIST_PROBLEMS, problems.NotFound)
NO_ORDER = Order(columns={}, default="")

ABOUT = {
    "editions": _("Every edition of the entry, the newest first; of a withdrawn one too."),
    "edition": _("The entry as this edition has it, with the names that others had then."),
}
"""What the addresses of an entry's history are, by action."""


class ResourceSchema(Schema):
    """How the document describes the addresses of a resource."""

    @property
    def is_list(self) -> bool:
        """Whether this address is the list."""
        return self.view.action == "list"

    def get_operation_id(self) -> str:
        resource = self.view.resource
        return {
            "list": f"list_{resource.collection}",
            "retrieve": f"get_{resource.type}",
            "editions": f"list_{resource.type}_editions",
            "edition": f"get_{resource.type}_edition",
        }[self.view.action]

    def get_summary(self) -> str:
        options = self.view.model._meta
        return str(options.verbose_name_plural if self.is_list else options.verbose_name)

    def get_description(self) -> str:  # type: ignore[override]
        return str(ABOUT.get(self.view.action, self.view.about))

    def get_tags(self) -> list[str]:
        return [self.view.resource.collection]

    def get_override_parameters(self) -> list[Any]:
        common = [
            schema_parameters.common(
                name,
                order=self.view.order,
                field_names=field_names(self.view.serializer_class),
                includable=self.view.includable,
            )
            for name in self.view.parameter_names
            if name in schema_parameters.DESCRIPTIONS
        ]
        if self.is_list:
            return [*schema_parameters.filters(self.view.filterset_class), *common]
        key = schema_parameters.key(is_part=bool(self.view.resource.parent))
        number = [schema_parameters.number()] if self.view.action == "edition" else []
        return [key, *number, *common]

    def get_response_serializers(self) -> Any:
        if self.is_list:
            return self.answers(self._list(), LIST_PROBLEMS)
        moved = {308: OpenApiResponse(None, description=str(_("It has another address.")))}
        if self.view.action == "editions":
            body = envelope(self.ref_to(EditionSerializer))
            return self.answers(self.component("EditionList", body), EDITIONS_PROBLEMS) | moved
        return self.answers(self._item(), ITEM_PROBLEMS) | moved

    def _list(self) -> JSON:
        item = self.ref_to(self.view.serializer_class)
        return self.component(f"{_name(item)}List", envelope(item, **self._included()))

    def _item(self) -> JSON:
        item = self.ref_to(self.view.serializer_class)
        if not (included := self._included()):
            return item
        whole = {"allOf": [item, {"type": "object", "properties": included}]}
        return self.component(f"{_name(item)}Item", whole)

    def _included(self) -> JSON:
        parts = {part().resource.collection: part.serializer_class for part in self.view.parts}
        serializers = {**parts, "sources": SourceSerializer}
        properties = {
            name: {"type": "array", "items": self.ref_to(serializers[name])}
            for name in self.view.includable
        }
        return {"included": {"type": "object", "properties": properties}} if properties else {}


class ChangesSchema(Schema):
    """How the document describes the feed of changes."""

    def get_operation_id(self) -> str:
        return "list_changes"

    def get_override_parameters(self) -> list[Any]:
        names = self.view.parameter_names
        return [schema_parameters.common(name, order=NO_ORDER) for name in names]

    def get_response_serializers(self) -> Any:
        body = self.component("ChangeList", feed(self.ref_to(ChangeSerializer)))
        return self.answers(body, LIST_PROBLEMS)


class FacetsSchema(Schema):
    """How the document describes the facets of a resource."""

    def get_operation_id(self) -> str:
        return "list_policy_facets"

    def get_override_parameters(self) -> list[Any]:
        lang = schema_parameters.common("lang", order=NO_ORDER)
        return [*schema_parameters.filters(self.view.filterset_class), lang]

    def get_response_serializers(self) -> Any:
        return self.answers(self.component("FacetList", facets()), LIST_PROBLEMS)


def envelope(item: JSON, **more: JSON) -> JSON:
    """What a list answers; `head` is the sequence of the last edition that it shows."""
    return {
        "type": "object",
        "required": ["items", "next", "head"],
        "properties": {
            "items": {"type": "array", "items": item},
            "next": {"type": ["string", "null"], "format": "uri"},
            "head": {"type": "integer", "minimum": 0},
            "count": {"type": "integer", "minimum": 0},
            **more,
        },
    }


def feed(item: JSON) -> JSON:
    """What the feed answers; `next_since` is where the next page begins."""
    return {
        "type": "object",
        "required": ["items", "next_since", "head", "has_more"],
        "properties": {
            "items": {"type": "array", "items": item},
            "next_since": {"type": "integer", "minimum": 0},
            "head": {"type": "integer", "minimum": 0},
            "has_more": {"type": "boolean"},
        },
    }


def facets() -> JSON:
    """What facets answer: `count` is the number of items that all filters together find."""
    option = {
        "value": {"type": "string"},
        "label": schema("Text"),
        "count": {"type": "integer", "minimum": 0},
        "chosen": {"type": "boolean"},
    }
    facet = {
        "name": {"type": "string"},
        "label": schema("Text"),
        "options": {"type": "array", "items": _whole(option)},
    }
    number = {"type": "integer", "minimum": 0}
    items = {"type": "array", "items": _whole(facet)}
    return _whole({"items": items, "count": number, "head": number})


def _whole(properties: JSON) -> JSON:
    return {"type": "object", "required": list(properties), "properties": properties}


def _name(ref: JSON) -> str:
    return ref["$ref"].rsplit("/", 1)[1]
