"""Amounts in words."""

from decimal import Decimal

import pytest

from inet3site.pages.amounts import Quantity

FUND = Quantity(Decimal("100000000.0000"), currency="CNY", bound="gte", per="year")


@pytest.mark.parametrize(
    ("quantity", "en", "zh"),
    [
        (FUND, "at least 100 million yuan per year", "每年不少于1亿元"),
        (Quantity(Decimal(14_000_000), "USD"), "14 million USD", "1400万美元"),
        (
            Quantity(Decimal(3_000_000), "CNY", bound="lte", per="project"),
            "at most 3 million yuan per project",
            "每个项目不超过300万元",
        ),
        (
            Quantity(Decimal(50_000_000_000), "CNY", bound="gt"),
            "more than 50 billion yuan",
            "超过500亿元",
        ),
        (Quantity(Decimal("3.738E10"), "CNY", bound="eq"), "37.38 billion yuan", "373.8亿元"),
        (Quantity(Decimal("1.5E8"), "CHF"), "150 million CHF", "1.5亿CHF"),
        (Quantity(Decimal(12_345), "EUR", bound="about"), "about 12,345 EUR", "约12,345欧元"),
        (Quantity(Decimal(1_234_567), "CNY"), "1,234,567 yuan", "1,234,567元"),
        (Quantity(Decimal(0), "CNY", bound="eq"), "0 yuan", "0元"),
    ],
)
def test_money_keeps_its_currency_and_every_digit(quantity: Quantity, en: str, zh: str) -> None:
    assert quantity.in_words("en") == en
    assert quantity.in_words("zh-hans") == zh


@pytest.mark.parametrize(
    ("amounts", "units", "en", "zh"),
    [
        ((3, 5), ("clusters", "个"), "3 to 5 clusters", "3至5个"),
        ((50, 100), ("%", "%"), "50% to 100%", "50%至100%"),
        ((5_000, 20_000), ("firms", "家"), "5,000 to 20,000 firms", "5000至2万家"),
    ],
)
def test_a_range_has_both_its_ends(
    amounts: tuple[int, int], units: tuple[str, str], en: str, zh: str
) -> None:
    low, high = map(Decimal, amounts)
    assert Quantity(low, unit=units[0], bound="range", amount_max=high).in_words("en") == en
    assert Quantity(low, unit=units[1], bound="range", amount_max=high).in_words("zh-hans") == zh


@pytest.mark.parametrize(
    ("high", "en", "zh"),
    [
        (300_000_000, "100 to 300 million yuan", "1亿至3亿元"),
        (3_000_000_000, "100 million to 3 billion yuan", "1亿至30亿元"),
    ],
)
def test_a_range_of_money_names_its_currency_once(high: int, en: str, zh: str) -> None:
    span = Quantity(Decimal(10**8), "CNY", bound="range", amount_max=Decimal(high))
    assert span.in_words("en") == en
    assert span.in_words("zh-hans") == zh


def test_counted_units_have_their_own_words() -> None:
    scenes = Quantity(Decimal(30), unit="个场景", bound="gte", per="total")
    assert scenes.in_words("zh-hans") == "共计不少于30个场景"
    share = Quantity(Decimal("7.8000"), unit="%")
    assert share.in_words("en") == "7.8%"
    assert share.in_words("zh-hans") == "7.8%"
