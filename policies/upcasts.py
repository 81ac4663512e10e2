"""How snapshots of past schemas of this app are read: one pure function per schema.

`UPCASTS[n]` turns the objects of a snapshot of schema n + 1 into those of schema n + 2. Each
function takes and returns a list of `{"model", "pk", "fields"}` and changes nothing in place.
"""

from inet3site.publishing.registry import Upcast
from inet3site.publishing.upcasts import english_is_unofficial

UPCASTS: tuple[Upcast, ...] = (english_is_unofficial,)
