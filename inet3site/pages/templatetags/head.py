"""What the head of a page tells browsers, search engines and those who share the page."""

import html
from dataclasses import dataclass

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from inet3site.listing.queries import PAGE
from inet3site.pages.linked_data import crumbs, describe, script

from .navigation import languages

register = template.Library()

LOCALES = {"en": "en_GB", "zh-hans": "zh_CN"}
"""The locales of Open Graph, of Django's language codes."""


@dataclass(frozen=True)
class Alternate:
    """The same page for readers of another language: its BCP 47 tag, and its address."""

    tag: str
    url: str


@register.simple_block_tag
def plain(content: str) -> str:
    """The text that a piece of HTML without elements stands for, on one line."""
    return " ".join(html.unescape(content).split())


@register.simple_tag
def description_of_site() -> str:
    """What the site is, for pages that don't say what they are."""
    return gettext(
        "Beijing's Internet 3.0 policy in Chinese and English: what was decided, what was "
        "promised, and the source of every fact."
    )


@register.simple_tag
def locales() -> SafeString:
    """The language of a page and the other ones that it has, as Open Graph names them."""
    own = LOCALES[get_language() or settings.LANGUAGE_CODE]
    others = ((locale,) for locale in LOCALES.values() if locale != own)
    alternates = '<meta property="og:locale:alternate" content="{}">'
    return format_html(
        '<meta property="og:locale" content="{}">{}', own, format_html_join("", alternates, others)
    )


@register.simple_tag
def canonical(request: HttpRequest, path: str = "") -> str:
    """The one address of what a request shows: without filters, but with the page of a list."""
    return request.build_absolute_uri(path or request.path) + _page(request)


def _page(request: HttpRequest) -> str:
    number = request.GET.get(PAGE, "")
    return f"?{PAGE}={number}" if number.isdecimal() and int(number) > 1 else ""


@register.simple_tag
def alternates(request: HttpRequest) -> list[Alternate]:
    """The page in each language, and its address without one, which leads to the reader's own."""
    found = [Alternate(each.tag, canonical(request, each.path)) for each in languages(request.path)]
    own = f"/{get_language()}/"
    if request.path.startswith(own):
        found.append(Alternate("x-default", canonical(request, request.path[len(own) - 1 :])))
    return found


@register.simple_tag(takes_context=True)
def linked_data(context: Context) -> SafeString:
    """What the page is about, as JSON-LD; nothing where its type says nothing in schema.org."""
    return script(describe(context.flatten()))


@register.simple_tag(takes_context=True)
def crumb_data(context: Context) -> SafeString:
    """The breadcrumbs of a page as JSON-LD."""
    return script(crumbs(context.flatten()))
