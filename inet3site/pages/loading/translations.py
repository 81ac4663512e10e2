"""What the files leave open about translations."""

from collections.abc import Container

from inet3site.publishing.models import Translated, TranslationStatus


def settle(row: Translated, given: Container[str]) -> bool:
    """Fill in what a row's mapping leaves open; return False for a status without any English.

    English that the file says nothing of is unofficial and follows the Chinese beside it; `given`
    are the names that the mapping has. `translated_from` stands there only where the Chinese has
    changed since.
    """
    if "translated_from" in given:
        return True
    named = row.translation if "translation" in given else ""
    if named != TranslationStatus.NONE:
        row.mark_translated()
    return not named or row.translation == named
