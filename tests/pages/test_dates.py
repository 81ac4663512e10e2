"""Dates in words."""

import pytest

from inet3site.pages.dates import in_words, period_in_words


@pytest.mark.parametrize(
    ("edtf", "en", "zh"),
    [
        ("2023", "2023", "2023年"),
        ("2023-03", "March 2023", "2023年3月"),
        ("2023-03-07", "7 March 2023", "2023年3月7日"),
        ("", "", ""),
        ("about 2023", "about 2023", "about 2023"),
    ],
)
def test_a_date_is_no_more_precise_than_it_is_known(edtf: str, en: str, zh: str) -> None:
    assert in_words(edtf, "en") == en
    assert in_words(edtf, "zh-hans") == zh


@pytest.mark.parametrize(
    ("start", "end", "en", "zh"),
    [
        ("2023", "2025", "2023 – 2025", "2023年至2025年"),
        ("2023", "2023", "2023", "2023年"),
        ("2023-03", "", "from March 2023", "2023年3月起"),
        ("", "2025", "until 2025", "至2025年"),
        ("", "", "", ""),
    ],
)
def test_a_period_may_be_open(start: str, end: str, en: str, zh: str) -> None:
    assert period_in_words(start, end, "en") == en
    assert period_in_words(start, end, "zh-hans") == zh
