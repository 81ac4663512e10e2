"""The ways around the site: its sections, this page in the other language, and its data."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inet3site.history import changes_url, edition_url, history_url
from inet3site.pages.nearby import list_url, near, type_at
from inet3site.publishing.models import Entry

from .reading import bcp47

register = template.Library()

SECTIONS = {
    "policies:policy-list": _("Policies"),
    "policies:layer-list": _("Layers"),
    "policies:technology-list": _("Technologies"),
    "districts:district-list": _("Districts"),
    "districts:initiative-list": _("Initiatives"),
    "districts:commitment-list": _("Commitments"),
    "pages:support": _("For firms"),
    "pages:timeline": _("Timeline"),
    "policies:term-list": _("Glossary"),
    "policies:organisation-list": _("Organisations"),
    "pages:changes": _("Changes"),
    "pages:about": _("About"),
}
OWN_NAMES = {"en": "English", "zh-hans": "中文"}
RESOURCES = {
    "policy": "policies",
    "layer": "layers",
    "technology": "technologies",
    "organisation": "organisations",
    "term": "terms",
    "source": "sources",
    "district": "districts",
    "initiative": "initiatives",
    "milestone": "milestones",
    "sitepage": "pages",
}
"""The API's resource of each type of entry."""


@dataclass(frozen=True)
class Section:
    """A section of the site; `current` is the value of `aria-current`, empty elsewhere."""

    url: str
    label: str
    current: str


@dataclass(frozen=True)
class Language:
    """A language of the site: its BCP 47 tag, own name, and this page's path in it."""

    tag: str
    name: str
    path: str


@register.simple_tag
def sections(request: HttpRequest) -> list[Section]:
    """The sections of the site in the order of the menu."""
    return [_section(reverse(name), str(label), request.path) for name, label in SECTIONS.items()]


def _section(url: str, label: str, path: str) -> Section:
    current = "page" if path == url else "true" if path.startswith(url) else ""
    return Section(url, label, current)


@register.simple_tag
def languages(path: str) -> list[Language]:
    """The page at a path in each language; the home page where no language is in the path."""
    codes = dict(settings.LANGUAGES)
    first, _slash, rest = path.lstrip("/").partition("/")
    within = rest if first in codes else ""
    return [Language(bcp47(code), OWN_NAMES[code], f"/{code}/{within}") for code in codes]


@register.simple_tag
def absolute(request: HttpRequest, path: str) -> str:
    """The absolute address of a path on this site."""
    return request.build_absolute_uri(path)


@register.simple_tag
def data_url(what: Entry | str) -> str:
    """The address of an entry or an edition, or of a list such as `policies`, in the API."""
    if isinstance(what, str):
        return reverse(f"api:{what}-list")
    resource = RESOURCES[what._meta.model_name or ""]
    if what.is_past:
        return reverse(f"api:{resource}-edition", args=[what.pk, what.edition])
    return reverse(f"api:{resource}-detail", args=[what.slug])


@register.inclusion_tag("_components/nearby.html")
def nearby(request: HttpRequest) -> dict[str, Any]:
    """The list, and the entries, that an address with nothing at it may have meant."""
    entry_type = type_at(request)
    if entry_type is None:
        return {}
    names = entry_type.model._meta.verbose_name_plural
    return {
        "entries": near(request, entry_type),
        "names": names,
        "list_url": list_url(entry_type.name),
    }


@register.simple_tag
def history_address(entry: Entry) -> str:
    """The address of the history of an entry."""
    return history_url(entry)


@register.simple_tag
def edition_address(entry: Entry, number: int) -> str:
    """The address of one edition of an entry."""
    return edition_url(entry, number)


@register.simple_tag
def changes_address(entry: Entry, number: int) -> str:
    """The address of what an edition of an entry has otherwise than the one before it."""
    return changes_url(entry, number)
