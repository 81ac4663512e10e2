"""Keyset cursors: a place in an order, signed, so that a client can only hand it back.

A page is what comes after a row's values in an order that ends in the key and is therefore total:
no row is shown twice or left out, however many share a date.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import attrgetter

from django.core.signing import BadSignature, Signer
from django.db.models import Model, Q

Values = list[str | int]


@dataclass(frozen=True)
class Key:
    """One column of an order, by its path from the model; it is never NULL."""

    path: str
    descending: bool = False

    @property
    def ordering(self) -> str:
        """The column as `order_by` takes it."""
        return f"-{self.path}" if self.descending else self.path

    @property
    def beyond(self) -> str:
        """The lookup of what comes later in this order."""
        return f"{self.path}__{'lt' if self.descending else 'gt'}"


class InvalidCursor(Exception):
    """The cursor was not made here, or for another list, order or filter."""


def scope(name: str, keys: Sequence[Key], filters: dict[str, str]) -> str:
    """What a cursor belongs to: a list, its order and its filters, as a short digest."""
    parts = (name, [key.ordering for key in keys], sorted(filters.items()))
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def encode(place: Values, *, scope: str) -> str:
    """The cursor of a place; the same place always has the same cursor."""
    return _signer().sign_object([scope, place])


def decode(cursor: str, *, scope: str) -> Values:
    """The place that a cursor stands for; raise InvalidCursor."""
    try:
        made_for, place = _signer().unsign_object(cursor)
    except BadSignature as error:
        raise InvalidCursor from error
    if made_for != scope:
        raise InvalidCursor
    return place


def place_of(row: Model, keys: Sequence[Key]) -> Values:
    """Where a row stands in the order."""
    values = (attrgetter(key.path.replace("__", "."))(row) for key in keys)
    return [value if isinstance(value, int) else str(value) for value in values]


def after(place: Values, keys: Sequence[Key]) -> Q:
    """The condition of all that comes after a place in the order."""

    def step(rest: Q, pair: tuple[Key, str | int]) -> Q:
        key, value = pair
        return Q(**{key.beyond: value}) | (Q(**{key.path: value}) & rest)

    pairs = list(zip(keys, place, strict=True))
    last, value = pairs.pop()
    return reduce(step, reversed(pairs), Q(**{last.beyond: value}))


def _signer() -> Signer:
    return Signer(salt="inet3site.api.cursor")
