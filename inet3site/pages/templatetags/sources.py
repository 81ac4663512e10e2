"""The sources of a page: what supports it, and where sources state different things."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.db.models import Field, ForeignKey, Model
from django.utils.translation import gettext

from policies.models import Citation, Source

register = template.Library()

SECTION = re.compile(r"s(-\d+)+")
"""The identifier of a section, which a citation may name as its field."""

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


@dataclass(frozen=True)
class Supporting:
    """What one source supports: its citations, and the fields that they name."""

    source: Source
    citations: list[Citation]

    @property
    def fields(self) -> str:
        """The labels of the fields, each once; empty where the source supports the whole."""
        return gettext(", ").join(
            dict.fromkeys(field_label(each) for each in self.citations if each.field)
        )


def _by_source(citations: Iterable[Citation]) -> list[Supporting]:
    sources: dict[Source, list[Citation]] = defaultdict(list)
    for citation in citations:
        sources[citation.source].append(citation)
    return [Supporting(source, rows) for source, rows in sources.items()]


@register.inclusion_tag("_components/citations.html")
def citations(rows: Iterable[Citation]) -> dict[str, Any]:
    """What the sources of an entry disagree about, then its other sources with their quotes."""
    return _disputes_and_sources(rows)


@register.inclusion_tag("_components/cited.html")
def cited(rows: Iterable[Citation]) -> dict[str, Any]:
    """The same for a part of an entry, the sources folded away."""
    return _disputes_and_sources(rows)


def _disputes_and_sources(rows: Iterable[Citation]) -> dict[str, Any]:
    rows = list(rows)
    disputes = list(_disputes(rows))
    disputed = {claim.pk for dispute in disputes for claim in dispute.claims}
    others = [row for row in rows if row.pk not in disputed]
    return {"disputes": disputes, "sources": _by_source(others)}


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
    if SECTION.fullmatch(citation.field):
        number = citation.field.removeprefix("s-").replace("-", ".")
        return gettext("section %(number)s") % {"number": number}
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
