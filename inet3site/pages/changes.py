"""The page of all changes: every edition, the newest first, by day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django_filters import ChoiceFilter, FilterSet

from inet3site.history import changes_url, edition_url, history_url
from inet3site.listing import list_page
from inet3site.publishing.differences import of_mentions_alone
from inet3site.publishing.models import Entry, Operation, PublicEdition
from inet3site.publishing.registry import all_types, type_named
from policies.filter_types import ANY

LATEST = 3
IMPORTANCE = {
    "first": (_("First edition"), Q(number=1)),
    "major": (_("Major"), Q(major=True, number__gt=1)),
    "minor": (_("Minor"), Q(major=False, number__gt=1)),
}
"""How much an edition changes: its label, and which editions do."""


@dataclass(frozen=True)
class Change:
    """An edition, and the entry as it is now; without a name where the entry was withdrawn since.

    `is_of_mentions_alone` says that nothing differs but which other entries it mentions.
    """

    edition: PublicEdition
    entry: Entry
    is_live: bool
    is_of_mentions_alone: bool

    @property
    def kind(self) -> str:
        """The type of the entry, in the active language."""
        return capfirst(str(self.entry._meta.verbose_name))

    @property
    def day(self) -> date:
        """The day of the edition, in the site's time zone."""
        return localtime(self.edition.at).date()

    @property
    def url(self) -> str:
        """Where to read on: the entry, or the history of one that was withdrawn."""
        return self.entry.get_absolute_url() if self.is_live else history_url(self.entry)

    @property
    def edition_url(self) -> str:
        """The address of the edition; empty where nothing of it can be read."""
        return edition_url(self.entry, self.edition.number) if self._is_readable else ""

    @property
    def differences_url(self) -> str:
        """The address of what it has otherwise than the one before it; empty without one."""
        has_differences = self._is_readable and self.edition.number > 1
        return changes_url(self.entry, self.edition.number) if has_differences else ""

    @property
    def _is_readable(self) -> bool:
        return self.is_live and self.edition.operation == Operation.PUBLISH


def type_choices() -> list[tuple[str, str]]:
    """The types of entries, as the address names them and as people do."""
    models = [entry_type.model._meta for entry_type in all_types()]
    return [(str(meta.model_name), capfirst(str(meta.verbose_name))) for meta in models]


class ChangeFilter(FilterSet):
    """The filters of the changes."""

    type = ChoiceFilter(label=_("Type"), choices=type_choices, empty_label=ANY, method="of_type")
    change = ChoiceFilter(
        label=_("Change"),
        choices=[(value, label) for value, (label, _editions) in IMPORTANCE.items()],
        empty_label=ANY,
        method="of_importance",
    )

    class Meta:
        model = PublicEdition
        fields: tuple[str, ...] = ()

    def of_type(self, editions: QuerySet, name: str, value: str) -> QuerySet:
        """Those of entries of one type."""
        return editions.filter(entry_type__endswith=f".{value}")

    def of_importance(self, editions: QuerySet, name: str, value: str) -> QuerySet:
        """Those that change as much as this."""
        return editions.filter(IMPORTANCE[value][1])


@require_safe
def change_list(request: HttpRequest) -> HttpResponseBase:
    """All changes that match the filters."""
    editions = PublicEdition.objects.defer("snapshot").order_by("-sequence")
    return list_page(request, "pages/change_list.html", ChangeFilter, editions)


def latest_changes() -> list[Change]:
    """The latest changes that say something: first editions, major ones and those with a note."""
    telling = Q(number=1) | Q(major=True) | ~Q(change_note_zh="")
    editions = PublicEdition.objects.defer("snapshot").filter(telling)
    return changes(editions.order_by("-sequence")[:LATEST])


def changes(editions: Iterable[PublicEdition]) -> list[Change]:
    """The editions with what they are of. One query, and one for each type among them."""
    editions = list(editions)
    quiet, entries = of_mentions_alone(editions), _entries(editions)
    return [
        Change(
            edition,
            entries.get(edition.entry_id) or _withdrawn(edition),
            is_live=edition.entry_id in entries,
            is_of_mentions_alone=edition.sequence in quiet,
        )
        for edition in editions
    ]


def by_day(found: Iterable[Change]) -> list[tuple[date, list[Change]]]:
    """The changes of each day, in their own order."""
    return [(day, list(rows)) for day, rows in groupby(found, key=lambda change: change.day)]


def _entries(editions: Iterable[PublicEdition]) -> dict[UUID, Entry]:
    """The entries that are live, by key."""
    keys: dict[str, set[UUID]] = defaultdict(set)
    for edition in editions:
        keys[edition.entry_type].add(edition.entry_id)
    models = {name: type_named(name).model for name in keys}
    return {
        entry.pk: entry
        for name, model in models.items()
        for entry in model._default_manager.filter(pk__in=keys[name])
    }


def _withdrawn(edition: PublicEdition) -> Entry:
    return type_named(edition.entry_type).model(id=edition.entry_id, slug=edition.slug)
