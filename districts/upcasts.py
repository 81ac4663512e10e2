"""How snapshots of past schemas of this app are read: one pure function per schema.

`UPCASTS[n]` turns the objects of a snapshot of schema n + 1 into those of schema n + 2. Each
function takes and returns a list of `{"model", "pk", "fields"}` and changes nothing in place.
"""

from inet3site.publishing.registry import SnapshotObject, Upcast
from inet3site.publishing.upcasts import english_is_unofficial

NO_SUPPORT = {"support": "", "open_to_zh": "", "open_to_en": ""}


def no_support_is_named(objects: list[SnapshotObject]) -> list[SnapshotObject]:
    """Let commitments of schema 2 offer nothing to firms, as nobody has said that they do."""
    return [
        {**row, "fields": {**row["fields"], **NO_SUPPORT}}
        if row["model"] == "districts.commitment"
        else row
        for row in objects
    ]


UPCASTS: tuple[Upcast, ...] = (english_is_unofficial, no_support_is_named)
