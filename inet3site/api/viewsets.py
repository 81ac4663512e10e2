"""The two addresses of every resource: the list, and the item."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise as LazyText
from django.utils.http import http_date
from django_filters import FilterSet
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSetMixin

from inet3site.publishing.public import head

from . import answers
from .addresses import RESOURCES, Resource, entry_of, list_page_paths, page_paths
from .listing import PAGING, Listing, Order
from .presentation import PRESENTATION, Presentation
from .problems import NotFound
from .representations.items import ItemSerializer, context, field_names
from .representations.sources import SourceSerializer
from .schema_resources import ResourceSchema
from .views import ApiView

SOURCES = "sources"


class NoFilter(FilterSet):
    """The filters of a resource that has none."""


class ResourceViewSet(ViewSetMixin, ApiView):
    """The list and the items of one model; `about` says what they are.

    `cites` says whether items name sources, and `parts` are the resources whose rows belong to an
    item: both are what `include` can bring along in full.
    """

    model: type[Model]
    about: LazyText
    serializer_class: type[ItemSerializer]
    filterset_class: type[FilterSet] = NoFilter
    order: Order
    cites = True
    parts: tuple[type["PartViewSet"], ...] = ()
    lookup_field = "key"
    action = "list"
    schema = ResourceSchema()

    @property
    def resource(self) -> Resource:
        """How the API names the model."""
        return RESOURCES[self.model]

    @property
    def parameter_names(self) -> tuple[str, ...]:  # type: ignore[override]
        """The parameters that this address takes."""
        presentation = (*PRESENTATION, *(["include"] if self.includable else []))
        if self.action == "list":
            return (*self.filterset_class.base_filters, *PAGING, *presentation)
        return presentation

    @property
    def includable(self) -> tuple[str, ...]:
        """What `include` can bring along."""
        return (SOURCES,) if self.cites else ()

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
        presentation = self.read_presentation()
        listing = Listing(
            parameters=self.parameters,
            name=self.resource.collection,
            order=self.order,
            filterset=self.filterset_class,
            queryset=self.get_queryset(),
        )
        data, included = self.represent(listing.page, presentation, many=True)
        response = self.answer_list(data, listing, sequence, presentation.lang, **included)
        links = self.alternates(list_page_paths(self.model))
        response["Link"] = ", ".join([response["Link"], *links])
        return response

    def retrieve(self, request: Request, key: str) -> Response:
        """One item."""
        presentation = self.read_presentation()
        self.parameters.check()
        row = self.get_object(key)
        data, included = self.represent(row, presentation)
        links = self.item_links(row)
        return self.answer_item(row, {**data, **included}, links, presentation.lang)

    def read_presentation(self) -> Presentation:
        """How the client wants items to be written."""
        names = field_names(self.serializer_class)
        return Presentation.read(self.parameters, field_names=names, included=self.includable)

    def represent(
        self, rows: Any, presentation: Presentation, *, many: bool = False, past: bool = False
    ) -> tuple[Any, dict[str, Any]]:
        """The row or rows as JSON, and what is included beside them."""
        lang, fields = presentation.lang, presentation.fields
        known = context(addresses=self.addresses, lang=lang, fields=fields, past=past)
        data = self.serializer_class(rows, many=many, context=known).data
        if not presentation.include:
            return data, {}
        in_full = {**known, "fields": None}
        return data, {"included": self.include(presentation.include, rows, in_full)}

    def include(self, names: Sequence[str], rows: Any, known: dict[str, Any]) -> dict[str, Any]:
        """What comes along, in full and each once: the sources that the rest of it cites."""
        if SOURCES not in names:
            return {}
        cited, known = known["cited"].values(), {**known, "named": True}
        return {SOURCES: SourceSerializer(cited, many=True, context=known).data}

    def answer_list(
        self, items: Any, listing: Listing, sequence: int, lang: str | None, **more: Any
    ) -> Response:
        """The answer that has these items of a listing as they are at this place in the ledger."""
        following = self._following(listing.next_cursor)
        data = {"items": items, "next": following, "head": sequence, **more}
        if listing.counts:
            data["count"] = listing.count()
        links = [self.link_to_itself()]
        if following:
            links.append(answers.link(following, "next"))
        return self.answer(data, links=links, lang=lang)

    def answer_item(
        self, row: Model, data: Any, links: Sequence[str], lang: str | None
    ) -> Response:
        """The answer that has this row, with the time of its edition."""
        response = self.answer(data, links=links, lang=lang)
        if updated_at := entry_of(row).updated_at:
            response["Last-Modified"] = http_date(updated_at.timestamp())
        return response

    def item_links(self, row: Model) -> Sequence[str]:
        """Where an item leads."""
        canonical = answers.link(self.addresses.item(row), "canonical")
        return [canonical, *self.alternates(page_paths(row))]

    def _following(self, cursor: str | None) -> str | None:
        if cursor is None:
            return None
        query = self.request.GET.copy()
        query["cursor"] = cursor
        return self.address_with(query)


class PartViewSet(ResourceViewSet):
    """Parts of entries: an item is found by its key alone."""

    lookup_value_converter = "uuid"

    def get_object(self, key: str) -> Model:
        row = self.get_queryset().filter(pk=key).first()
        if row is None:
            raise NotFound
        return row
