"""What templates need to show texts, dates and amounts in the reader's language."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language

from inet3site import markdown as md
from inet3site.pages.dates import in_words, period_in_words
from inet3site.publishing.bilingual import EN, ZH, Text, texts_of
from inet3site.publishing.bilingual import in_language as text_in
from inet3site.publishing.models import Entry, Translated, TranslationStatus
from policies.models import Section, Source

register = template.Library()

TAGS = {"en": EN, "zh-hans": ZH}
"""The BCP 47 tags of Django's language codes."""


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


@register.filter
def bcp47(code: str) -> str:
    """The BCP 47 tag of a Django language code."""
    return TAGS.get(code, code)


@register.filter
def lang(text: str) -> SafeString:
    """A ` lang` attribute where a text is not in the page's language; else nothing."""
    if isinstance(text, Text) and text and text.lang != bcp47(_language()):
        return format_html(' lang="{}"', text.lang)
    return SafeString("")


@register.filter
def text(value: object) -> SafeString:
    """A text, or an entry's name, in a span with its language where that is not the page's."""
    value = value if isinstance(value, str) else str(value)
    attribute = lang(value)
    return format_html("<span{}>{}</span>" if attribute else "{1}", attribute, value)


@register.filter
def host(url: str) -> str:
    """The name of the site that an address is on."""
    return urlsplit(url).hostname or url


@register.filter
def link(entry: Entry) -> SafeString:
    """A link to the page of an entry, by its name."""
    name = Text(entry.title, entry.language) if isinstance(entry, Source) else str(entry)
    return format_html('<a href="{}"{}>{}</a>', entry.get_absolute_url(), lang(name), name)


@register.filter
def in_language(instance: Model, name: str) -> Text:
    """The text `name` of a row in the page's language, by the fallback rule."""
    return text_in(getattr(instance, f"{name}_zh"), getattr(instance, f"{name}_en"), _language())


@register.filter
def in_other_language(instance: Model, name: str) -> Text:
    """The text `name` of a row in the language that the page is not in; empty if it is the same."""
    code, tag = ("en", EN) if _language().startswith("zh") else ("zh", ZH)
    other = getattr(instance, f"{name}_{code}")
    return Text("" if other == getattr(instance, name) else other, tag)


@register.inclusion_tag("_components/translation.html")
def translation(row: Translated, is_english_shown: bool | None = None) -> dict[str, Any]:
    """What is known of the English of a row, where it is shown; of whole entries always.

    Unless `is_english_shown` says otherwise, Chinese pages don't show it. Of parts other than
    sections only what is wrong with it is said.
    """
    if is_english_shown is None:
        is_english_shown = not _language().startswith("zh")
    is_shown = isinstance(row, Entry) or is_english_shown
    is_text = isinstance(row, Entry | Section)
    texts = [each for each in texts_of(row) if each[0] not in row.source_language_only]
    return {
        "row": row,
        "is_translated": is_shown and is_text and row.translation != TranslationStatus.NONE,
        "is_stale": is_shown and row.is_stale,
        "is_missing": is_shown and any(zh and not en for _name, zh, en in texts),
    }


@register.filter
def markdown(value: str, below: int = 1) -> SafeString:
    """Safe HTML of Markdown, its headings below those of level `below`."""
    return md.to_html(value, below=below)


@register.filter
def edtf(value: str) -> SafeString:
    """An EDTF date as a `<time>` in words; nothing where it is empty."""
    if not value:
        return SafeString("")
    return format_html('<time datetime="{}">{}</time>', value, in_words(value, _language()))


@register.filter
def day(moment: datetime | None) -> SafeString:
    """The day of a moment, in the site's time zone."""
    return edtf(localtime(moment).date().isoformat()) if moment else SafeString("")


@register.simple_tag
def period(start: str | int | None, end: str | int | None) -> str:
    """A span of EDTF dates or years, either of which may be missing."""
    return period_in_words(str(start or ""), str(end or ""), _language())
