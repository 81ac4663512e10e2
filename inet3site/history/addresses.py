"""The addresses below an entry's page, in the active language."""

from django.http import HttpRequest

from inet3site.publishing.models import Entry
from inet3site.publishing.public import Moved, find

HISTORY = "history/"
DIFFERENCES = f"{HISTORY}differences/"


def below_edition(number: int) -> str:
    """Where an edition stands below the entry's page."""
    return f"{HISTORY}{number}/"


def below_citation(form: str, number: int | None) -> str:
    """Where the references to an edition stand, or to the present one."""
    return f"{below_edition(number) if number else ''}cite.{form}"


def history_url(entry: Entry) -> str:
    """The address of an entry's history."""
    return entry.get_absolute_url() + HISTORY


def edition_url(entry: Entry, number: int) -> str:
    """The address of one edition of an entry."""
    return entry.get_absolute_url() + below_edition(number)


def differences_url(entry: Entry, before: int, after: int) -> str:
    """The address of the differences between two editions of an entry, by their numbers."""
    return f"{changes_url(entry, after)}&from={before}"


def changes_url(entry: Entry, number: int) -> str:
    """The address of what an edition has otherwise than the published one before it."""
    return f"{entry.get_absolute_url()}{DIFFERENCES}?to={number}"


def citation_url(entry: Entry, form: str) -> str:
    """The address of the references to an entry, or to the past edition that it is."""
    number = entry.edition if entry.is_past else None
    return entry.get_absolute_url() + below_citation(form, number)


def find_below[E: Entry](request: HttpRequest, model: type[E], slug: str, below: str) -> E:
    """The published entry at an address, for what stands `below` its page.

    Raise Moved where that has another address, Withdrawn or Http404.
    """
    try:
        entry = find(model._default_manager.all(), slug=slug)
    except Moved as moved:
        raise Moved(moved.entry, below) from moved
    if request.path != entry.get_absolute_url() + below:
        raise Moved(entry, below)
    return entry
