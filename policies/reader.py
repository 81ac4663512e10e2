"""What the page of a document shows of it."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language

from inet3site.publishing.bilingual import EN

from .glossary import Glossary
from .models import Policy, Term
from .outline import Outline, related
from .reading import View


def reader(policy: Policy, view: View, terms: Iterable[Term]) -> dict[str, Any]:
    """The context of the page of a document, which `for_reader` has fetched, in a view.

    `terms` are those that the page explains where they occur.
    """
    glossary = Glossary(terms)
    outline = Outline(policy, view, glossary)
    return {
        "policy": policy,
        "view": view,
        "views": View,
        "usual_view": View.of_language(get_language() or EN),
        "titles": view.texts(policy, "title"),
        "summaries": view.texts(policy, "summary"),
        "sections": outline.sections(),
        "provisions": outline.provisions(),
        "relations": related(policy),
        "citations": outline.citations(),
        "sources": list(dict.fromkeys(each.source for each in policy.citations.all())),
        "commitments": [row for each in policy.initiatives.all() for row in each.commitments.all()],
        "terms": list(glossary.used),
    }
