"""The sources of a page: what supports it, and where sources state different things."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.db.models import Field, ForeignKey, Model

from policies.models import Citation

register = template.Library()

PART_KEYS = ("provision_id", "commitment_id")
"""The keys by which a citation belongs to one part of an entry rather than to the whole."""


@register.filter
def of_the_whole(citations: Iterable[Citation]) -> list[Citation]:
    """The citations that support the entry itself, not one of its parts."""
    return [
        citation
        for citation in citations
        if not any(getattr(citation, key, None) for key in PART_KEYS)
    ]


@dataclass(frozen=True)
class Dispute:
    """What sources state of one field where they differ, the chosen value first."""

    label: str
    claims: list[Citation]


@register.inclusion_tag("_components/citations.html")
def citations(rows: Iterable[Citation]) -> dict[str, Any]:
    """What the sources of an entry disagree about, then its other sources with their quotes."""
    rows = list(rows)
    disputes = list(_disputes(rows))
    disputed = {claim.pk for dispute in disputes for claim in dispute.claims}
    return {
        "disputes": disputes,
        "citations": [row for row in rows if row.pk not in disputed],
    }


def _disputes(rows: list[Citation]) -> Iterator[Dispute]:
    stated: dict[str, list[Citation]] = defaultdict(list)
    for row in rows:
        if row.stated_value:
            stated[row.field].append(row)
    for claims in stated.values():
        if len({claim.stated_value for claim in claims}) > 1:
            claims.sort(key=lambda claim: not claim.chosen)
            yield Dispute(field_label(claims[0]), claims)


@register.filter
def field_label(citation: Citation) -> str:
    """The name of the field that a citation supports, in the active language."""
    for model in _cited_models(citation):
        if label := _label(model, citation.field):
            return label
    return citation.field.replace("_", " ")


def _cited_models(citation: Citation) -> list[type[Model]]:
    """The models that a citation may speak of, that of a part before that of the whole."""
    keys = [field for field in citation._meta.concrete_fields if isinstance(field, ForeignKey)]
    return [
        key.related_model
        for key in reversed(keys)
        if key.name != "source" and getattr(citation, key.attname)
    ]


def _label(model: type[Model], name: str) -> str:
    """The label of a field or of a pair of fields; nothing where the model has neither."""
    fields: dict[str, Any] = {field.name: field for field in model._meta.get_fields()}
    if field := fields.get(name):
        named = field if isinstance(field, Field) else field.related_model._meta
        return str(named.verbose_name)
    if field := fields.get(f"{name}_en"):
        return re.split(r"\s*[(（]", str(field.verbose_name))[0]
    return ""
