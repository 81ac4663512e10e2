"""The history of an entry: its editions, each of them, and what any two have differently.

The history of what was withdrawn stays readable, at 200: it says that, when and why the entry is
gone, and shows nothing of it. Its editions and their differences are gone with it, at 410, as its
own page is.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from inet3site.listing import page_of
from inet3site.publishing.comparison import compare
from inet3site.publishing.differences import of_mentions_alone
from inet3site.publishing.history import editions_of
from inet3site.publishing.models import Entry, Operation, PublicEdition
from inet3site.publishing.public import PinnedSlug, Withdrawn

from .addresses import DIFFERENCES, HISTORY, below_edition, find_below
from .forms import DifferencesForm
from .reading import Past, edition_numbered, read

Page = Callable[..., TemplateResponse]


@require_safe
def history(request: HttpRequest, slug: str, model: type[Entry]) -> HttpResponse:
    """The editions of the entry at an address, the newest first."""
    try:
        entry = find_below(request, model, slug, HISTORY)
    except Withdrawn as withdrawn:
        return _history(request, model(id=withdrawn.edition.entry_id, slug=slug), withdrawn)
    return _history(request, entry, None)


@require_safe
def edition(
    request: HttpRequest,
    slug: str,
    number: int,
    model: type[Entry],
    page: Page,
    others: Sequence[str],
) -> HttpResponse:
    """One edition, as the entry's own page shows it.

    `others` names what that page is given of other entries, which no edition knows.
    """
    entry = find_below(request, model, slug, below_edition(number))
    found = edition_numbered(entry, number)
    response = page(request, slug=PinnedSlug(read(entry, found)))
    response.context_data = {
        **(response.context_data or {}),
        **dict.fromkeys(others, ()),
        "past": Past(found, entry),
        "canonical": entry.get_absolute_url(),
    }
    return response


@require_safe
def differences(request: HttpRequest, slug: str, model: type[Entry]) -> HttpResponse:
    """What two editions have differently, `from` one `to` the other."""
    entry = find_below(request, model, slug, DIFFERENCES)
    editions = _published(entry)
    form = DifferencesForm(editions, request.GET)
    is_single = len(editions) == 1 and not request.GET.keys() & form.fields.keys()
    context: dict[str, Any] = {
        "entry": entry,
        "names": entry._meta,
        "form": form,
        "is_single": is_single,
    }
    if form.is_valid():
        numbers = form.cleaned_data["from"], form.cleaned_data["to"]
        context |= {**_compared(entry, *numbers), "noted": _noted_between(editions, *numbers)}
    status = 200 if form.is_valid() or is_single else 400
    return TemplateResponse(request, "differences.html", context, status=status)


def _history(request: HttpRequest, entry: Entry, withdrawn: Withdrawn | None) -> TemplateResponse:
    editions = editions_of(type(entry), entry.pk).defer("snapshot")
    page = page_of(editions.order_by("-number"), request.GET)
    published = [] if withdrawn else _published(entry)
    return TemplateResponse(
        request,
        "history.html",
        {
            "entry": entry,
            "names": entry._meta,
            "withdrawn": withdrawn,
            "page": page,
            "of_mentions_alone": of_mentions_alone(page),
            "form": DifferencesForm(published, request.GET) if len(published) > 1 else None,
        },
    )


def _published(entry: Entry) -> list[PublicEdition]:
    """The editions of an entry that published something, without what they say."""
    editions = editions_of(type(entry), entry.pk).filter(operation=Operation.PUBLISH)
    return list(editions.defer("snapshot"))


def _compared(entry: Entry, before: int, after: int) -> dict[str, Any]:
    editions: list[PublicEdition] = [edition_numbered(entry, number) for number in (before, after)]
    rows = [read(entry, edition) for edition in editions]
    return {"before": editions[0], "after": editions[1], "comparison": compare(*rows)}


def _noted_between(editions: list[PublicEdition], before: int, after: int) -> list[PublicEdition]:
    """The editions whose notes tell of the change, none where the later one is the first chosen."""
    return [
        edition
        for edition in editions
        if before < edition.number <= after and (edition.change_note_zh or edition.change_note_en)
    ]
