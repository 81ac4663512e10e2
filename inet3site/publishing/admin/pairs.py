"""Chinese and English side by side: the two fields of a pair share one line of a form."""

from collections.abc import Container, Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import flatten
from django.db import models
from django.http import HttpRequest

from ..bilingual import EN, ZH

CHINESE, ENGLISH = "_zh", "_en"
TAGS = {CHINESE: ZH, ENGLISH: EN}


class Lines(list[Any]):
    """The lines of a fieldset, each a field or several; `in` finds a field on any of them.

    Django asks so whether a fieldset holds an error and must not be folded away.
    """

    def __contains__(self, name: object) -> bool:
        return name in flatten(self)


def side_by_side(lines: Iterable[Any]) -> Lines:
    """The lines, with the two fields of each pair on one; a line of several fields stays so."""
    given = list(lines)
    joined = Lines()
    for line in given:
        stem, ending = (line[:-3], line[-3:]) if isinstance(line, str) else ("", "")
        if ending == CHINESE and stem + ENGLISH in given:
            joined.append((line, stem + ENGLISH))
        elif ending != ENGLISH or stem + CHINESE not in given:
            joined.append(line)
    return joined


def without(fieldsets: Iterable[tuple], names: Container[str]) -> list[tuple]:
    """The fieldsets, without lines that are one of these fields; each with lines of its own."""
    return [
        (title, {**options, "fields": Lines(f for f in options["fields"] if f not in names)})
        for title, options in fieldsets
    ]


class SideBySideMixin(admin.options.BaseModelAdmin):
    """Puts pairs on one line, in the form of an entry and in the rows of its parts."""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[tuple]:
        return [
            (name, {**options, "fields": side_by_side(options["fields"])})
            for name, options in super().get_fieldsets(request, obj)
        ]

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and (tag := TAGS.get(db_field.name[-3:])):
            field.widget.attrs["lang"] = tag
        return field
