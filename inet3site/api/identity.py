"""The permanent address of anything published: it leads to its page, or to its API item."""

from typing import Any
from uuid import UUID

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from rest_framework.request import Request

from inet3site.publishing.models import PublicEdition
from inet3site.publishing.public import find_by_id
from inet3site.publishing.registry import type_named

from .addresses import LANGUAGES, RESOURCES, item_path, page_paths
from .negotiation import HTML, JSON, preferred
from .views import ApiView


class SeeOther(HttpResponse):
    """303: what was asked for is described at another address."""

    def __init__(self, address: str) -> None:
        super().__init__(status=303, headers={"Location": address})


class ToItem(ApiView):
    """Lead a client of the API to the item."""

    schema = None

    def get(self, request: Request, id: UUID) -> HttpResponse:
        self.parameters.check()
        return SeeOther(item_path(published(id)))


to_item = ToItem.as_view()


@csrf_exempt
def resolve(request: HttpRequest, id: UUID, **kwargs: Any) -> HttpResponse:
    """303 to the HTML page or the API item, as the Accept header prefers."""
    if request.method not in ("GET", "HEAD") or preferred(request, [HTML, JSON]) != HTML:
        return to_item(request, id=id)
    response = SeeOther(_page(request, published(id)))
    patch_vary_headers(response, ["Accept", "Accept-Language"])
    return response


def published(id: UUID) -> Model:
    """The published row with this key; raise Withdrawn or Http404."""
    for model in RESOURCES:
        if row := model._default_manager.filter(pk=id).first():
            return row
    edition = PublicEdition.objects.filter(entry_id=id).last()
    if edition is None:
        raise Http404
    return find_by_id(type_named(edition.entry_type).model._default_manager.all(), id=id)


def _page(request: HttpRequest, row: Model) -> str:
    paths = page_paths(row)
    code = getattr(request, "LANGUAGE_CODE", "en")
    return next(paths[lang] for lang, django_code in LANGUAGES.items() if django_code == code)
