"""When a date may be that is no more precise than it is known: EDTF, level 0.

The dates are `2023`, `2023-03` or `2023-03-17`, in years from 0000 to 9999.
"""

from calendar import monthrange
from datetime import date, timedelta


def extent(edtf: str) -> tuple[float, float]:
    """From when until when it may be, in years; all months are of the same length.

    An end belongs to the next date: that of `2023` is 2024.0.
    """
    year, *rest = (int(part) for part in edtf.split("-"))
    if not rest:
        return year, year + 1
    month, *day = rest
    length = 1 / monthrange(year, month)[1] if day else 1
    passed = month - 1 + (day[0] - 1) * length if day else month - 1
    return year + passed / 12, year + (passed + length) / 12


def days(edtf: str) -> tuple[date, date] | None:
    """The first day on which it may be, and the day after the last one.

    None where one of them is beyond the years 1 to 9999 of a calendar.
    """
    year, month, day, *_ = (*(int(part) for part in edtf.split("-")), 0, 0)
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
        return first, last + timedelta(days=1)
    except (ValueError, OverflowError):
        return None
