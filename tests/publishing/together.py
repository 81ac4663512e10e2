"""What the tests of working together share."""

from typing import Any

from django.test import Client
from django.urls import reverse

from inet3site.publishing.models import Event


def collaboration(entry: Any) -> str:
    """Where people tell each other something of an entry."""
    options = entry._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_collaboration", args=[entry.pk])


def tell(client: Client, entry: Any, action: str, **data: Any) -> Any:
    """Press one of the buttons above the form of an entry."""
    return client.post(collaboration(entry), {"action": action, **data})


def record(entry: Any) -> list[tuple[str, str, str]]:
    """What was done to an entry, by whom and for which reason, the first event first."""
    events = Event.objects.filter(entry_id=entry.pk).order_by("pk").select_related("by")
    return [(event.verb, str(event.by or ""), event.reason) for event in events]
