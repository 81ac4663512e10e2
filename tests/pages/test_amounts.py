"""Amounts in words."""

from decimal import Decimal

import pytest

from inet3site.pages.amounts import Quantity

FUND = Quantity(Decimal("100000000.0000"), currency="CNY", bound="gte", per="year")


@pytest.mark.parametrize(
    ("quantity", "en", "zh"),
    [
        (FUND, "at least 100,000,000 CNY per year", "每年不少于人民币1亿元"),
        (Quantity(Decimal(14_000_000), "USD"), "14,000,000 USD", "1400万美元"),
        (
            Quantity(Decimal(3_000_000), "CNY", bound="lte", per="project"),
            "at most 3,000,000 CNY per project",
            "每个项目不超过人民币300万元",
        ),
        (Quantity(Decimal("1.5E8"), "CHF"), "150,000,000 CHF", "1.5亿CHF"),
        (Quantity(Decimal(12_345), "EUR", bound="about"), "about 12,345 EUR", "约12,345欧元"),
        (Quantity(Decimal(0), "CNY", bound="eq"), "exactly 0 CNY", "人民币0元"),
    ],
)
def test_money_keeps_its_currency_and_every_digit(quantity: Quantity, en: str, zh: str) -> None:
    assert quantity.in_words("en") == en
    assert quantity.in_words("zh-hans") == zh


def test_counted_units_have_their_own_words() -> None:
    scenes = Quantity(Decimal(30), unit="个场景", bound="gte", per="total")
    assert scenes.in_words("zh-hans") == "共计不少于30个场景"
    share = Quantity(Decimal("7.8000"), unit="%")
    assert share.in_words("en") == "7.8 %"
    assert share.in_words("zh-hans") == "7.8%"
