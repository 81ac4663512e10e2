"""The files of an entry, as its page lists them."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import template
from django.urls import reverse

from policies.models import Attachment

register = template.Library()


@register.inclusion_tag("_components/files.html", takes_context=True)
def files(context: Mapping[str, Any], entry: Any) -> dict[str, Any]:
    """The files of an entry, each with the address at which the page's reader has it.

    Of a draft they are at the desk, of an old edition as they were then.
    """
    return {"files": list(_with_addresses(context, entry))}


def _with_addresses(context: Mapping[str, Any], entry: Any) -> Iterator[tuple[Attachment, str]]:
    preview, past = context.get("preview"), context.get("past")
    for row in entry.attachments.all():
        if preview:
            name = f"admin:{entry._meta.label_lower.replace('.', '_')}_file"
            yield row, reverse(name, args=[entry.pk, row.pk, preview.number])
        elif past:
            yield row, reverse("file-of-edition", args=[row.pk, past.edition.number])
        else:
            yield row, row.get_absolute_url()
