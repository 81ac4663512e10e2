"""Numbers are read in both languages, and only those of one alone are told."""

from datetime import date
from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inet3site.pages.amounts import Quantity
from inet3site.proofreading import chinese, english
from inet3site.proofreading.numbers import Kind, Number, alone

from .numerals import in_chinese, in_english

WHOLE = st.integers(4, 10**12 - 1)
AMOUNTS = st.decimals(1, 10**13, places=2).map(lambda amount: round(amount, 2))
DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def differences(zh: str, en: str) -> tuple[list[str], list[str]]:
    """What stands in the Chinese alone, and in the English alone."""
    of_zh, of_en = chinese.numbers(zh), english.numbers(en)
    return alone(of_zh, of_en), alone(of_en, of_zh)


def values(numbers: list[Number]) -> set[tuple[Kind, Decimal]]:
    return {value for number in numbers if number.sure for value in number.values}


SAME = [
    ("10亿元", "1 billion yuan"),
    ("10亿元", "1,000 million yuan"),
    ("１.５亿元", "150 million yuan"),
    ("5千万元", "50 million yuan"),
    ("不超过5000万元", "up to RMB 50m"),
    ("1.2万亿元", "1.2 trillion yuan"),
    ("一亿二千万元", "120 million yuan"),
    ("二万亿元", "2 trillion yuan"),
    ("100至300万元", "1 to 3 million yuan"),
    ("100万元至300万元", "between 1 and 3 million yuan"),
    ("约30%", "about 30 per cent"),
    ("百分之三十", "30%"),
    ("20%-30%", "20-30 percent"),
    ("20%至30%", "20% to 30%"),
    ("提高30个百分点", "up by 30 percentage points"),
    ("三年", "three years"),
    ("为期五年", "for five years"),
    ("十年", "a decade"),
    ("近20年", "nearly two decades"),
    ("2023年3月14日", "14 March 2023"),
    ("2023年3月14日", "March 14, 2023"),
    ("2023年3月14日", "2023-03-14"),
    ("2023年3月", "Mar. 2023"),
    ("5月27日至28日", "27 to 28 May"),
    ("2023年1-9月", "January to September 2023"),
    ("2023—2025年", "2023-25"),
    ("二〇二三年", "2023"),
    ("20世纪90年代", "the 1990s"),
    ("“十四五”规划", "the 14th Five-Year Plan"),
    ("第四条、第十二条", "Article 4 and the twelfth article"),
    ("第二十一章", "Chapter Twenty-one"),
    ("16个区", "sixteen districts"),
    ("一百二十三家", "one hundred and twenty-three firms"),
    ("1200余家", "over 1,200"),
    ("30多万人", "more than 300,000 people"),
    ("三十余家", "more than thirty"),
    ("增长5倍", "a fivefold increase"),
    ("三四个", "three or four"),
    ("三分之一、四分之三", "one third and three quarters"),
]


@pytest.mark.parametrize(("zh", "en"), SAME)
def test_the_same_numbers_are_not_told(zh: str, en: str) -> None:
    assert differences(zh, en) == ([], [])


@pytest.mark.parametrize(("zh", "en"), SAME[:-2])
def test_numbers_that_are_left_out_are_told(zh: str, en: str) -> None:
    assert differences(zh, "")[0] or differences("", en)[1] or (zh, en) == ("三年", "three years")


@pytest.mark.parametrize(
    ("zh", "en", "told"),
    [
        ("10亿元", "10 million yuan", (["10亿"], ["10 million"])),
        ("30%", "30", (["30%"], ["30"])),
        ("2023年3月", "April 2023", (["3月"], ["April 2023"])),
        ("2023年3月", "March 2024", (["2023"], ["March 2024"])),
        ("五年，又五年", "six years", (["五年"], ["six"])),
        ("2023年3月14日", "March 2023", (["14"], [])),
        ("第十二条", "Article 13", (["第十二条"], ["13"])),
    ],
)
def test_what_differs_is_told_once_in_its_own_words(
    zh: str, en: str, told: tuple[list[str], list[str]]
) -> None:
    assert differences(zh, en) == told


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("一个平台、两类企业", "a platform and kinds of firms"),
        ("互联网3.0和Web3", "the industry"),
        ("5G和H100芯片", "networks and chips"),
        ("四川、五道口、百度、千方百计", "places and names"),
        ("数十家、几百个、上千万", "many"),
        ("区县", "It may be so, once or twice, by half or a dozen"),
        ("见[通知](https://example.org/2023/12)", "See the [notice](https://example.org/45)"),
    ],
)
def test_what_may_be_no_number_is_not_told(zh: str, en: str) -> None:
    assert differences(zh, en) == ([], [])


@given(WHOLE)
@example(34_596_614_321)
def test_whole_numbers_in_words_round_trip(value: int) -> None:
    written = in_chinese(value)
    assert chinese.value_of(written) == value
    assert values(chinese.numbers(f"共{written}个。")) == {(Kind.PLAIN, Decimal(value))}
    assert english.value_of(in_english(value)) == value
    assert differences(f"{written}个", in_english(value)) == ([], [])


@given(AMOUNTS, st.sampled_from(["CNY", "USD"]))
def test_amounts_in_the_words_of_the_site_round_trip(amount: Decimal, currency: str) -> None:
    quantity = Quantity(amount, currency, bound="gte", per="year")
    zh, en = quantity.in_words("zh-hans"), quantity.in_words("en")
    assert (Kind.PLAIN, amount) in {v for each in chinese.numbers(zh) for v in each.values}
    assert (Kind.PLAIN, amount) in {v for each in english.numbers(en) for v in each.values}
    assert differences(zh, en) == ([], [])


@given(DATES, st.sampled_from(["%-d %B %Y", "%B %-d, %Y", "%Y-%m-%d", "%-d %b %Y"]))
def test_dates_round_trip(day: date, form: str) -> None:
    zh = f"{day.year}年{day.month}月{day.day}日"
    expected = {
        (Kind.PLAIN, Decimal(day.year)),
        (Kind.MONTH, Decimal(day.month)),
        (Kind.PLAIN, Decimal(day.day)),
    }
    assert values(chinese.numbers(zh)) == values(english.numbers(day.strftime(form))) == expected


@given(WHOLE, WHOLE)
def test_other_numbers_are_always_told(one: int, other: int) -> None:
    told = differences(f"共{one}家", f"{other:,} firms")
    assert (told == ([], [])) == (one == other)


@given(st.text(), st.text())
def test_any_texts_can_be_read(zh: str, en: str) -> None:
    differences(zh, en)
    differences(en, zh)


@given(
    st.lists(
        st.sampled_from("一二十百千万亿零第几年月日%3.5,至-多 of May 20 million two"), max_size=40
    )
)
def test_any_row_of_what_numbers_are_made_of_can_be_read(pieces: list[str]) -> None:
    text = "".join(pieces)
    differences(text, text)


@pytest.mark.parametrize("piece", ["9", "1.", "百", "一月", "two hundred ", "20 to ", "a-", "]("])
def test_a_text_of_any_length_is_read_in_a_moment(piece: str) -> None:
    text = piece * 10_000
    started = perf_counter()
    differences(text, text)
    assert perf_counter() - started < 20
