"""How terms stand in the glossary: under which letter, and how to each other."""

from django import template
from django.utils.text import slugify
from django.utils.translation import get_language, gettext

from inet3site.listing import Listing
from inet3site.publishing.bilingual import EN, in_language
from policies import alphabet
from policies.models import Term, TermRelationKind

register = template.Library()


@register.filter
def letter(name: str) -> str:
    """The letter under which a name stands."""
    return alphabet.letter(name)


@register.filter
def anchor(letter: str) -> str:
    """The `id` of a letter's heading."""
    return f"letter-{slugify(letter) or 'other'}"


@register.filter
def letters(listing: Listing) -> list[alphabet.Tab]:
    """The bar of letters of a list of terms; all terms that its filters leave are in it."""
    language = get_language() or EN
    names = listing.filters.qs.values_list("name_zh", "name_en")
    in_order = [in_language(zh, en, language) for zh, en in names]
    return alphabet.tabs(in_order, per_page=listing.page.paginator.per_page)


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
