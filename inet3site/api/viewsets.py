"""The two addresses of every resource: the list, and the item."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise as LazyText
from django.utils.http import http_date
from django_filters import FilterSet
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSetMixin

from inet3site.publishing.public import find, find_by_id, head

from . import answers
from .addresses import RESOURCES, Resource, entry_of, list_page_paths, page_paths
from .listing import PAGING, PRESENTATION, Listing, Order
from .problems import NotFound
from .representations.items import ItemSerializer, context, field_names
from .schema import ResourceSchema
from .views import ApiView

UUID_LENGTH = 36


class NoFilter(FilterSet):
    """The filters of a resource that has none."""


class ResourceViewSet(ViewSetMixin, ApiView):
    """The list and the items of one model; `about` says what they are."""

    model: type[Model]
    about: LazyText
    serializer_class: type[ItemSerializer]
    filterset_class: type[FilterSet] = NoFilter
    order: Order
    lookup_field = "key"
    schema = ResourceSchema()

    @property
    def resource(self) -> Resource:
        """How the API names the model."""
        return RESOURCES[self.model]

    @property
    def parameter_names(self) -> tuple[str, ...]:  # type: ignore[override]
        """The parameters that this address takes."""
        if self.detail:
            return PRESENTATION
        return (*self.filterset_class.base_filters, *PAGING, *PRESENTATION)

    def get_queryset(self) -> QuerySet:
        """All rows, with what a representation of them reads."""
        return self.model._default_manager.all()

    def get_object(self, key: str) -> Model:
        """The row that an address names; raise Moved, Withdrawn or Http404."""
        raise NotImplementedError

    def list(self, request: Request) -> Response:
        """One page of the list, in the asked order."""
        # Read before the rows: a mirror that goes on from here may repeat a change, never miss one.
        sequence = head()
        listing = Listing(
            parameters=self.parameters,
            name=self.resource.collection,
            order=self.order,
            filterset=self.filterset_class,
            queryset=self.get_queryset(),
            field_names=field_names(self.serializer_class),
        )
        following = self._following(listing.next_cursor)
        data = {
            "items": self._represent(listing.page, listing.lang, listing.fields, many=True),
            "next": following,
            "head": sequence,
        }
        if listing.counts:
            data["count"] = listing.count()
        return self.answer(data, links=self._list_links(following), lang=listing.lang)

    def retrieve(self, request: Request, key: str) -> Response:
        """One item."""
        lang = self.parameters.one_of("lang", ["zh", "en"])
        fields = self.parameters.several("fields", field_names(self.serializer_class))
        self.parameters.check()
        row = self.get_object(key)
        data = self._represent(row, lang, fields)
        response = self.answer(data, links=self._item_links(row), lang=lang)
        if updated_at := entry_of(row).updated_at:
            response["Last-Modified"] = http_date(updated_at.timestamp())
        return response

    def _represent(
        self, rows: Any, lang: str | None, fields: Sequence[str] | None, *, many: bool = False
    ) -> Any:
        known = context(addresses=self.addresses, lang=lang, fields=fields)
        return self.serializer_class(rows, many=many, context=known).data

    def _address(self, query: QueryDict) -> str:
        encoded = query.urlencode()
        return self.addresses.absolute(self.request.path) + (f"?{encoded}" if encoded else "")

    def _following(self, cursor: str | None) -> str | None:
        if cursor is None:
            return None
        query = self.request.GET.copy()
        query["cursor"] = cursor
        return self._address(query)

    def _list_links(self, following: str | None) -> Sequence[str]:
        canonical = QueryDict(mutable=True)
        canonical.update(dict(sorted(self.request.GET.dict().items())))
        links = [answers.link(self._address(canonical), "canonical")]
        if following:
            links.append(answers.link(following, "next"))
        return [*links, *self.alternates(list_page_paths(self.model))]

    def _item_links(self, row: Model) -> Sequence[str]:
        canonical = answers.link(self.addresses.item(row), "canonical")
        return [canonical, *self.alternates(page_paths(row))]


class EntryViewSet(ResourceViewSet):
    """Entries: an item is found by its slug or its key; old slugs lead to the new one."""

    lookup_value_converter = "slug"

    def get_object(self, key: str) -> Model:
        if is_uuid(key):
            return find_by_id(self.get_queryset(), id=UUID(key))
        return find(self.get_queryset(), slug=key)


class PartViewSet(ResourceViewSet):
    """Parts of entries: an item is found by its key alone."""

    lookup_value_converter = "uuid"

    def get_object(self, key: str) -> Model:
        row = self.get_queryset().filter(pk=key).first()
        if row is None:
            raise NotFound
        return row


def is_uuid(key: str) -> bool:
    """Whether the text is a UUID in the usual form."""
    try:
        return len(key) == UUID_LENGTH and bool(UUID(key))
    except ValueError:
        return False
