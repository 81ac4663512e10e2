"""The calendar of milestones, read back as strictly as RFC 5545 asks."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from icalendar import Calendar, Component

from districts.models import Milestone
from inet3site.publishing.stores import live_store
from tests import factories as make
from tests.pages.reading import LANGUAGES, get

pytestmark = pytest.mark.public


@pytest.fixture(autouse=True)
def live() -> Iterator[None]:
    """Rows made by a test are published ones."""
    with live_store():
        yield


@pytest.fixture
def milestone() -> Milestone:
    return make.make_milestone(
        slug="opening",
        title_zh="展示馆；启用，一",
        title_en="Opening; of the hall, part one",
        summary_en="It opens.\nAll are welcome: " + "very " * 30,
        venue_en="Hall 1",
        edition=3,
    )


def read(language: str = "en", query: str = "") -> dict[str, Component]:
    """The events by their names, once the file is in order."""
    response = Client(HTTP_HOST="localhost").get(f"/{language}/timeline/calendar.ics{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    lines = response.content.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert lines[-1] == b""
    calendar = Calendar.from_ical(response.content)
    assert [calendar["VERSION"], calendar.errors] == ["2.0", []]
    assert calendar["PRODID"]
    events = calendar.subcomponents
    assert {each.name for each in events} <= {"VEVENT"}
    assert [each.errors for each in events if each.errors] == []
    assert all({"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= each.keys() for each in events)
    assert len({each["UID"] for each in events}) == len(events)
    return {str(each["SUMMARY"]): each for each in events}


def test_an_event_says_what_the_milestone_says(milestone: Milestone) -> None:
    event = read()["Opening; of the hall, part one"]
    assert event["UID"] == str(milestone.pk)
    assert event["DTSTAMP"].dt == make.UPDATED_AT
    assert event["DTSTAMP"].to_ical() == b"20261122T040000Z"
    assert event["SEQUENCE"] == 3
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2023, 5, 27), date(2023, 5, 28))
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["URL"] == "http://localhost/en/milestones/opening/"
    assert event["STATUS"] == "CONFIRMED"
    assert event["LOCATION"] == "Hall 1"
    assert event["DESCRIPTION"].startswith("Done: 27 May 2023\nIt opens.\nAll are welcome:")
    assert "TRANSP" not in event


def test_both_languages_speak_of_the_same_event(milestone: Milestone) -> None:
    english, chinese = (next(iter(read(language).values())) for language in LANGUAGES)
    assert english["UID"] == chinese["UID"]
    assert (english["SUMMARY"].params["LANGUAGE"], chinese["SUMMARY"]) == ("en", milestone.title_zh)
    assert chinese["SUMMARY"].params["LANGUAGE"] == "zh-Hans"
    assert chinese["DESCRIPTION"].startswith("已完成：2023年5月27日")
    assert chinese["LOCATION"].params["LANGUAGE"] == "en"
    assert chinese["URL"] == "http://localhost/zh-hans/milestones/opening/"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 3, 1)),
        ("2026", date(2026, 1, 1), date(2027, 1, 1)),
    ],
)
def test_what_is_not_known_to_the_day_spans_the_time_in_which_it_may_be(
    text: str, start: date, end: date
) -> None:
    make.make_milestone(title_en="Review", date=text, state="planned")
    event = read()["Review"]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (start, end)
    assert event["TRANSP"] == "TRANSPARENT"
    assert event["STATUS"] == "TENTATIVE"
    assert "The day is not known" in str(event["DESCRIPTION"])


def test_the_calendar_follows_the_filters_of_the_timeline(milestone: Milestone) -> None:
    make.make_milestone(title_en="Issued", policy=make.make_policy())
    assert set(read(query="?kind=policy")) == {"Issued"}
    assert "Kind" not in get("/en/timeline/calendar.ics?kind=", status=200)
    assert "kind" in get("/en/timeline/calendar.ics?kind=nothing", status=400)


def test_what_no_calendar_can_hold_is_left_out(milestone: Milestone) -> None:
    make.make_milestone(date="0000", title_en="Too early")
    make.make_milestone(date="9999-12-31", title_en="Too late")
    assert len(read()) == 1


def test_a_calendar_may_be_empty() -> None:
    assert read() == {}
