"""Dates in the reader's language, no more precise than they are known."""

MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def in_words(edtf: str, language: str) -> str:
    """`2023-03` as “March 2023” or “2023年3月”; text of another form comes back unchanged.

    `edtf` is a date of level 0 (year, month or day precision), `language` a Django code.
    """
    parts = edtf.split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) > len("ymd"):
        return edtf
    numbers = [int(part) for part in parts]
    return _chinese(numbers) if language.startswith("zh") else _english(numbers)


def period_in_words(start: str, end: str, language: str) -> str:
    """A span of two such dates, either of which may be empty."""
    first, last = in_words(start, language), in_words(end, language)
    chinese = language.startswith("zh")
    if first and last:
        return first if first == last else f"{first}至{last}" if chinese else f"{first} – {last}"
    if chinese:
        return f"{first}起" if first else last and f"至{last}"
    return f"from {first}" if first else last and f"until {last}"


def _chinese(numbers: list[int]) -> str:
    return "".join(f"{number}{unit}" for number, unit in zip(numbers, "年月日", strict=False))


def _english(numbers: list[int]) -> str:
    year, *rest = numbers
    if not rest:
        return str(year)
    month = MONTHS_EN[rest[0] - 1]
    return " ".join([*(str(day) for day in rest[1:]), month, str(year)])
