"""The fields of quantities and promises, as the rows of several types show them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

QUANTITY: tuple[Any, ...] = (
    "title_zh",
    "title_en",
    ("operator", "amount", "amount_max", "currency"),
)
COUNTED = ("unit_zh", "unit_en")
PROMISED: tuple[Any, ...] = (
    (
        _("Purpose and words"),
        {
            "fields": (
                *("purpose_zh", "purpose_en", "quote_zh", "quote_en"),
                *("said_by_zh", "said_by_en"),
            ),
            "classes": ("collapse",),
        },
    ),
    (
        _("Conversion"),
        {
            "fields": (("converted_amount", "converted_currency", "converted_as"),),
            "classes": ("collapse",),
        },
    ),
)
"""The fields of a quantity and of a promise, as their rows show them."""

PERIOD = ("per", "period_from", "period_to", "position")
