"""The feeds of changes: of the whole site, of a layer and of a district."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from inet3site.publishing.models import Applied, Operation
from inet3site.publishing.stores import live_store
from tests import factories as make
from tests.factories import UPDATED_AT
from tests.listing.test_feeds import feed
from tests.pages.reading import get, links

pytestmark = pytest.mark.public

ALL = "/en/changes/feed.atom"


@pytest.fixture(autouse=True)
def live() -> Iterator[None]:
    """Rows made by a test are published ones."""
    with live_store():
        yield


def publish(entry: Any, *, days: int = 0, **fields: Any) -> None:
    """An edition of an entry, some days after the first."""
    make.make_public_edition(entry=entry, at=UPDATED_AT + timedelta(days=days), **fields)


def titles(path: str) -> list[str]:
    return [entry.title for entry in feed(path).entries]


def test_every_change_is_told_with_its_note_the_latest_first() -> None:
    plan = make.make_policy(slug="plan", title_en="The plan", title_zh="方案")
    publish(plan, number=1)
    publish(plan, number=2, days=1, change_note_en="A date < corrected", change_note_zh="更正日期")
    found = feed(ALL)
    assert [entry.title for entry in found.entries] == ["The plan", "The plan"]
    assert found.entries[0].summary == "Policy, edition 2: Published. A date &lt; corrected"
    assert found.entries[1].summary == "Policy, edition 1: Published."
    assert found.entries[0].link == "http://localhost/en/policies/plan/"
    assert found.entries[0].updated == "2026-11-23T04:00:00+00:00"
    chinese = feed("/zh-hans/changes/feed.atom")
    assert chinese.feed.title == "全部更新 · 北京互联网3.0政策观察"
    assert chinese.entries[0].title == "方案"
    assert chinese.entries[0].summary == "政策文件第2版，已发布。 更正日期"
    assert [each.id for each in chinese.entries] == [each.id for each in found.entries]


def test_what_was_withdrawn_is_named_by_its_address_alone() -> None:
    gone = make.make_policy(slug="gone", title_en="A secret by now")
    publish(gone, number=1)
    publish(gone, number=2, operation=Operation.WITHDRAW, change_note_en="Replaced")
    gone.delete()
    found = feed(ALL)
    assert [entry.title for entry in found.entries] == ["gone", "gone"]
    assert found.entries[0].summary == "Policy, edition 2: Withdrawn. Replaced"
    for entry in found.entries:
        assert entry.link == "http://localhost/en/policies/gone/history/"
        assert Client(HTTP_HOST="localhost").get(entry.link).status_code == 200


def test_a_layer_has_the_editions_of_what_concerns_it() -> None:
    layer = make.make_layer(number=1, name_en="Ground")
    technology = make.make_technology(name_en="Chain", layers=[layer])
    policy = make.make_policy(title_en="Paper")
    for _each in range(2):
        make.make_provision(policy=policy, technologies=[technology])
    district = make.make_district()
    initiative = make.make_initiative(district=district, title_en="Fund", layers=[layer])
    others = [make.make_policy(title_en="Other"), make.make_layer(number=2), district]
    for entry in (layer, technology, policy, initiative, *others):
        publish(entry)
    assert titles(f"/en/layers/{layer.slug}/feed.atom") == ["Fund", "Paper", "Chain", "Ground"]


def test_a_district_has_the_editions_of_its_initiatives_documents_and_milestones() -> None:
    district = make.make_district(code="110105", name_en="Chaoyang")
    initiative = make.make_initiative(district=district, title_en="Fund")
    own = make.make_policy(title_en="Own plan", area_code="110105", level="district")
    done = make.make_milestone(title_en="Issued", policy=own)
    step = make.make_milestone(title_en="Step", initiative=initiative)
    other = make.make_district(slug="other", code="110108")
    others = [make.make_policy(title_en="City plan"), other, make.make_initiative(district=other)]
    for entry in (district, initiative, own, done, step, *others):
        publish(entry)
    expected = ["Step", "Issued", "Own plan", "Fund", "Chaoyang"]
    assert titles(f"/en/districts/{district.slug}/feed.atom") == expected


def test_feeds_are_named_in_the_head_of_their_pages() -> None:
    layer, district = make.make_layer(), make.make_district(slug="chaoyang")
    assert ALL in links(get("/en/"))
    for entry in (layer, district):
        page = entry.get_absolute_url()
        assert f"{page}feed.atom" in links(get(page))
        assert ALL not in links(get(page))


def test_a_former_address_leads_to_the_present_feed() -> None:
    district = make.make_district(slug="old")
    publish(district)
    district.slug = "new"
    district.save()
    response = Client(HTTP_HOST="localhost").get("/en/districts/old/feed.atom")
    assert response.status_code == 308
    assert response["Location"] == "/en/districts/new/feed.atom"
    get("/en/districts/nowhere/feed.atom", status=404)


def test_a_feed_is_kept_until_something_is_published() -> None:
    publish(make.make_policy(), sequence=1)
    Applied.objects.create(sequence=1)
    client = Client(HTTP_HOST="localhost")
    first = client.get(ALL)
    tag = {"if-none-match": first["ETag"]}
    assert client.get(ALL, headers=tag).status_code == 304
    assert first.has_header("Last-Modified")
