"""How a term stands to others, as the glossary shows it."""

from django import template
from django.utils.translation import gettext

from policies.models import Term, TermRelationKind

register = template.Library()


@register.filter
def term_relations(term: Term) -> dict[str, list[Term]]:
    """The broader, narrower and related terms, each once, by the label of the relation."""
    broader = TermRelationKind.BROADER
    own, inverse = term.relations.all(), term.inverse_relations.all()
    related = [row.related_term for row in own if row.kind != broader]
    related += [row.term for row in inverse if row.kind != broader]
    groups = {
        gettext("Broader"): [row.related_term for row in own if row.kind == broader],
        gettext("Narrower"): [row.term for row in inverse if row.kind == broader],
        gettext("Related"): list(dict.fromkeys(related)),
    }
    return {label: terms for label, terms in groups.items() if terms}
