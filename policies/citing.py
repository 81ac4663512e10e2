"""What cites a source, whatever its type: types that later cite sources are found as well."""

from dataclasses import dataclass

from inet3site.publishing.models import Entry
from inet3site.publishing.registry import EntryType, all_types

from .models import Citation, Source


@dataclass(frozen=True)
class Citing:
    """An entry and its citations of one source, those that read alike given once."""

    entry: Entry
    citations: list[Citation]


@dataclass(frozen=True)
class CitingType:
    """The entries of one type that cite a source."""

    type: EntryType
    entries: list[Citing]

    @property
    def name(self) -> str:
        """The name of the type in the plural, in the active language."""
        return str(self.type.model._meta.verbose_name_plural)


def citations_by_type(source: Source) -> list[CitingType]:
    """What cites the source, by type; types without any left out. One query a type."""
    groups = [CitingType(entry_type, _citing(entry_type, source)) for entry_type in all_types()]
    return [group for group in groups if group.entries]


def _citing(entry_type: EntryType, source: Source) -> list[Citing]:
    citing: dict[Entry, dict[tuple, Citation]] = {}
    for part in entry_type.parts:
        if issubclass(part, Citation):
            parent = entry_type.parent_field(part)
            rows = part._default_manager.filter(source=source).select_related(parent)
            for row in rows.order_by(f"{parent}__slug", "position", "id"):
                alike = (row.quote, row.field, row.locator)
                citing.setdefault(getattr(row, parent), {}).setdefault(alike, row)
    return [Citing(entry, list(rows.values())) for entry, rows in citing.items()]
