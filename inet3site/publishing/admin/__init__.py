"""The admin of entries: saving, publishing, withdrawing and deleting."""

from .entries import EntryAdmin
from .forms import EntryForm, PartForm, PartFormSet
from .inlines import PartInline

__all__ = ["EntryAdmin", "EntryForm", "PartForm", "PartFormSet", "PartInline"]
