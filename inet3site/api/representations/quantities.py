"""Amounts, in the currency or the counted unit of their source."""

from policies.models import Operator

from .fields import CodeField, DecimalStringField, OptionalTextField, StringField, TextField
from .translations import TranslatedSerializer


class QuantitySerializer(TranslatedSerializer):
    """An amount and what it is an amount of; `amount_max` is the upper end of a `range`."""

    title = TextField()
    operator = CodeField(Operator, optional=True)
    amount = DecimalStringField()
    amount_max = DecimalStringField()
    currency = StringField()
    unit = OptionalTextField()
