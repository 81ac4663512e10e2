"""Amounts in words, in the grammar of each language; nothing is ever rounded."""

from dataclasses import dataclass
from decimal import Decimal

TEN_THOUSAND = Decimal(10**4)
LARGE_ZH = ((Decimal(10**8), "亿"), (TEN_THOUSAND, "万"))
LARGE_EN = ((Decimal(10**9), "billion"), (Decimal(10**6), "million"))
CURRENCIES_ZH = {
    "CNY": "元",
    "USD": "美元",
    "EUR": "欧元",
    "GBP": "英镑",
    "HKD": "港元",
    "JPY": "日元",
}
CURRENCIES_EN = {"CNY": "yuan"}

BOUNDS_ZH = {"gte": "不少于", "gt": "超过", "lte": "不超过", "about": "约"}
PER_ZH = {"year": "每年", "project": "每个项目", "total": "共计"}
BOUNDS_EN = {"gte": "at least", "gt": "more than", "lte": "at most", "about": "about"}
PER_EN = {"year": "per year", "project": "per project", "total": "in total"}
SHARE = "%"


@dataclass(frozen=True)
class Quantity:
    """An amount of a currency (ISO 4217) or, where that is empty, of a counted unit.

    `bound` and `per` are the codes of a promise's operator and of what the amount is for. With
    `amount_max` it is a range.
    """

    amount: Decimal
    currency: str = ""
    unit: str = ""
    bound: str = ""
    per: str = ""
    amount_max: Decimal | None = None

    def in_words(self, language: str) -> str:
        """“at least 100 million yuan per year”, “每年不少于1亿元”."""
        return self._chinese() if language.startswith("zh") else self._english()

    def measure(self, language: str) -> str:
        """Its currency or unit: “yuan”, “元”."""
        currencies = CURRENCIES_ZH if language.startswith("zh") else CURRENCIES_EN
        return currencies.get(self.currency, self.currency) or self.unit

    def _english(self) -> str:
        unit = self.measure("en")
        numbers = [" ".join(filter(None, _scaled(each, LARGE_EN))) for each in self._ends()]
        if unit == SHARE:
            amount = " to ".join(f"{number}%" for number in numbers)
        else:
            amount = f"{_joined(numbers, ' to ', ' ')} {unit}"
        words = [BOUNDS_EN.get(self.bound, ""), amount, PER_EN.get(self.per, "")]
        return " ".join(filter(None, words)).strip()

    def _chinese(self) -> str:
        unit = self.measure("zh")
        numbers = ["".join(_scaled(each, LARGE_ZH, plain=True)) for each in self._ends()]
        between = f"{unit}至" if unit == SHARE else "至"
        before = PER_ZH.get(self.per, "") + BOUNDS_ZH.get(self.bound, "")
        return f"{before}{between.join(numbers)}{unit}"

    def _ends(self) -> list[Decimal]:
        return [self.amount] if self.amount_max is None else [self.amount, self.amount_max]


def _joined(numbers: list[str], between: str, large: str) -> str:
    """“3 to 5”, and “100 to 300 million” where both ends have the same large unit."""
    if len(numbers) > 1:
        first, unit = numbers[0].partition(large)[::2]
        if unit and numbers[1].endswith(f"{large}{unit}"):
            return f"{first}{between}{numbers[1]}"
    return between.join(numbers)


def _scaled(
    amount: Decimal, units: tuple[tuple[Decimal, str], ...], *, plain: bool = False
) -> tuple[str, str]:
    """The number and its large unit where two decimals write it exactly; else all digits.

    `plain` leaves out the commas of thousands before a large unit, and of four digits.
    """
    for size, unit in units:
        number = amount / size
        if amount >= size and number == round(number, 2):
            return (_plain(number) if plain else _grouped(number)), unit
    return (_plain(amount) if plain and amount < TEN_THOUSAND else _grouped(amount)), ""


def _plain(amount: Decimal) -> str:
    return f"{_normal(amount):f}"


def _grouped(amount: Decimal) -> str:
    return f"{_normal(amount):,f}"


def _normal(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1)) if amount == amount.to_integral() else amount.normalize()
