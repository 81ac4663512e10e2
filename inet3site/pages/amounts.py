"""Promised amounts in words, in the grammar of each language; nothing is ever rounded."""

from dataclasses import dataclass
from decimal import Decimal

LARGE_ZH = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))
CURRENCIES_ZH = {
    "CNY": ("人民币", "元"),
    "USD": ("", "美元"),
    "EUR": ("", "欧元"),
    "GBP": ("", "英镑"),
    "HKD": ("", "港元"),
    "JPY": ("", "日元"),
}
"""What stands before and after the number."""

BOUNDS_ZH = {"gte": "不少于", "lte": "不超过", "about": "约"}
PER_ZH = {"year": "每年", "project": "每个项目", "total": "共计"}
BOUNDS_EN = {"gte": "at least", "lte": "at most", "about": "about", "eq": "exactly"}
PER_EN = {"year": "per year", "project": "per project", "total": "in total"}


@dataclass(frozen=True)
class Quantity:
    """An amount of a currency (ISO 4217) or, where that is empty, of a counted unit.

    `bound` and `per` are the codes of a promise's operator and of what the amount is for.
    """

    amount: Decimal
    currency: str = ""
    unit: str = ""
    bound: str = ""
    per: str = ""

    def in_words(self, language: str) -> str:
        """“at least 100,000,000 CNY per year”, “每年不少于人民币1亿元”."""
        return self._chinese() if language.startswith("zh") else self._english()

    def _english(self) -> str:
        words = [
            BOUNDS_EN.get(self.bound, ""),
            _grouped(self.amount),
            self.currency or self.unit,
            PER_EN.get(self.per, ""),
        ]
        return " ".join(word for word in words if word)

    def _chinese(self) -> str:
        number, large = _large_unit(self.amount)
        name, unit = CURRENCIES_ZH.get(self.currency, ("", self.currency or self.unit))
        before = PER_ZH.get(self.per, "") + BOUNDS_ZH.get(self.bound, "")
        return f"{before}{name}{number}{large}{unit}"


def _large_unit(amount: Decimal) -> tuple[str, str]:
    """The number and its unit 亿 or 万, where two decimals write it exactly; else all digits."""
    for size, unit in LARGE_ZH:
        number = amount / size
        if amount >= size and number == round(number, 2):
            return _plain(number), unit
    return _grouped(amount), ""


def _grouped(amount: Decimal) -> str:
    return f"{_normal(amount):,f}"


def _plain(amount: Decimal) -> str:
    return f"{_normal(amount):f}"


def _normal(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1)) if amount == amount.to_integral() else amount.normalize()
