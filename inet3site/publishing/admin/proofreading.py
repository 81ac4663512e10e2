"""Telling what proofreading has found to whoever publishes it all the same."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext

from ..findings import Finding, in_words
from ..models import Entry


def tell_findings(request: HttpRequest, entry: Entry, found: Sequence[Finding]) -> None:
    """Name them in a warning; nothing is told where there are none."""
    if found:
        told = gettext("To be looked at in “%(name)s”: %(findings)s")
        message = told % {"name": entry, "findings": in_words(found)}
        messages.warning(request, format_html('<span class="lines">{}</span>', message))
