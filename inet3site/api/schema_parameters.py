"""How the OpenAPI document describes the parameters that a view takes."""

from typing import Any

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _
from django_filters import Filter, FilterSet
from drf_spectacular.utils import OpenApiParameter

from .listing import LIMIT, LIMIT_MAX, Order

JSON = dict[str, Any]
STRING: JSON = {"type": "string"}

DESCRIPTIONS: dict[str, LazyText] = {
    "limit": _("How many items a page has at most."),
    "cursor": _("Where the page begins: taken from “next” of the page before."),
    "sort": _("The order, by one or more columns, separated by commas; “-” means descending."),
    "count": _("“exact” adds “count”, the number of items on all pages."),
    "fields": _("Only these properties of each item, separated by commas."),
    "lang": _("Texts in this language alone, instead of in both."),
    "include": _("What to bring along in full, each once, in “included”."),
    "as_of": _(
        "As it stood at this moment (RFC 3339), or at the end of this day in UTC. A list then "
        "takes no filter and no order."
    ),
    "since": _("The sequence after which to begin."),
}


def several(allowed: list[str]) -> JSON:
    """The schema of values separated by commas."""
    return {"type": "array", "items": {"type": "string", "enum": allowed}, "minItems": 1}


def common(
    name: str,
    *,
    order: Order,
    field_names: tuple[str, ...] = (),
    includable: tuple[str, ...] = (),
) -> OpenApiParameter:
    """A parameter that resources have in common."""
    types: dict[str, JSON] = {
        "limit": {"type": "integer", "minimum": 1, "maximum": LIMIT_MAX, "default": LIMIT},
        "cursor": STRING,
        "sort": {**several(order.choices), "default": order.default.split(",")},
        "count": {"type": "string", "enum": ["exact"]},
        "fields": several(list(field_names)),
        "lang": {"type": "string", "enum": ["zh", "en"]},
        "include": several(list(includable)),
        "as_of": {"oneOf": [{**STRING, "format": form} for form in ("date-time", "date")]},
        "since": {"type": "integer", "minimum": 0, "default": 0},
    }
    is_array = types[name].get("type") == "array"
    style: JSON = {"style": "form", "explode": False} if is_array else {}
    return OpenApiParameter(name, types[name], description=DESCRIPTIONS[name], **style)


def filters(filterset: type[FilterSet]) -> list[OpenApiParameter]:
    """The parameters by which a list is filtered."""
    return [
        OpenApiParameter(name, _type_of(item), description=str(item.label))
        for name, item in filterset.base_filters.items()
    ]


def key(*, is_part: bool) -> OpenApiParameter:
    """The last part of an item's path."""
    if is_part:
        schema = {**STRING, "format": "uuid"}
        return OpenApiParameter("key", schema, "path", True, _("The item's id."))
    return OpenApiParameter("key", STRING, "path", True, _("The entry's slug or id."))


def number() -> OpenApiParameter:
    """The last part of the path of an edition."""
    schema = {"type": "integer", "minimum": 1}
    return OpenApiParameter("number", schema, "path", True, _("The number of the edition."))


def _type_of(item: Filter) -> JSON:
    if choices := item.extra.get("choices"):
        return {**STRING, "enum": [value for value, _label in choices]}
    if "min_value" in item.extra:
        low, high = item.extra["min_value"], item.extra["max_value"]
        return {"type": "integer", "minimum": low, "maximum": high}
    return STRING
