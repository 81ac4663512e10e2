"""Quantified promises: an amount, a period, and the words that were used."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework.serializers import Serializer

from policies.models import ConversionBasis, Per, Promise

from .fields import CodeField, DecimalStringField, EdtfField, ReadOnlyField, StringField, TextField
from .quantities import QuantitySerializer

# `from` and `as` are words of Python, so that a class body cannot name them.
SpanSerializer: Any = type(
    "SpanSerializer",
    (Serializer,),
    {
        "__doc__": "A period; null where its source names no beginning or end.",
        "from": EdtfField(source="period_from"),
        "to": EdtfField(source="period_to"),
    },
)
ConversionSerializer: Any = type(
    "ConversionSerializer",
    (Serializer,),
    {
        "__doc__": "The amount in another currency, and who converted it.",
        "amount": DecimalStringField(source="converted_amount"),
        "currency": StringField(source="converted_currency"),
        "as": CodeField(ConversionBasis, source="converted_as"),
    },
)


@extend_schema_field(ConversionSerializer(many=True))
class ConversionsField(ReadOnlyField):
    """The labelled conversions of a promise's amount."""

    def to_representation(self, promise: Promise) -> list[Any]:
        if promise.converted_amount is None:
            return []
        return [ConversionSerializer(promise).data]


class PromiseSerializer(QuantitySerializer, SpanSerializer):
    """An amount that was promised, in the currency or unit of its source."""

    per = CodeField(Per, optional=True)
    purpose = TextField()
    quote = TextField()
    said_by = TextField()
    conversions = ConversionsField(source="*")
