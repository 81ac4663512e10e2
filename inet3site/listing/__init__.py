"""Lists with a filter form: as pages, as tables (CSV) and as feeds (Atom)."""

from .pages import list_page
from .queries import Listing, SortFilter, page_of

__all__ = ["Listing", "SortFilter", "list_page", "page_of"]
