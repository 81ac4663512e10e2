"""What stands below the page of an entry: its history, its editions, and how to cite them."""

from .addresses import changes_url, differences_url, edition_url, history_url
from .paths import history_paths

__all__ = ["changes_url", "differences_url", "edition_url", "history_paths", "history_url"]
