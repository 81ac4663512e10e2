"""The sources of a page: what supports it, and where sources state different things."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import template
from django.db.models import Field, ForeignKey, Model
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext

from policies.models import Citation, Source

register = template.Library()

SECTION = re.compile(r"s(-\d+)+")
"""The identifier of a section, which a citation may name as its field."""


def part_key(citation: Citation) -> UUID | None:
    """The key of the part of an entry that a citation is about; None for the entry itself."""
    parts = (field for field in citation._meta.concrete_fields if field.is_relation and field.null)
    return next((key for field in parts if (key := getattr(citation, field.attname))), None)


@register.filter
def of_the_whole(citations: Iterable[Citation]) -> list[Citation]:
    """The citations that support the entry itself, not one of its parts."""
    return [citation for citation in citations if part_key(citation) is None]


@dataclass(frozen=True)
class Dispute:
    """What sources state of one field where they differ, the chosen value first."""

    claims: list[Citation]

    @property
    def label(self) -> str:
        """The name of the field, in the active language."""
        return field_label(self.claims[0])

    @property
    def anchor(self) -> str:
        """The `id` of its block, the only one on a page."""
        key = part_key(self.claims[0])
        return "-".join(filter(None, ["dispute", str(key or ""), slugify(self.claims[0].field)]))


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
def cited(rows: Iterable[Citation], inherited: Iterable[Citation] = ()) -> dict[str, Any]:
    """The same for a part of an entry, the sources folded away.

    A part without any of its own has those of its entry, which `inherited` gives.
    """
    own = list(rows)
    return {**_disputes_and_sources(own or _general(inherited)), "is_inherited": not own}


@register.inclusion_tag("_components/cited_in_short.html")
def cited_in_short(
    rows: Iterable[Citation], inherited: Iterable[Citation], place: str, *, dated: bool = False
) -> dict[str, Any]:
    """The first source of a part of an entry, and the number of others, which `place` shows.

    `dated` gives the date of the source as well.
    """
    own = list(rows)
    sources = [each.source for each in _by_source(own or _general(inherited))]
    return {"sources": sources, "place": place, "is_inherited": not own, "dated": dated}


def _general(citations: Iterable[Citation]) -> list[Citation]:
    """Those that support an entry as a whole; all of the entry's own where each names a field."""
    rows = [row for row in of_the_whole(citations) if not row.stated_value]
    return [row for row in rows if not row.field] or rows


@register.simple_tag
def disputed(rows: Iterable[Citation], field: str) -> SafeString:
    """The mark of a value about which sources disagree; it leads to what they state.

    `field` is a field or a pair of fields of the entry, or of the part that the rows are about.
    """
    names = {field, f"{field}_zh", f"{field}_en"}
    claims = [row for row in rows if row.stated_value and row.field in names]
    return SafeString("".join(_mark(dispute) for dispute in _disputes(claims)))


def _mark(dispute: Dispute) -> SafeString:
    return format_html(
        '<a class="disputed" href="#{}">{}<span class="hidden">: {}</span></a>',
        dispute.anchor,
        gettext("Sources disagree"),
        dispute.label,
    )


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
            yield Dispute(sorted(claims, key=lambda claim: not claim.chosen))


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
