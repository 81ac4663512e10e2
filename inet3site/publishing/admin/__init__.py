"""The admin of entries: saving, publishing, withdrawing and deleting."""

from .entries import EntryAdmin
from .inlines import PartInline

__all__ = ["EntryAdmin", "PartInline"]
