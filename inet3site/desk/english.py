"""The report of the English: what is missing and stale, counted by type and listed by entry."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.admin.editors import address
from inet3site.publishing.admin.filters import INCOMPLETE, STALE
from inet3site.publishing.gaps import TranslatedRow, rows_of
from inet3site.publishing.models import Entry, Translated, TranslationStatus
from inet3site.publishing.registry import EntryType, all_types

from .lines import permission

PER_PAGE = 50


@dataclass(frozen=True)
class Gap:
    """A row whose English lacks something: its name, the fields that are empty, and if stale."""

    name: str
    missing: list[str]
    is_stale: bool


@dataclass(frozen=True)
class TypeReport:
    """The English of one type of entry; a link leads to each list that is counted."""

    entry_type: EntryType
    rows: list[TranslatedRow]
    entries: int
    machine: int

    @classmethod
    def of(cls, entry_type: EntryType) -> "TypeReport":
        """The report of the workspace as it is now."""
        model: Any = entry_type.model
        known = list(model._base_manager.values_list("translation", flat=True))
        rows = [row for row in rows_of(entry_type) if row.missing or row.is_stale]
        return cls(entry_type, rows, len(known), known.count(TranslationStatus.MACHINE))

    @property
    def name(self) -> str:
        """What the entries are called."""
        return capfirst(str(self.entry_type.model._meta.verbose_name_plural))

    @cached_property
    def counts(self) -> list[tuple[int, str]]:
        """How many entries there are; lack English; have some that is stale; is by a machine."""
        options = self.entry_type.model._meta
        place = reverse(f"admin:{options.app_label}_{options.model_name}_changelist")
        incomplete = len({row.entry_id for row in self.rows if row.missing})
        stale = len({row.entry_id for row in self.rows if row.is_stale})
        return [
            (self.entries, place),
            (incomplete, f"{place}?english={INCOMPLETE}"),
            (stale, f"{place}?english={STALE}"),
            (self.machine, f"{place}?english={TranslationStatus.MACHINE}"),
        ]

    def page(self, number: str) -> Page:
        """The entries with gaps in the order of their addresses, one page of them."""
        keys = {row.entry_id for row in self.rows}
        # The keys are chosen here: a database takes only so many of them in one query.
        slugs = self.entry_type.model._base_manager.values_list("slug", "pk").order_by("slug")
        return Paginator([key for _slug, key in slugs if key in keys], PER_PAGE).get_page(number)

    def gaps(self, keys: Iterable[UUID]) -> list[tuple[Entry, str, list[Gap]]]:
        """Each of these entries, where it is edited, and its gaps; its own come first."""
        keys = list(keys)
        entries = self.entry_type.model._base_manager.in_bulk(keys)
        shown = [row for row in self.rows if row.entry_id in entries]
        names = _names(shown)
        gaps = defaultdict(list)
        for row in shown:
            gaps[row.entry_id].append(_gap(row, self.entry_type, names))
        return [(entries[key], address(entries[key]), gaps[key]) for key in keys if key in entries]


def _gap(row: TranslatedRow, entry_type: EntryType, names: dict[UUID, Model]) -> Gap:
    fields: Any = row.model._meta
    kind = capfirst(fields.verbose_name)
    name = gettext("%(label)s: %(value)s") % {"label": kind, "value": names.get(row.pk, "")}
    if row.model is entry_type.model:
        name = ""
    missing = [str(fields.get_field(each).verbose_name) for each in row.missing]
    return Gap(name, missing, row.is_stale)


def _names(lacking: Iterable[TranslatedRow]) -> dict[UUID, Model]:
    """The rows by their keys, with what their names speak of; one query for each model."""
    keys = defaultdict(set)
    for row in lacking:
        keys[row.model].add(row.pk)
    found: dict[UUID, Model] = {}
    for model, wanted in keys.items():
        rows = model._base_manager.all().fetch_mode(models.FETCH_PEERS)
        found |= rows.in_bulk(wanted)
    return found


def types_of(user: User) -> list[EntryType]:
    """The types with English whose entries this person may see."""
    return [
        each
        for each in all_types()
        if issubclass(each.model, Translated) and user.has_perm(permission(each, "view"))
    ]


def english(request: HttpRequest) -> HttpResponse:
    """The counts of all types, and the entries of the one that is chosen.

    Without a choice, or with one that is none, it is the first that has any.
    """
    user: Any = request.user
    reports = [TypeReport.of(each) for each in types_of(user)]
    with_gaps = [report for report in reports if report.rows]
    asked = [each for each in with_gaps if each.entry_type.name == request.GET.get("type")]
    chosen = next(iter([*asked, *with_gaps]), None)
    context = {
        **admin.site.each_context(request),
        "title": _("English: missing and stale"),
        "reports": reports,
        "chosen": chosen,
    }
    if chosen:
        page = chosen.page(request.GET.get("page", ""))
        context |= {"page": page, "entries": chosen.gaps(page.object_list)}
    return TemplateResponse(request, "admin/desk/english.html", context)
