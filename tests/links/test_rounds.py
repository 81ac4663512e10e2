"""Which links are asked when, what is kept of them, and what the desk says."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from inet3site.links.models import Link
from inet3site.links.outcomes import Outcome, Status
from inet3site.links.rounds import due, forget_former, note
from inet3site.publishing.stores import stores_of
from policies.models import Source
from tests import factories as make
from tests.links.samples import (
    BUSY,
    ERROR,
    MISSING,
    NOW,
    OK,
    PLACE,
    REFUSED,
    SILENT,
    WEEK,
    found,
    wanted,
)
from tests.people import browser_of, person

pytestmark = pytest.mark.stores


def broken() -> list[str]:
    return [link.address for link in Link.objects.present().broken()]


# What is due


def test_both_links_of_a_source_are_asked_and_no_empty_one() -> None:
    make.make_source(url=PLACE, archive_url="https://archive.example/1")
    make.make_source()
    assert wanted() == [PLACE, "https://archive.example/1"]


@pytest.mark.parametrize(
    ("outcome", "days"), [(OK, 7), (REFUSED, 7), (MISSING, 1), (SILENT, 1), (BUSY, 1)]
)
def test_what_gave_no_clear_answer_is_asked_the_next_day(
    source: Source, outcome: Outcome, days: int
) -> None:
    found(outcome)
    assert wanted(days=days, seconds=-1) == []
    assert wanted(days=days) == [PLACE]


def test_a_new_address_is_asked_at_once_and_begins_anew(source: Source) -> None:
    found(MISSING)
    source.url = "https://b.example/"
    source.save()
    assert broken() == []
    assert wanted() == ["https://b.example/"]
    found(ERROR, days=3)
    assert (Link.objects.get().failures, broken()) == (1, [])


def test_what_a_source_no_longer_has_is_forgotten(source: Source) -> None:
    found(MISSING)
    forget_former()
    assert Link.objects.count() == 1
    source.url = ""
    source.save()
    assert broken() == []
    forget_former()
    assert not Link.objects.exists()


def test_a_host_that_asks_to_come_later_is_left_alone(source: Source) -> None:
    found(BUSY)
    make.make_source(url="https://A.example/other")
    make.make_source(url="https://b.example/")
    Link.objects.update(is_due=True)
    assert wanted(hours=23) == ["https://b.example/"]
    assert len(wanted(hours=24)) == 3


def test_links_of_one_host_are_asked_apart() -> None:
    for path in "123":
        make.make_source(url=f"https://a.example/{path}")
    make.make_source(url="https://b.example/1")
    make.make_source(url="https://c.example/1", archive_url="https://b.example/2")
    hosts = [address.split("/")[2] for address in wanted()]
    assert sorted(hosts[:3]) == ["a.example", "b.example", "c.example"]
    assert sorted(hosts[3:5]) == ["a.example", "b.example"]
    assert hosts[5:] == ["a.example"]


# What counts as broken


@pytest.mark.parametrize("code", [404, 410])
def test_a_host_that_has_nothing_is_believed_at_once(source: Source, code: int) -> None:
    found(Outcome(Status.BROKEN, PLACE, code=code))
    assert broken() == [PLACE]


@pytest.mark.parametrize("outcome", [ERROR, SILENT])
def test_other_failures_count_when_they_last(source: Source, outcome: Outcome) -> None:
    found(outcome)
    assert broken() == []
    found(outcome, hours=1)
    assert broken() == []
    found(outcome, hours=12)
    assert broken() == [PLACE]
    found(OK, hours=24)
    assert broken() == []
    link = Link.objects.get()
    assert (link.failures, link.first_failed_at) == (0, None)
    found(outcome, hours=48)
    assert broken() == []


def test_refusals_are_not_broken_and_being_busy_says_nothing(source: Source) -> None:
    found(REFUSED)
    found(REFUSED, days=2)
    assert broken() == []
    found(ERROR, days=3)
    found(BUSY, days=4)
    assert (Link.objects.get().failures, broken()) == (1, [])
    found(ERROR, days=5)
    assert broken() == [PLACE]


def test_what_differs_from_the_recorded_copy_has_changed(source: Source) -> None:
    found(OK)
    assert not Link.objects.changed().exists()
    source.sha256 = "a" * 64
    source.save()
    assert not Link.objects.changed().exists()
    source.sha256 = "b" * 64
    source.save()
    assert Link.objects.changed().get().has_changed
    found(ERROR)
    assert not Link.objects.changed().exists()


# What is kept


def test_a_source_that_is_deleted_takes_its_links_along(source: Source) -> None:
    link, *_ = due(now=NOW, older_than=WEEK)
    note(link, OK, at=NOW)
    client = browser_of(person("boss", is_superuser=True))
    page = client.post(f"/admin/policies/source/{source.pk}/delete/", {"post": "yes"})
    assert page.status_code == 302
    assert not Source.objects.exists()
    assert not Link.objects.exists()
    note(link, OK, at=NOW)
    assert not Link.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "x"},
        {"status": "x"},
        {"reason": "x"},
        {"sha256": "A" * 64},
        {"failures": 1},
        {"first_failed_at": NOW},
    ],
)
def test_the_database_keeps_what_it_means(source: Source, changes: dict[str, Any]) -> None:
    found(OK)
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.update(**changes)


def test_links_stand_in_the_workspace_alone() -> None:
    assert stores_of("links", "link") == {"default"}
