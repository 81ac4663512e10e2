"""Sending files: the published ones to everybody, at an address of their own."""

import logging
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from inet3site.history.reading import edition_numbered, read
from inet3site.publishing.models import Entry, Operation, PublicEdition
from inet3site.publishing.public import find_by_id
from inet3site.publishing.registry import parent_field, type_named, type_of

from .models import Attachment, Policy, PolicyAttachment, Source, SourceAttachment

logger = logging.getLogger(__name__)

HEADERS = {
    "Cache-Control": "public, no-cache",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
"""Whatever a file holds, no browser may run it or take it for anything but what it is."""


@require_safe
def file(request: HttpRequest, id: UUID) -> HttpResponseBase:
    """The file at a permanent address, as it is published now."""
    row = _live(id)
    if row is None:
        _former_owner(id)
        raise Http404
    return serve(request, row)


@require_safe
def file_of_edition(request: HttpRequest, id: UUID, number: int) -> HttpResponseBase:
    """The file as the edition of this number of its entry has it."""
    row = _live(id)
    entry = getattr(row, parent_field(type(row))) if row else _former_owner(id)
    return serve(request, file_of(read(entry, edition_numbered(entry, number)), id))


def file_of(entry: Any, id: UUID) -> Attachment:
    """The file of an entry, which may be restored from its past; raise Http404 if it has none."""
    for row in entry.attachments.all():
        if row.pk == id:
            return row
    raise Http404


def serve(request: HttpRequest, row: Attachment) -> HttpResponseBase:
    """The bytes of a file to be saved, or 304 where the client has them."""
    etag = quote_etag(row.sha256)
    response = get_conditional_response(request, etag=etag) or _bytes(row)
    for name, value in {**HEADERS, "ETag": etag}.items():
        response[name] = value
    return response


def _bytes(row: Attachment) -> FileResponse:
    try:
        content = row.file.open("rb")
    except FileNotFoundError as error:
        logger.exception("The file %s is named but not stored.", row.file.name)
        raise Http404 from error
    return FileResponse(content, as_attachment=True, filename=row.name, content_type=row.media_type)


def _live(id: UUID) -> Attachment | None:
    for model in (PolicyAttachment, SourceAttachment):
        if row := model._default_manager.filter(pk=id).first():
            return row
    return None


def _former_owner(id: UUID) -> Entry:
    """The live entry that had a file in the past; raise Withdrawn or Http404."""
    names = [type_of(model).name for model in (Policy, Source)]
    named = PublicEdition.objects.filter(
        entry_type__in=names, operation=Operation.PUBLISH, snapshot__contains=f'"pk":"{id}"'
    ).last()
    if named is None:
        raise Http404
    entries = type_named(named.entry_type).model._default_manager.all()
    return find_by_id(entries, id=named.entry_id)
