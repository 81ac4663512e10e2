"""A column of tokens that both databases can search for phrases."""

import re
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from .cjk import Phrase

LEXEME = re.compile(r"'([^']*)':([\d,]+)")


class TokensField(models.Field):
    """Tokens in their order, with spaces between.

    PostgreSQL keeps them as a `tsvector`, made without its parsers. SQLite keeps the text, and the
    table `search_tokens` (FTS5) follows it by triggers.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_db_prep_value(
        self, value: str, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> str:
        if connection.vendor != "postgresql":
            return value
        return " ".join(f"'{token}':{place}" for place, token in enumerate(value.split(), 1))

    def from_db_value(self, value: str, expression: Any, connection: BaseDatabaseWrapper) -> str:
        """The tokens as they were written, whichever database kept them."""
        if connection.vendor != "postgresql":
            return value
        places = {
            int(place): token
            for token, listed in LEXEME.findall(value)
            for place in listed.split(",")
        }
        return " ".join(token for _place, token in sorted(places.items()))


@TokensField.register_lookup
class Matches(models.Lookup):
    """Rows in whose tokens a phrase stands."""

    lookup_name = "matches"
    prepare_rhs = False
    rhs: Phrase

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        key = self.lhs.target.model._meta.pk.get_col(self.lhs.alias)
        column, parameters = compiler.compile(key)
        words = " ".join(self.rhs.tokens)
        query = f'"{words}"{" *" if self.rhs.open else ""}'
        found = "SELECT rowid FROM search_tokens WHERE search_tokens MATCH %s"
        return f"{column} IN ({found})", [*parameters, query]

    def as_postgresql(
        self, compiler: Any, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        column, parameters = self.process_lhs(compiler, connection)
        words = " <-> ".join(f"'{token}'" for token in self.rhs.tokens)
        return f"{column} @@ %s::tsquery", [*parameters, words + (":*" if self.rhs.open else "")]
