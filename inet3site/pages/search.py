"""The search page, and what is suggested while somebody types."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from inet3site.listing.queries import PAGE
from inet3site.publishing.bilingual import EN, ZH, Text
from inet3site.publishing.models import Entry
from inet3site.publishing.public import is_indexed
from inet3site.publishing.registry import type_named
from inet3site.search.excerpts import Excerpt
from inet3site.search.finding import Findings, completions, find
from inet3site.search.matching import Key
from inet3site.search.query import LONGEST, QueryError, parse

from .finding import GLOSSARY, Hit, entries_of, hits, name_of, of_type, types

PER_PAGE = 20
PER_GROUP = 5
PLACES = 3
SUGGESTED = 8
RETRY_AFTER = "60"
"""Seconds after which the index may be ready."""


class SearchForm(forms.Form):
    """What is searched for: a query, and perhaps the one type of entries that is wanted."""

    q = forms.CharField(label=_("Search"), max_length=LONGEST, required=False)
    type = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = [(name, name) for name in types()]  # type: ignore[attr-defined]

    def clean_q(self) -> str:
        """The query, which must name something to search for unless it is empty."""
        query: str = self.cleaned_data["q"]
        try:
            if query:
                parse(query)
        except QueryError as error:
            raise forms.ValidationError(str(error)) from error
        return query


@dataclass(frozen=True)
class Row:
    """An entry on the page: its title, marked where that matches, and the first other places.

    `more` says how many places are not shown.
    """

    entry: Entry
    name: Text
    title: Excerpt | None
    excerpts: list[Excerpt]
    more: int

    @classmethod
    def of(cls, hit: Hit) -> "Row":
        name = hit.name
        own = (each for each in hit.excerpts if each.text == name and each.language == name.lang)
        title = next(own, None)
        others = [each for each in hit.excerpts if each is not title]
        shown = others[:PLACES]
        return cls(hit.entry, name, title, shown, len(others) - len(shown))


@dataclass(frozen=True)
class Group:
    """The entries of one type that were found, or the first of them, and how many there are."""

    name: str
    label: str
    count: int
    hits: list[Row]


class Results:
    """What was found, by type."""

    def __init__(self, findings: Findings, *, chosen: str, page: str) -> None:
        self.findings = findings
        self.chosen = chosen
        self.counts = Counter(key.entry_type for key in findings.keys)
        self.page = self._page(page) if chosen else None
        found = hits(findings, self._shown(), language=_language())
        self.hits = [Row.of(hit) for hit in found]

    @property
    def count(self) -> int:
        """How many entries of all types there are."""
        return len(self.findings.keys)

    @property
    def groups(self) -> list[Group]:
        """The types that were found, that of the best entry first, with the entries shown."""
        return [
            Group(
                _public_name(name),
                str(type_named(name).model._meta.verbose_name_plural),
                count,
                [hit for hit in self.hits if hit.entry._meta.label_lower == name],
            )
            for name, count in self.counts.items()
        ]

    def _shown(self) -> list[Key]:
        if self.page is not None:
            return list(self.page.object_list)
        return [
            key
            for name in self.counts
            for key in of_type(self.findings.keys, type_named(name))[:PER_GROUP]
        ]

    def _page(self, number: str) -> Page:
        keys = of_type(self.findings.keys, types()[self.chosen])
        try:
            return Paginator(keys, PER_PAGE).page(number)
        except (EmptyPage, PageNotAnInteger) as error:
            raise Http404(str(error)) from error


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    context: dict[str, Any] = {"form": form, "is_ready": is_indexed()}
    if not context["is_ready"]:
        return _not_ready(TemplateResponse(request, "pages/search.html", context, status=503))
    if not form.is_valid():
        return TemplateResponse(request, "pages/search.html", context, status=400)
    if query := form.cleaned_data["q"]:
        context["results"] = Results(
            find(query, glossary=GLOSSARY),
            chosen=form.cleaned_data["type"],
            page=request.GET.get(PAGE, "1"),
        )
    return TemplateResponse(request, "pages/search.html", context)


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """The entries whose titles have what somebody is typing, as JSON."""
    form = SearchForm(request.GET)
    if not is_indexed():
        return _not_ready(JsonResponse({"items": []}, status=503))
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    query = form.cleaned_data["q"]
    keys = completions(query, glossary=GLOSSARY)[:SUGGESTED] if query else []
    entries = entries_of(keys)
    return JsonResponse({"items": [_suggestion(entries[key.entry_id]) for key in keys]})


def _suggestion(entry: Entry) -> dict[str, str]:
    name = name_of(entry)
    return {
        "name": name,
        "lang": name.lang,
        "type": str(entry._meta.verbose_name),
        "url": entry.get_absolute_url(),
    }


def _not_ready(response: HttpResponse) -> HttpResponse:
    response["Retry-After"] = RETRY_AFTER
    return response


def _language() -> str:
    return ZH if (get_language() or EN).startswith("zh") else EN


def _public_name(entry_type: str) -> str:
    return next(name for name, each in types().items() if each.name == entry_type)
