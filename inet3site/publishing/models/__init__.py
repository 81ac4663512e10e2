"""The models of publishing: entries, the ledger, and the live store's own rows."""

from .entry import Entry, OrderedPart, Part, content_key
from .ledger import Counter, Edition, LiveEntry, Operation, Reference, Revision
from .live import Applied, PublicEdition, PublicSlug
from .preview import LinkState, PreviewLink
from .translated import Translated, TranslationStatus, translated_constraints

__all__ = [
    "Applied",
    "Counter",
    "Edition",
    "Entry",
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
    "Translated",
    "TranslationStatus",
    "content_key",
    "translated_constraints",
]
