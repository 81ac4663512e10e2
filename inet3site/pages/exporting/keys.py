"""The natural keys from which the permanent keys of rows were made."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import models

from inet3site.publishing.models import Edition, content_key


@dataclass(frozen=True)
class RowKey:
    """A row's natural key within those above it, and what its mapping says of it.

    `given` is the `key` or the `id` in the mapping, empty where the rest of it implies the key.
    """

    path: str
    given: dict[str, str]


class KeyFinder:
    """Finds natural keys by trial: a UUID tells nothing of them, but it proves the right one.

    `known` has the natural keys of existing content files by permanent key.
    """

    def __init__(self, known: Mapping[UUID, str]) -> None:
        self.known = known
        self.former: dict[UUID, set[str]] = defaultdict(set)
        for key, slug in Edition.objects.values_list("entry_id", "slug").order_by().distinct():
            self.former[key].add(slug)

    def of_entry(self, entry: models.Model, slug: str) -> RowKey:
        """The key of an entry, which is one of its addresses or stands in existing files."""
        return self._find(entry, "", slug, sorted(self.former[entry.pk]))

    def of_part(self, part: models.Model, above: str, implied: str) -> RowKey:
        """The key of a part under the row whose natural key is `above`."""
        return self._find(part, f"{above}/", implied, [])

    def _find(
        self, row: models.Model, prefix: str, implied: str, candidates: Iterable[str]
    ) -> RowKey:
        known = self.known.get(row.pk, "")
        if known.startswith(prefix):
            candidates = [*candidates, known.removeprefix(prefix)]
        for name in (implied, *candidates):
            if name and content_key(row._meta.label_lower, prefix + name) == row.pk:
                return RowKey(prefix + name, {} if name == implied else {"key": name})
        return RowKey(f"{prefix}{row.pk}", {"id": str(row.pk)})
