"""What the tests of previews share."""

from typing import Any

from django.urls import reverse

from inet3site.publishing import ledger
from inet3site.publishing.models import Entry


def preview_url(entry: Entry, language: str = "en") -> str:
    """The address at the desk of an entry's preview."""
    name = f"{entry._meta.app_label}_{entry._meta.model_name}_preview"
    return reverse(f"admin:{name}", args=[entry.pk, language])


def draft(entry: Any, **values: Any) -> Any:
    """Save an entry with these values, as the desk does."""
    for name, value in values.items():
        setattr(entry, name, value)
    entry.save()
    ledger.revise(entry)
    return entry
