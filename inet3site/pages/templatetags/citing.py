"""How to cite what a page shows, in the styles that people write by hand."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.template import Context
from django.utils.timezone import localdate
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from inet3site.bibliography import Work, in_apa, in_gbt7714
from inet3site.history.addresses import citation_url
from inet3site.history.citing import FORMS, works_of
from inet3site.publishing.bilingual import EN
from inet3site.publishing.models import Entry

from .reading import bcp47

register = template.Library()

LANGUAGES = {"zh-hans": _("Chinese"), "en": _("English")}
"""The languages of the Chinese standard's references."""


@dataclass(frozen=True)
class Reference:
    """A reference in one style and language: what stands before its title, the title, the rest."""

    style: str
    lang: str
    before: str
    title: str
    after: str


@register.inclusion_tag("_components/cite.html", takes_context=True)
def cite(context: Context, entry: Entry) -> dict[str, Any]:
    """The references to an entry, or to the past edition that it is, and their files."""
    base = context["request"].build_absolute_uri("/").rstrip("/")
    by_language = {}
    for code in LANGUAGES:
        with override(code):
            by_language[code] = works_of(entry, base=base, accessed=localdate())
    works = zip(by_language["zh-hans"], by_language["en"], strict=True)
    references = [_references(*pair) for pair in works]
    files = [(form.name, form.media_type, citation_url(entry, end)) for end, form in FORMS.items()]
    return {"entry": entry, "record": references.pop(), "works": references, "files": files}


def _references(zh: Work, en: Work) -> list[Reference]:
    """By the Chinese standard in both languages, and in the APA's style, which is English."""
    standard = [
        Reference(_standard_in(name), bcp47(each), in_gbt7714(work), "", "")
        for (each, name), work in zip(LANGUAGES.items(), (zh, en), strict=True)
    ]
    return [*standard, Reference("APA 7", EN, *in_apa(en))]


def _standard_in(language: object) -> str:
    return gettext("GB/T 7714-2015 (%(language)s)") % {"language": language}
