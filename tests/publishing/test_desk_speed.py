"""Lists and forms of the desk cost the same number of queries, however many rows they have."""

import copy
import itertools
import uuid
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from districts.models import District
from inet3site.publishing import assignments, notes
from inet3site.publishing.models import Entry
from inet3site.publishing.references import reference_fields, sibling_fields
from inet3site.publishing.registry import EntryType, all_types
from policies.models import Policy, Source
from tests.admin_forms import change_url, form_data, submit
from tests.builders import build_all

pytestmark = pytest.mark.stores

MANY = 500
AMOUNTS = [(5, 20), pytest.param((50, MANY), marks=pytest.mark.nightly)]
TYPES = [pytest.param(each, id=each.name) for each in all_types()]
_numbers = itertools.count(10)


def clone[M: models.Model](row: M, **values: Any) -> M:
    """An unsaved copy of a row, with what must be unique changed."""
    number = next(_numbers)
    new = copy.copy(row)
    new._state = models.base.ModelState()
    own: dict[str, Any] = {"slug": f"more-{number}", "identifier": f"s-{number}"}
    own |= {"chosen": False, "position": number}
    own |= {"kind": "zone", "code": ""} if hasattr(row, "pinyin") else {}
    for name, value in {"id": uuid.uuid4(), **own, **values}.items():
        if hasattr(row, name):
            setattr(new, name, value)
    return new


class Growing:
    """An entry of each type; more entries and more rows on demand."""

    def __init__(self) -> None:
        first = build_all("first", number=1)
        self.entries = build_all("second", number=2, targets=first)
        self.others = cache(self._others)

    def _others(self, model: type[Entry]) -> list[Entry]:
        """As many other entries as there are rows; the four layers are all there are."""
        first = self.entries[model]
        if any(field.name == "number" for field in model._meta.fields):
            return [first]
        return model._base_manager.bulk_create(clone(first) for _ in range(MANY))

    def rows(self, entry_type: EntryType, amount: int) -> None:
        """Let the entry have this many rows of each part, which name as many other entries."""
        entry = self.entries[entry_type.model]
        for part in entry_type.parts:
            parent = entry_type.parent_field(part)
            own = part._base_manager.filter(**{parent: entry})
            missing = range(own.count(), amount)
            self._add(entry_type, own[0], missing)

    def _add(self, entry_type: EntryType, first: models.Model, numbers: range) -> None:
        part = type(first)
        fields = reference_fields(entry_type, part)
        targets = {field: self.others(field.related_model) for field in fields}
        rows = part._base_manager.bulk_create(
            clone(first, **dict(self._named(entry_type, part, targets, number)))
            for number in numbers
        )
        for field in (field for field in fields if field.many_to_many):
            for number, row in zip(numbers, rows, strict=True):
                target = targets[field][number % len(targets[field])]
                getattr(row, field.name).add(target)

    def _named(
        self, entry_type: EntryType, part: type[models.Model], targets: Any, number: int
    ) -> Iterator[tuple[str, Any]]:
        """What the row of this number points at: another one than the rows beside it."""
        for field, rows in targets.items():
            if not field.many_to_many and field.name != entry_type.parent_field(part):
                yield field.name, rows[number % len(rows)]
        for field in sibling_fields(entry_type, part):
            if not field.null:
                sibling: Any = field.related_model
                own = {entry_type.parent_field(sibling): self.entries[entry_type.model]}
                yield field.name, sibling.objects.filter(**own).order_by("position")[number]


def queries(act: Callable[[], Any]) -> int:
    """How many queries something takes."""
    with CaptureQueriesContext(connection) as captured:
        response = act()
    assert response.status_code in (200, 302)
    return len(captured)


@pytest.mark.parametrize("amounts", AMOUNTS)
@pytest.mark.parametrize("entry_type", TYPES)
def test_a_form_takes_the_same_queries_for_few_and_many_rows(
    desk: Client, entry_type: EntryType, amounts: tuple[int, int]
) -> None:
    growing = Growing()
    url = change_url(growing.entries[entry_type.model])
    counts = []
    for amount in amounts:
        growing.rows(entry_type, amount)
        desk.get(url)
        counts.append(queries(lambda: desk.get(url)))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("entry_type", TYPES)
def test_a_list_takes_the_same_queries_for_few_and_many_entries(
    desk: Client, entry_type: EntryType
) -> None:
    growing = Growing()
    model = entry_type.model
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    entries = [clone(growing.entries[model]) for _ in range(MANY)]
    counts = []
    for part in (entries[:50], entries[50:]):
        if not any(field.name == "number" for field in model._meta.fields):
            model._base_manager.bulk_create(part)
        desk.get(url)
        counts.append(queries(lambda: desk.get(url)))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "query",
    [
        *({"owner": "me"}, {"owner": "nobody"}, {"state": "draft"}),
        *({"english": "stale"}, {"english": "incomplete"}, {"owner": "me", "state": "draft"}),
    ],
)
@pytest.mark.parametrize("model", [District, Policy, Source])
def test_a_filtered_list_takes_the_same_queries_for_few_and_many_entries(
    desk: Client, admin_user: User, model: type[Entry], query: dict[str, str]
) -> None:
    first = build_all("first", number=1)[model]
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    counts = []
    for amount in (2, 30):
        entries = model._base_manager.bulk_create(clone(first) for _ in range(amount))
        assignments.assign(entries[: amount // 2], to=admin_user, by=admin_user)
        for entry in entries:
            notes.write(entry, text="Look", by=admin_user)
        desk.get(url, query)
        counts.append(queries(lambda: desk.get(url, query)))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("entry_type", TYPES)
def test_a_form_takes_the_same_queries_for_few_and_many_notes(
    desk: Client, admin_user: User, entry_type: EntryType
) -> None:
    entry = build_all("first", number=1)[entry_type.model]
    url = change_url(entry)
    counts = []
    for amount in (2, 10):
        for _ in range(amount):
            notes.write(entry, text="Look", by=admin_user)
            notes.resolve(notes.write(entry, text="Seen", by=admin_user), by=admin_user)
        desk.get(url)
        counts.append(queries(lambda: desk.get(url)))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("entry_type", TYPES)
def test_saving_asks_as_much_for_few_and_many_unchanged_rows(
    desk: Client, entry_type: EntryType
) -> None:
    growing = Growing()
    url = change_url(growing.entries[entry_type.model])
    counts = []
    for amount in (5, 20):
        growing.rows(entry_type, amount)
        submit(desk, url)
        data = form_data(desk.get(url))
        counts.append(queries(partial(desk.post, url, {**data, "_save": "1"})))
    assert counts[0] == counts[1]
