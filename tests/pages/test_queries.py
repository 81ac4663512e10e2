"""What each page costs the database: the same with ten times the rows of everything.

Every public address that the URLconf knows is asked for. The rows are copies, and the entry that an
address names has copies of all its parts, and is what all copies of other entries refer to.
"""

import copy
import itertools
import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pytest
from django.db import connections, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from django.urls.resolvers import LocalePrefixPattern

from inet3site.listing.pages import FORMATS
from inet3site.pages.models import OWN_ADDRESSES, SitePage
from inet3site.publishing import snapshots
from inet3site.publishing.models import Part, PublicEdition
from inet3site.publishing.registry import EntryType, all_types, type_of
from inet3site.publishing.stores import LIVE, live_store
from policies.models import Layer
from tests.builders import build_all
from tests.factories import UPDATED_AT, make_public_edition

pytestmark = pytest.mark.public

HUB = "hub-1"
OWN_PLACE = {"number", "code", "identifier"}
"""Fields of which each row needs a value of its own."""

Rows = dict[type[models.Model], Sequence[models.Model]]
"""The latest copies of each model: of the hub's parts, or of those that stand alone in theirs."""

numbers = itertools.count(3)


@pytest.fixture(autouse=True)
def live() -> Iterator[None]:
    """Rows made by a test are published ones."""
    with live_store():
        yield


class Site:
    """Published content that grows."""

    def __init__(self) -> None:
        self.hubs = build_all("Hub", number=1)
        self.others = build_all("Other", number=2, targets=self.hubs)
        self.copies: Rows = {}
        self.alone: Rows = {}

    def grow(self, count: int) -> None:
        """Add `count` copies of each entry and of each part."""
        for entry_type in all_types():
            if entry_type.model is not Layer:
                self._copy_entry(entry_type, count)
        for entry_type in all_types():
            for part in entry_type.parts:
                self._copy_part(entry_type, part, count)
        self._publish(count)

    def _publish(self, count: int) -> None:
        """Let there be an edition of each entry, and of each hub `count` more."""
        texts = {hub: text_of(hub) for hub in self.hubs.values()}
        for _ in range(count):
            for hub, text in texts.items():
                publish(hub, next(numbers), text)
        copies = (
            row for entry_type in all_types() for row in self.copies.get(entry_type.model, ())
        )
        for entry in (*self.others.values(), *copies, *self.hubs.values()):
            publish(entry, 1, text_of(entry))

    def _copy_entry(self, entry_type: EntryType, count: int) -> None:
        other, hub = self.others[entry_type.model], self.hubs[entry_type.model]
        rows = [self._copied(other, slug=f"copy-{next(numbers)}") for _ in range(count)]
        for row in rows:
            for field in own_keys(row):
                if field.related_model is entry_type.model:
                    setattr(row, field.name, hub)
        self.copies[entry_type.model] = save(rows)
        for links in entry_type.model._meta.many_to_many:
            targets = [*getattr(hub, links.name).all(), *self.copies.get(links.related_model, ())]
            link(links, [hub], targets)
            link(links, rows, getattr(hub, links.name).all())

    def _copy_part(self, entry_type: EntryType, part: type[Part], count: int) -> None:
        parent = entry_type.parent_field(part)
        original = part._default_manager.get(**{parent: self.others[entry_type.model]})
        hubs = [self.hubs[entry_type.model]] * count
        self.copies[part] = self._children(original, parent, hubs, self.copies)
        parents = self.copies.get(entry_type.model, ())
        siblings: Rows = {
            model: self.alone[model] for model in entry_type.parts if model in self.alone
        }
        self.alone[part] = self._children(original, parent, parents, siblings)

    def _children(
        self, original: Part, parent: str, entries: Sequence[models.Model], targets: Rows
    ) -> Sequence[models.Model]:
        """A copy of a part for each of the entries, the keys of each to a target of its own."""
        rows = [self._copied(original, **{parent: entry}) for entry in entries]
        for field in own_keys(original):
            if field.name != parent and getattr(original, field.attname):
                for row, target in zip(rows, targets.get(field.related_model, ()), strict=False):
                    setattr(row, field.name, target)
        return save(rows)

    def _copied[M: models.Model](self, row: M, **values: object) -> M:
        number = next(numbers)
        values = {"id": uuid.uuid4(), **values}
        for name, own in {"identifier": f"s-{number}", "code": "", "chosen": False}.items():
            if hasattr(row, name):
                values.setdefault(name, own)
        if hasattr(row, "code"):
            values["kind"] = "zone"
        copied = copy.copy(row)
        copied._state = copy.copy(row._state)
        copied._state.fields_cache = {}
        for name, value in values.items():
            setattr(copied, name, value)
        return copied


def publish(entry: Any, number: int, text: str) -> None:
    """Let an edition say `text`, and the entry show this edition."""
    shown = {"edition": number, "updated_at": UPDATED_AT}
    type(entry)._default_manager.filter(pk=entry.pk).update(**shown)
    PublicEdition.objects.filter(entry_id=entry.pk, number=number).delete()
    make_public_edition(entry=entry, number=number, snapshot=text, schema=type_of(entry).schema)


def text_of(entry: Any) -> str:
    """What an edition of the entry would say now."""
    return snapshots.encode(snapshots.take(entry))


def own_keys(row: models.Model) -> list[models.ForeignKey]:
    """The fields by which a row points at others."""
    return [field for field in row._meta.concrete_fields if isinstance(field, models.ForeignKey)]


def save(rows: Sequence[Any]) -> Sequence[Any]:
    """Save new rows at once."""
    return type(rows[0])._default_manager.bulk_create(rows) if rows else rows


def link(
    field: models.ManyToManyField, rows: Iterable[models.Model], targets: Iterable[models.Model]
) -> None:
    """Link each of the rows to each of the targets."""
    own, other = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    through: Any = field.remote_field.through
    through._default_manager.bulk_create(
        [
            through(**{own: row.pk, other: target.pk})
            for row, target in itertools.product(rows, list(targets))
        ],
        ignore_conflicts=True,
    )


def paths() -> Iterator[str]:
    """The addresses of all public pages in English; each entry's is that of the hub."""
    for pages in get_resolver().url_patterns:
        if isinstance(pages.pattern, LocalePrefixPattern):
            for room in pages.url_patterns:
                for each in room.url_patterns:
                    path = f"/en/{each.pattern}".replace("<slug:slug>", HUB)
                    yield path.replace("<int:number>", "1").replace("<references:form>", "ris")


def queries(client: Client) -> dict[str, int]:
    """How many queries each page costs, and each list in every other form of it."""
    counts = {}
    for path in paths():
        counts[path], response = cost(client, path)
        listing = response.context.get("listing") if response.context else None
        for form in FORMATS if listing and listing.is_data else ():
            address = f"{path}?format={form}"
            counts[address], _answer = cost(client, address)
    return counts


def cost(client: Client, path: str) -> tuple[int, Any]:
    """How many queries an answer costs down to its last byte, and the answer."""
    with CaptureQueriesContext(connections[LIVE]) as captured:
        response = client.get(path, headers={"host": "localhost"})
        response.getvalue()
    assert response.status_code == 200, path
    return len(captured), response


@pytest.mark.parametrize(
    ("few", "many"), [(5, 50), pytest.param(50, 500, marks=pytest.mark.nightly)]
)
def test_every_page_costs_the_same_with_ten_times_the_rows(
    client: Client, few: int, many: int
) -> None:
    site = Site()
    for slug in OWN_ADDRESSES:
        page = SitePage.objects.create(slug=slug, edition=1, updated_at=UPDATED_AT)
        publish(page, 1, text_of(page))
    site.grow(few)
    before = queries(client)
    assert len(before) >= 3 * (len(list(all_types())) - 1)
    site.grow(many - few)
    assert queries(client) == before


def test_the_rows_are_many(client: Client) -> None:
    site = Site()
    site.grow(3)
    for entry_type in all_types():
        hub = site.hubs[entry_type.model]
        for part in entry_type.parts:
            rows = part._default_manager.filter(**{entry_type.parent_field(part): hub})
            assert rows.count() >= 3, part
