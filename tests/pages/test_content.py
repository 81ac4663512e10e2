"""The site's own content: that it loads, holds what is known, and is complete in both languages."""

from collections.abc import Iterator
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import TestCase

from districts.models import Commitment, District, Milestone
from inet3site.pages.loading import read_plan
from inet3site.pages.loading.rows import Row
from inet3site.pages.management.commands.load_content import CONTENT_DIR
from inet3site.pages.models import OWN_ADDRESSES, SitePage
from inet3site.publishing.stores import live_store
from policies.models import Layer, Policy, Provision

from .content_facts import CONFLICTS, COUNTS

pytestmark = pytest.mark.stores

FULL_WIDTH = "，。；：！？（）"


def test_it_loads_into_an_empty_installation_once():
    output = StringIO()
    for _ in range(2):
        call_command("load_content", stdout=output)
    first, second = output.getvalue().splitlines()
    count = len(read_plan(CONTENT_DIR))
    assert first == f"published {count}, unchanged 0, kept 0"
    assert second == f"published 0, unchanged {count}, kept 0"
    call_command("verify_live", stdout=output)


def all_rows() -> Iterator[Row]:
    """Every row of the content files, not yet saved."""
    for item in read_plan(CONTENT_DIR):
        yield from item.rows


def test_every_text_stands_in_both_languages():
    for row in all_rows():
        as_said = getattr(row.instance, "source_language_only", frozenset())
        for base in row.shape.pairs - as_said:
            zh, en = (getattr(row.instance, f"{base}_{language}") for language in ("zh", "en"))
            assert bool(zh) == bool(en), row.place.at(base)


def test_every_title_is_there():
    for item in read_plan(CONTENT_DIR):
        assert getattr(item.entry, item.entry_type.title), item.place


def test_chinese_has_full_width_punctuation_and_english_has_none():
    for row in all_rows():
        for base in row.shape.pairs:
            zh = getattr(row.instance, f"{base}_zh")
            place = row.place.at(base)
            assert not any(f"{mark} " in zh for mark in ",;!?"), place
            assert not set(getattr(row.instance, f"{base}_en")) & set(FULL_WIDTH), place


def test_every_entry_about_the_world_has_a_source():
    for item in read_plan(CONTENT_DIR):
        is_own_page = isinstance(item.entry, SitePage)
        if "citations" in item.rows[0].shape.parts and not is_own_page:
            assert "citations" in item.rows[0].given, item.place


def test_every_amount_has_a_source():
    for row in all_rows():
        if getattr(row.instance, "amount", None) is not None:
            assert "citations" in row.given, row.place


class PublishedContentTests(TestCase):
    """The site's content as the public sees it, loaded once for all."""

    databases = {"default", "live"}

    @classmethod
    def setUpTestData(cls):
        call_command("load_content", stdout=StringIO())

    def run(self, result=None):
        with live_store():
            return super().run(result)

    def test_every_fact_is_shown_or_left_out_for_a_reason(self):
        for count in COUNTS:
            with self.subTest(count.kind):
                assert count.shown().count() == count.site
                assert count.facts == count.site or count.why

    def test_where_sources_disagree_their_statements_compete(self):
        for conflict in CONFLICTS:
            with self.subTest(conflict.name):
                claims = conflict.citations.objects.filter(field=conflict.field, **conflict.entry)
                stated = claims.exclude(stated_value="")
                assert stated.values("stated_value").distinct().count() == conflict.values
                chosen = claims.filter(chosen=True)
                assert [each.source.slug for each in chosen] == [conflict.chosen] * bool(
                    conflict.chosen
                )
                assert all(each.reason_zh and each.reason_en for each in chosen)

    def test_the_fund_is_what_its_sources_say(self):
        fund = Commitment.objects.get(initiative__slug="chaoyang-special-fund")
        assert (fund.operator, fund.amount, fund.currency, fund.per) == (
            *("gte", Decimal(100_000_000), "CNY", "year"),
        )
        assert (fund.period_from, fund.period_to) == ("2023", "2025")
        assert (fund.converted_amount, fund.converted_currency) == (Decimal(14_000_000), "USD")
        assert fund.converted_as == "reported"
        assert fund.quote_en == "“special funds” of at least 100 million yuan annually"
        assert fund.quote_zh == "每年拿出1亿专项资金"
        assert "Yang Hongfu" in fund.said_by_en

    def test_the_promises_are_what_their_sources_say(self):
        promises = {
            f"{each.initiative.slug} {each.unit_en or each.currency}": each.operator
            for each in Commitment.objects.select_related("initiative")
        }
        assert promises["chaoyang-trial-measures CNY"] == "lte"
        assert promises["shijingshan-vr-park CNY"] == "gt"
        assert promises["tongzhou-metaverse-plan scenario projects"] == "about"
        assert promises["xicheng-culture-plan CNY"] == "gte"
        assert promises["yizhuang-culture-plan CNY"] == "gt"

    def test_the_architecture_has_all_its_technologies_fields_and_carriers(self):
        counts = [layer.technologies.count() for layer in Layer.objects.order_by("number")]
        assert counts == [4, 3, 2, 4]

    def test_each_hotspot_names_the_three_companies(self):
        for hotspot in Provision.objects.filter(kind="hotspot"):
            names = set(hotspot.organisations.values_list("slug", flat=True))
            assert names == {"apple", "meta", "google"}

    def test_the_work_plan_has_the_consent_of_the_government(self):
        plan = Policy.objects.get(slug="internet-3-0-work-plan-2023-2025")
        assert plan.issuances.filter(role="approver").get().organisation.name_zh == "北京市人民政府"

    def test_the_white_paper_was_released_at_the_forum(self):
        release = Milestone.objects.get(slug="internet-3-0-white-paper-released")
        assert release.part_of.slug == "internet-3-0-parallel-forum-2023"
        assert release.policy.kind == "white-paper"

    def test_districts_have_codes_and_the_zone_has_none(self):
        codes = District.objects.filter(kind="district").values_list("code", flat=True)
        assert [code[:4] for code in codes] == ["1101"] * 16
        assert District.objects.get(kind="zone").code == ""

    def test_the_site_has_its_own_pages(self):
        slugs = set(SitePage.objects.values_list("slug", flat=True))
        assert slugs == {*OWN_ADDRESSES, "other-places", "science-fiction-industry"}
