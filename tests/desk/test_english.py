"""The report of the English: counted by type, listed by entry, at a constant cost."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inet3site.desk import english
from policies.models import Policy
from tests import factories as make
from tests.people import browser_of, person

pytestmark = pytest.mark.stores


@pytest.fixture
def author() -> User:
    return person("author", "author")


def stale_policy(number: int) -> Policy:
    policy = make.make_policy(slug=f"stale-{number:03}", title_en=f"Stale {number}")
    policy.title_zh = "新的标题"
    policy.save()
    return policy


def page_of(user: User, **query: Any) -> Any:
    return browser_of(user).get(reverse("desk:english"), query)


def counts(response: Any, name: str) -> list[int]:
    report = next(each for each in response.context["reports"] if each.name == name)
    return [number for number, _place in report.counts]


def test_each_type_has_its_counts_and_they_lead_to_the_lists(author: User) -> None:
    stale_policy(1)
    make.make_policy(title_en="Whole", translation="machine")
    lacking = make.make_policy(title_en="")
    make.make_section(policy=lacking, heading_en="")
    answer = page_of(author)
    assert counts(answer, "Policies") == [3, 1, 1, 1]
    assert counts(answer, "Terms") == [0, 0, 0, 0]
    report = next(each for each in answer.context["reports"] if each.name == "Policies")
    for number, place in report.counts:
        assert place in answer.text
        listed = browser_of(author).get(place).context["cl"].result_count
        assert listed == number


def test_an_entry_tells_the_fields_that_lack_english(author: User) -> None:
    stale = stale_policy(1)
    lacking = make.make_policy(slug="lacking", title_en="", summary_zh="概述", summary_en="")
    make.make_section(policy=lacking, heading_zh="一", heading_en="", text_en="")
    entries = page_of(author).context["entries"]
    assert [entry for entry, _place, _gaps in entries] == [lacking, stale]
    own, section = entries[0][2]
    assert own.missing == ["summary (English)", "title (English)"]
    assert section.missing == ["heading (English)", "text (English)"]
    assert section.name == "Section: s-1 一"
    assert entries[1][2] == [english.Gap("", [], is_stale=True)]


def test_words_as_they_were_said_are_not_missed(author: User) -> None:
    make.make_target(policy=make.make_policy(), quote_zh="原话", quote_en="")
    assert "No English is missing or stale." in page_of(author).text


def test_a_type_is_chosen_and_paged(author: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(english, "PER_PAGE", 2)
    for number in range(5):
        stale_policy(number)
    make.make_source()
    make.make_term(slug="term", name_en="")
    assert [str(e) for e, *_ in page_of(author).context["entries"]] == ["元宇宙"]
    last = page_of(author, type="policies.policy", page="3")
    assert [str(entry) for entry, *_ in last.context["entries"]] == ["Stale 4"]
    assert "Page 3 of 3" in last.text
    for query in ({"type": "no.type"}, {"page": "x"}, {"page": "99"}):
        assert page_of(author, **query).status_code == 200


def test_more_entries_cost_no_more_queries(author: User) -> None:
    taken = []
    for start in (0, 20):
        for number in range(start, start + 20):
            policy = stale_policy(number)
            make.make_section(policy=policy, heading_en="")
            initiative = make.make_initiative(
                district=make.make_district(
                    slug=f"d-{number}", kind="zone", code="", name_en="", pinyin=""
                ),
                title_en="",
            )
            make.make_report(commitment=make.make_commitment(initiative=initiative), evidence_en="")
        client = browser_of(author)
        for query in ({}, {"type": "policies.policy"}, {"type": "districts.initiative"}):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(reverse("desk:english"), query).status_code == 200
            taken.append(len(captured))
    assert taken[:3] == taken[3:]


def test_only_people_at_the_desk_see_what_they_may(client: Any, author: User) -> None:
    assert client.get(reverse("desk:english")).status_code == 302
    assert page_of(person("nobody")).context["reports"] == []
    assert reverse("desk:english") in browser_of(author).get(reverse("admin:index")).text
