"""What search finds of policies and of what they refer to, and where on its page it stands."""

from django.db.models import Model

from inet3site.markdown import to_text
from inet3site.search.index import Line, pair, rows
from inet3site.search.models import ZH, Field

from .models import (
    Layer,
    Organisation,
    Policy,
    Promise,
    Provision,
    Section,
    Source,
    Technology,
    Term,
)


def source(source: Source) -> list[Model]:
    """A source is evidence: its own title comes after those of entries."""
    texts = (source.title, source.publisher)
    lines = [Line(text, source.language, Field.TEXT) for text in texts]
    return rows(source, lines, date=source.published_on)


def organisation(organisation: Organisation) -> list[Model]:
    lines = [*pair(organisation, "name", Field.TITLE), *pair(organisation, "description")]
    predecessors = organisation.predecessors.values_list("predecessor", flat=True)
    return rows(organisation, lines, related=predecessors)


def layer(layer: Layer) -> list[Model]:
    return rows(layer, [*pair(layer, "name", Field.TITLE), *pair(layer, "role")])


def technology(technology: Technology) -> list[Model]:
    lines = [*pair(technology, "name", Field.TITLE), *pair(technology, "description")]
    return rows(technology, lines, related=technology.layers.values_list("pk", flat=True))


def term(term: Term) -> list[Model]:
    lines = [*pair(term, "name", Field.TITLE), *pair(term, "definition")]
    return rows(term, lines, related=term.relations.values_list("related_term", flat=True))


def policy(policy: Policy) -> list[Model]:
    provisions = policy.provisions.all()
    lines = [
        *pair(policy, "title", Field.TITLE),
        Line(policy.document_number, ZH, Field.HEADING),
        *pair(policy, "summary"),
        *(line for row in policy.sections.all() for line in _section(row)),
        *(line for row in provisions for line in _provision(row)),
        *(line for row in policy.targets.all() for line in promise(row)),
    ]
    related = [
        *policy.issuances.values_list("organisation", flat=True),
        *policy.relations.values_list("related_policy", flat=True),
        *provisions.values_list("technologies", flat=True),
        *provisions.values_list("organisations", flat=True),
    ]
    return rows(policy, lines, date=policy.published_on, related=related)


def promise(promise: Promise) -> list[Line]:
    """The lines of a target or commitment."""
    anchor = f"promise-{promise.pk}"
    return [
        *pair(promise, "title", Field.HEADING, anchor=anchor),
        *(
            line
            for name in ("purpose", "quote", "said_by")
            for line in pair(promise, name, anchor=anchor)
        ),
    ]


def _section(section: Section) -> list[Line]:
    anchor = section.identifier
    return [
        *pair(section, "heading", Field.HEADING, anchor=anchor),
        *pair(section, "text", anchor=anchor, read=to_text),
    ]


def _provision(provision: Provision) -> list[Line]:
    return pair(provision, "text", anchor=f"provision-{provision.pk}")
