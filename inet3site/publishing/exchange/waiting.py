"""Tables that wait to be confirmed: one for each session, for an hour at most."""

import secrets
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.core.cache import caches

from .files import Table

NAME = "import"
"""Of the session's own note, by which no other session can reach the table."""


def put(session: SessionBase, type_name: str, table: Table) -> str:
    """Keep a table in the place of the session's last one; return the name to take it by."""
    drop(session)
    session[NAME] = f"{type_name}-{secrets.token_urlsafe(16)}"
    caches["imports"].set(session[NAME], table)
    return session[NAME]


def get(session: SessionBase, type_name: str, name: str) -> Table | None:
    """The table of this name; None where it is gone, or another file was given since."""
    kept = session.get(NAME, "")
    if not name or name != kept or not kept.startswith(f"{type_name}-"):
        return None
    return caches["imports"].get(kept)


def drop(session: SessionBase) -> None:
    """Forget the session's table."""
    name: Any = session.pop(NAME, None)
    if name:
        caches["imports"].delete(name)
