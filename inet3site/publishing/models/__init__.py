"""The models of publishing: entries, the ledger, and the live store's own rows."""

from .assignment import Assignment
from .entry import Entry, OrderedPart, Part, content_key
from .label import RevisionLabel
from .ledger import Counter, Edition, LiveEntry, Operation, Reference, Revision, RevisionKind
from .live import Applied, PublicEdition, PublicSlug
from .note import Note
from .preview import LinkState, PreviewLink
from .recheck import Recheck
from .record import REVIEWS, Event, Verb
from .schedule import Schedule, ScheduleState
from .translated import Translated, TranslationStatus, translated_constraints

__all__ = [
    "REVIEWS",
    "Applied",
    "Assignment",
    "Counter",
    "Edition",
    "Entry",
    "Event",
    "LinkState",
    "LiveEntry",
    "Note",
    "Operation",
    "OrderedPart",
    "Part",
    "PreviewLink",
    "PublicEdition",
    "PublicSlug",
    "Recheck",
    "Reference",
    "Revision",
    "RevisionKind",
    "RevisionLabel",
    "Schedule",
    "ScheduleState",
    "Translated",
    "TranslationStatus",
    "Verb",
    "content_key",
    "translated_constraints",
]
