"""What is checked of built rows: that they are complete, and what their models require."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint, Value

from inet3site.publishing.models import Translated
from inet3site.publishing.registry import EntryType
from policies.models import Citation

from .places import Place, Problem, Problems, nearest
from .rows import Row
from .shapes import LANGUAGES, shape_of


def check_entry(rows: Iterable[Row], title: str, problems: Problems) -> None:
    """Check each row of one entry by itself; `title` is the field that the entry can't lack."""
    for number, row in enumerate(rows):
        found = len(problems)
        _check_fields(row, problems)
        _check_languages(row, title if number == 0 else "", problems)
        if len(problems) == found:
            _check_constraints(row, problems)


def check_unique(rows: Iterable[Row], problems: Problems) -> None:
    """Check that no two rows of the files have what only one may have."""
    seen: dict[tuple, Place] = {}
    for row in rows:
        key = row.place.at("id" if "id" in row.given else "key")
        unique = {("id", row.instance.pk): key} | {
            (row.model, names, values): row.place.at(_named(row, names))
            for names, values in _unique_values(row)
        }
        for value, place in unique.items():
            other = seen.setdefault(value, place)
            if other is not place:
                problems.add(place, f"This must be unique; it is the same at: {other}.")


def _named(row: Row, columns: Iterable[str]) -> str:
    """The names in the files of those fields that stand there."""
    return ", ".join(name for column in columns if (name := row.shape.name_of(column)))


def _check_fields(row: Row, problems: Problems) -> None:
    checked = row.shape.columns.keys() | row.shape.language_columns
    names = {column.name for column in row.instance._meta.concrete_fields}
    for name, key in (row.shape.entries | row.shape.siblings).items():
        if not key.null and name not in row.given and getattr(row.instance, key.attname) is None:
            problems.add(row.place.at(name), "This is needed.")
    try:
        row.instance.clean_fields(exclude=names - checked)
        row.instance.clean()
    except ValidationError as error:
        for name, errors in error.update_error_dict({}).items():
            for each in errors:
                problems.add(row.place.at(row.shape.name_of(name)), _message(row, name, each))


def _message(row: Row, name: str, error: ValidationError) -> str:
    message = " ".join(error.messages)
    if error.code != "invalid_choice":
        return message
    choices = row.instance._meta.get_field(name).flatchoices
    return f"{message} The choices are: {', '.join(str(value) for value, _ in choices)}."


def _check_languages(row: Row, title: str, problems: Problems) -> None:
    for base in sorted(row.shape.pairs - in_one_language(row.model)):
        names = [f"{base}.{language}" for language in LANGUAGES]
        texts = [getattr(row.instance, name.replace(".", "_")) for name in names]
        if any(texts) or f"{base}_zh" == title:
            for name, text in zip(names, texts, strict=True):
                if not text and name not in row.given:
                    problems.add(row.place.at(name), "This text is needed.")
    if title in row.shape.columns and not getattr(row.instance, title):
        problems.add(row.place.at(title), "This text is needed.")


def in_one_language(model: type[models.Model]) -> frozenset[str]:
    """The texts that are given in the languages in which they were said, and in no other."""
    return model.source_language_only if issubclass(model, Translated) else frozenset()


def doubts(entry_type: EntryType, rows: Iterable[Row]) -> Iterator[Problem]:
    """Citations of a field that is neither one of what they support nor a part of its entry."""
    rows = list(rows)
    parts = {row.key.removeprefix(f"{rows[0].key}/") for row in rows[1:]}
    parts |= {name for row in rows[1:] for name in row.names}
    for row in rows:
        if isinstance(row.instance, Citation) and (name := row.instance.field):
            known = parts.union(*(_names(entry_type, each) for each in _cited(row, entry_type)))
            if name not in known:
                message = f"“{name}” is nothing to cite.{nearest(name, known)}"
                yield Problem(row.place.at("field"), message)


def _names(entry_type: EntryType, model: type[models.Model]) -> set[str]:
    shape = shape_of(entry_type, model)
    return shape.names | shape.language_columns


def _cited(row: Row, entry_type: EntryType) -> Iterator[type[models.Model]]:
    for key in row.model._meta.concrete_fields:
        model = key.related_model
        if model in entry_type.models and getattr(row.instance, key.attname):
            yield model


def _check_constraints(row: Row, problems: Problems) -> None:
    """Check what the database would refuse, but for uniqueness."""
    checks = [each for each in row.model._meta.constraints if isinstance(each, CheckConstraint)]
    if Q(*(each.condition for each in checks)).check(_values(row.instance)):
        return
    for constraint in checks:
        try:
            constraint.validate(row.model, row.instance)
        except ValidationError as error:
            names = dict.fromkeys(_names_in(constraint.condition))
            problems.add(row.place.at(_named(row, names)), " ".join(error.messages))


def _names_in(condition: Any) -> Iterator[str]:
    """The names of the fields that a condition looks at."""
    for child in condition.children:
        if isinstance(child, Q):
            yield from _names_in(child)
        else:
            yield child[0].partition("__")[0]


def _unique_values(row: Row) -> Iterator[tuple[tuple[str, ...], tuple]]:
    """The names and the values of each set of fields that must be unique; NULL equals nothing."""
    for names in _unique_sets(row.instance):
        values = tuple(
            getattr(row.instance, row.instance._meta.get_field(name).attname) for name in names
        )
        if None not in values:
            yield names, values


def _unique_sets(instance: models.Model) -> Iterator[tuple[str, ...]]:
    options = instance._meta
    columns = [each for each in options.concrete_fields if each.unique and not each.primary_key]
    yield from ((column.name,) for column in columns)
    for constraint in options.constraints:
        if isinstance(constraint, UniqueConstraint) and _applies(constraint, instance):
            yield tuple(constraint.fields)


def _applies(constraint: UniqueConstraint, instance: models.Model) -> bool:
    return constraint.condition is None or constraint.condition.check(_values(instance))


def _values(instance: models.Model) -> dict[str, Value]:
    columns = instance._meta.concrete_fields
    return {each.name: Value(getattr(instance, each.attname), each) for each in columns}
