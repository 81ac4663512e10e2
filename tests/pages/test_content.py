"""The site's own content: that it loads, is complete in both languages, and says what it should."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import TestCase

from districts.models import Commitment, District, Initiative
from inet3site.pages.loading import read_plan
from inet3site.pages.management.commands.load_content import CONTENT_DIR
from inet3site.pages.models import SitePage
from inet3site.publishing.stores import live_store
from policies.models import Layer, Policy, Technology

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


def test_every_title_stands_in_both_languages():
    for item in read_plan(CONTENT_DIR):
        base = item.entry_type.title.removesuffix("_zh")
        if base in item.rows[0].shape.pairs:
            for language in ("zh", "en"):
                assert getattr(item.entry, f"{base}_{language}"), item.place


def test_chinese_has_full_width_punctuation_and_english_has_none():
    for item in read_plan(CONTENT_DIR):
        for row in item.rows:
            for base in row.shape.pairs:
                zh = getattr(row.instance, f"{base}_zh")
                place = row.place.at(base)
                assert not any(f"{mark} " in zh for mark in ",;!?"), place
                assert not set(getattr(row.instance, f"{base}_en")) & set(FULL_WIDTH), place


def test_every_entry_about_the_world_has_a_source():
    for item in read_plan(CONTENT_DIR):
        if "citations" in item.rows[0].shape.parts:
            assert "citations" in item.rows[0].given, item.place


class PublishedContentTests(TestCase):
    """The site's content as the public sees it, loaded once for all."""

    databases = {"default", "live"}

    @classmethod
    def setUpTestData(cls):
        call_command("load_content", stdout=StringIO())

    def run(self, result=None):
        with live_store():
            return super().run(result)

    def test_the_fund_is_what_its_sources_say(self):
        fund = Commitment.objects.get(initiative__district__slug="chaoyang")
        assert (fund.operator, fund.amount, fund.currency, fund.per) == (
            *("gte", Decimal(100_000_000), "CNY", "year"),
        )
        assert (fund.period_from, fund.period_to) == ("2023", "2025")
        assert (fund.converted_amount, fund.converted_currency) == (Decimal(14_000_000), "USD")
        assert fund.converted_as == "reported"
        assert fund.quote_en == "“special funds” of at least 100 million yuan annually"
        assert fund.quote_zh == "每年拿出1亿专项资金"
        assert "Yang Hongfu" in fund.said_by_en
        assert set(fund.citations.values_list("source__slug", flat=True)) == {
            *("gameficrypto-white-paper", "azcoin-chaoyang-funding", "chaoyang-park-unveiled"),
        }

    def test_the_architecture_has_all_its_technologies_fields_and_carriers(self):
        counts = [layer.technologies.count() for layer in Layer.objects.order_by("number")]
        assert counts == [4, 3, 2, 4]
        assert Technology.objects.filter(kind="carrier").count() == 3

    def test_the_white_paper_says_what_is_known_of_it(self):
        paper = Policy.objects.get(kind="white-paper")
        kinds = list(paper.provisions.values_list("kind", flat=True))
        counts = {kind: kinds.count(kind) for kind in kinds}
        assert counts == {
            "definition": 1,
            "hotspot": 3,
            "strength": 3,
            "challenge": 4,
            "measure": 7,
        }
        assert paper.issuances.count() == 2
        for hotspot in paper.provisions.filter(kind="hotspot"):
            names = set(hotspot.organisations.values_list("slug", flat=True))
            assert names == {"apple", "meta", "google"}

    def test_the_work_plan_shows_who_is_said_to_have_issued_it(self):
        plan = Policy.objects.get(kind="work-plan")
        claims = plan.citations.filter(field="issuances")
        assert claims.filter(chosen=True).get().source.slug == "chaincatcher-work-plan"
        assert claims.get(source__slug="gameficrypto-white-paper").stated_value == (
            "Beijing Municipal Party Committee and Municipal Government"
        )
        assert plan.issuances.filter(role="approver").get().organisation.name_zh == "北京市人民政府"

    def test_five_districts_have_their_codes_and_initiatives(self):
        codes = dict(District.objects.values_list("slug", "code"))
        assert codes == {
            "dongcheng": "110101",
            "chaoyang": "110105",
            "shijingshan": "110107",
            "haidian": "110108",
            "tongzhou": "110112",
        }
        assert set(Initiative.objects.values_list("district__slug", flat=True)) == set(codes)

    def test_the_site_has_its_own_pages(self):
        assert set(SitePage.objects.values_list("slug", flat=True)) == {"home", "about"}
