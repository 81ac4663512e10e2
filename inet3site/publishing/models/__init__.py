"""The models of publishing: entries, the ledger, and the live store's own rows."""

from .entry import Entry, OrderedPart, Part, content_key
from .ledger import Counter, Edition, LiveEntry, Operation, Reference, Revision, RevisionKind
from .live import Applied, PublicEdition, PublicSlug
from .preview import LinkState, PreviewLink
from .record import REVIEWS, Event, Verb
from .schedule import Schedule, ScheduleState
from .translated import Translated, TranslationStatus, translated_constraints

__all__ = [
    "REVIEWS",
    "Applied",
    "Counter",
    "Edition",
    "Entry",
    "Event",
    "LinkState",
    "LiveEntry",
    "Operation",
    "OrderedPart",
    "Part",
    "PreviewLink",
    "PublicEdition",
    "PublicSlug",
    "Reference",
    "Revision",
    "RevisionKind",
    "Schedule",
    "ScheduleState",
    "Translated",
    "TranslationStatus",
    "Verb",
    "content_key",
    "translated_constraints",
]
