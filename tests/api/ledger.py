"""Publishing in tests of the API: each step of the ledger is projected at once."""

from datetime import UTC, datetime
from typing import Any

from inet3site.publishing import ledger, projector
from inet3site.publishing.models import Edition, Entry

NOTE: dict[str, Any] = {"major": True, "note_zh": "说明", "note_en": "Note"}


def publish(entry: Entry, *, at: datetime | None = None, **fields: Any) -> Edition:
    """Change an entry, publish it and show it."""
    for name, value in fields.items():
        setattr(entry, name, value)
    entry.save()
    ledger.revise(entry)
    edition = ledger.publish(entry, at=at, **NOTE)
    projector.catch_up()
    return edition


def withdraw(entry: Entry, **kwargs: Any) -> Edition:
    """Withdraw an entry, and show that it is gone."""
    edition = ledger.withdraw(entry, note_en="It was merged.", **kwargs)
    projector.catch_up()
    return edition


def day(number: int) -> datetime:
    """Noon in UTC of a day of May 2026."""
    return datetime(2026, 5, number, 12, tzinfo=UTC)
