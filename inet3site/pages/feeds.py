"""Feeds of changes: of the whole site, and of what concerns one layer or one district.

An entry of a feed is an edition: that something was published or withdrawn, with its public note.
"""

import uuid
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from districts.models import District, Initiative, Milestone
from inet3site import atom
from inet3site.caching import until_published
from inet3site.history import history_url
from inet3site.publishing.bilingual import EN, in_language
from inet3site.publishing.models import Entry, Operation, PublicEdition
from inet3site.publishing.public import Moved, find
from inet3site.publishing.registry import all_types, type_named
from policies.belonging import INITIATIVE_TO_LAYER, POLICY_TO_LAYER, belongs_to
from policies.models import Layer, Policy, Technology

END = "feed.atom"


def entry_feed_path(route: str, model: type[Entry]) -> URLPattern:
    """The address of the feeds of the entries of one model, whose pages are at `route`."""
    name = f"{model._meta.model_name}-feed"
    return path(route + END, concerning, {"model": model}, name=name)


@require_safe
@until_published
def changes(request: HttpRequest) -> HttpResponse:
    """Everything that was published or withdrawn."""
    return _feed(request, _("All changes"), reverse("pages:home"), PublicEdition.objects.all())


@require_safe
@until_published
def concerning(request: HttpRequest, slug: str, model: type[Entry]) -> HttpResponse:
    """A layer or a district, and what concerns it."""
    try:
        entry = find(model._default_manager.all(), slug=slug)
    except Moved as moved:
        name = f"pages:{model._meta.model_name}-feed"
        address = reverse(name, args=[moved.entry.slug])
        return HttpResponsePermanentRedirect(address, preserve_request=True)
    concerned = Q(entry_id=entry.pk)
    for rows in CONCERNED[model](entry):
        concerned |= Q(entry_id__in=rows.order_by().values("pk"))
    editions = PublicEdition.objects.filter(concerned)
    return _feed(request, str(entry), entry.get_absolute_url(), editions)


def _of_layer(layer: Layer) -> list[QuerySet]:
    """The documents, technologies and initiatives of a layer."""
    return [
        Policy.objects.filter(belongs_to(layer, Policy, POLICY_TO_LAYER)),
        Technology.objects.filter(layers=layer),
        Initiative.objects.filter(belongs_to(layer, Initiative, INITIATIVE_TO_LAYER)),
    ]


def _of_district(district: District) -> list[QuerySet]:
    """The documents and initiatives of a district, and the milestones of both."""
    policies = Policy.objects.of_area(district.code)
    initiatives = Initiative.objects.filter(district=district)
    milestones = Q(initiative__in=initiatives) | Q(policy__in=policies)
    return [policies, initiatives, Milestone.objects.filter(milestones)]


CONCERNED: dict[type[Entry], Callable[[Any], list[QuerySet]]] = {
    Layer: _of_layer,
    District: _of_district,
}
"""What concerns an entry that has a feed, by its model."""


def _feed(
    request: HttpRequest, title: str, page: str, editions: QuerySet[PublicEdition]
) -> HttpResponse:
    newest = list(editions.defer("snapshot").order_by("-sequence")[: atom.NEWEST])
    live = _live(newest)
    return atom.feed(
        request,
        title=title,
        path=request.path,
        page=page,
        entries=[_entry(edition, live.get(edition.entry_id)) for edition in newest],
    )


def _live(editions: Iterable[PublicEdition]) -> dict[UUID, Entry]:
    """The entries of these editions that are public now: one query for each type there is."""
    keys = {edition.entry_id for edition in editions}
    return {
        entry.pk: entry
        for entry_type in all_types()
        for entry in entry_type.model._default_manager.filter(pk__in=keys)
    }


def _entry(edition: PublicEdition, entry: Entry | None) -> atom.FeedEntry:
    """An edition under the present name of its entry; under its address if that is not public."""
    model = type_named(edition.entry_type).model
    shown = entry or model(slug=edition.slug)
    withdrawn = entry is None or edition.operation == Operation.WITHDRAW
    return atom.FeedEntry(
        # The number of an edition is unique within its entry, and never changes.
        id=f"urn:uuid:{uuid.uuid5(edition.entry_id, str(edition.number))}",
        title=shown.__str__(),
        path=history_url(shown) if withdrawn else shown.get_absolute_url(),
        updated=edition.at,
        summary=_summary(edition, capfirst(str(model._meta.verbose_name))),
    )


def _summary(edition: PublicEdition, kind: str) -> str:
    note = in_language(edition.change_note_zh, edition.change_note_en, get_language() or EN)
    values = {
        "kind": kind,
        "number": edition.number,
        "what": edition.get_operation_display(),
    }
    return " ".join(filter(None, [_("%(kind)s, edition %(number)s: %(what)s.") % values, note]))
