"""Entries: found by address or key, now and at any moment of their past."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from inet3site.publishing import history
from inet3site.publishing.differences import with_before
from inet3site.publishing.models import Entry, PublicEdition
from inet3site.publishing.public import Withdrawn, find, find_by_id, head

from . import answers, moments
from .addresses import RESOURCES
from .listing import Listing, Order
from .moments import AS_OF
from .presentation import Presentation
from .problems import NotFound
from .representations.editions import EditionSerializer
from .representations.items import context
from .viewsets import NoFilter, PartViewSet, ResourceViewSet

UUID_LENGTH = 36
BY_ENTRY = Order(columns={"id": "entry_id"}, default="id")
NEWEST_FIRST = Order(columns={"edition": "number"}, default="-edition")
WITH_AS_OF = frozenset({AS_OF, "limit", "cursor", "fields", "lang", "include"})


class EntryViewSet(ResourceViewSet):
    """Entries: an item is found by its slug or its key; old slugs lead to the new one."""

    model: type[Entry]
    lookup_value_converter = "slug"

    @property
    def parameter_names(self) -> tuple[str, ...]:  # type: ignore[override]
        if self.action == "editions":
            return ("limit", "cursor", "lang")
        names = super().parameter_names
        return names if self.action == "edition" else (*names, AS_OF)

    @property
    def includable(self) -> tuple[str, ...]:
        if self.action == "list":
            return super().includable
        return (*(RESOURCES[part.model].collection for part in self.parts), *super().includable)

    def get_object(self, key: str) -> Model:
        if is_uuid(key):
            return find_by_id(self.get_queryset(), id=UUID(key))
        return find(self.get_queryset(), slug=key)

    def list(self, request: Request) -> Response:
        """One page of the list; with `as_of`, of the entries that were public at that moment."""
        moment = moments.read(self.parameters, now=timezone.now())
        return super().list(request) if moment is None else self._list_as_of(moment)

    def retrieve(self, request: Request, key: str) -> Response:
        """One item; with `as_of`, as it stood at that moment."""
        moment = moments.read(self.parameters, now=timezone.now())
        if moment is None:
            return super().retrieve(request, key)
        presentation = self.read_presentation()
        self.parameters.check()
        sequence = history.sequence_at(moment)
        edition = history.edition_at(self.model, self._id_of(key), sequence=sequence)
        return self._answer_past(edition, sequence, presentation)

    @action(detail=True)
    def editions(self, request: Request, key: str) -> Response:
        """The editions of one entry, the newest first; those of a withdrawn one too."""
        sequence, lang = head(), self.parameters.one_of("lang", ["zh", "en"])
        self.parameters.check()
        id = self._id_of(key)
        listing = Listing(
            parameters=self.parameters,
            name=f"editions of {id}",
            order=NEWEST_FIRST,
            filterset=NoFilter,
            queryset=with_before(history.editions_of(self.model, id)),
        )
        if not listing.page:
            raise NotFound
        known = context(addresses=self.addresses, lang=lang, fields=None)
        items = EditionSerializer(listing.page, many=True, context=known).data
        return self.answer_list(items, listing, sequence, lang)

    @action(detail=True, url_path="editions/<int:number>")
    def edition(self, request: Request, key: str, number: int) -> Response:
        """One entry as one of its editions has it."""
        presentation = self.read_presentation()
        self.parameters.check()
        edition = history.editions_of(self.model, self._id_of(key)).filter(number=number).first()
        if edition is not None:
            history.refuse_withdrawal(edition)
        return self._answer_past(edition, edition.sequence if edition else 0, presentation)

    def include(self, names: Sequence[str], rows: Any, known: dict[str, Any]) -> dict[str, Any]:
        parts = {RESOURCES[part.model].collection: part for part in self.parts}
        found = {
            name: part.serializer_class(
                rows_of(part, rows, past=known["past"]), many=True, context=known
            ).data
            for name, part in parts.items()
            if name in names
        }
        return {**found, **super().include(names, rows, known)}

    def item_links(self, row: Model) -> Sequence[str]:
        editions = answers.link(self._by_id(row, "editions"), "version-history")
        return [*super().item_links(row), editions]

    def _list_as_of(self, moment: datetime) -> Response:
        self._refuse_beside_as_of()
        presentation = self.read_presentation()
        sequence = history.sequence_at(moment)
        listing = Listing(
            parameters=self.parameters,
            name=f"{self.resource.collection} as of {self.parameters.get(AS_OF)}",
            order=BY_ENTRY,
            filterset=NoFilter,
            queryset=history.standing(self.model, sequence=sequence),
        )
        rows = history.restore(listing.page, sequence=sequence)
        data, included = self.represent(rows, presentation, many=True, past=True)
        return self.answer_list(data, listing, sequence, presentation.lang, **included)

    def _refuse_beside_as_of(self) -> None:
        detail = _("“%s” can't stand beside “as_of”: lists of the past are whole, and by id.")
        for name in self.parameters.given(self.parameter_names):
            if name not in WITH_AS_OF:
                self.parameters.refuse(name, "beside-as-of", detail % name)

    def _answer_past(
        self, edition: PublicEdition | None, sequence: int, presentation: Presentation
    ) -> Response:
        if edition is None:
            raise NotFound
        [row] = history.restore([edition], sequence=sequence)
        data, included = self.represent(row, presentation, past=True)
        links = [
            self.link_to_itself(),
            answers.link(self._by_id(row, "detail"), "latest-version"),
            answers.link(self._by_id(row, "editions"), "version-history"),
        ]
        return self.answer_item(row, {**data, **included}, links, presentation.lang)

    def _by_id(self, row: Model, action: str) -> str:
        name = f"api:{self.resource.collection}-{action}"
        return self.addresses.absolute(reverse(name, args=[row.pk]))

    def _id_of(self, key: str) -> UUID:
        """The key of the entry that an address names, be it withdrawn; raise Moved or Http404."""
        if is_uuid(key):
            return UUID(key)
        try:
            return find(self.model._default_manager.all(), slug=key).pk
        except Withdrawn as withdrawn:
            return withdrawn.edition.entry_id


def rows_of(part: type[PartViewSet], entry: Entry, *, past: bool) -> Any:
    """The parts of this kind of an entry, which may be restored from its past."""
    field: Any = part.model._meta.get_field(RESOURCES[part.model].parent)
    if past:
        return getattr(entry, field.remote_field.get_accessor_name()).all()
    return part().get_queryset().filter(**{field.name: entry})


def is_uuid(key: str) -> bool:
    """Whether the text is a UUID in the usual form."""
    try:
        return len(key) == UUID_LENGTH and bool(UUID(key))
    except ValueError:
        return False
