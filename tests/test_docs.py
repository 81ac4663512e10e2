"""The description of the data names every model and field that there is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import models

from inet3site.publishing.registry import EntryType, all_types
from policies.models import Citation, Promise, Quantity

DATA = (Path(__file__).parent.parent / "docs" / "data.md").read_text(encoding="utf-8")
NOT_TOLD = {"id", "position", "edition", "updated_at", "translated_from"}
"""What no editor fills in."""

MODELS = [
    (kind, model)
    for kind in all_types()
    for model in kind.models
    if not issubclass(model, Citation)
]


def names(entry_type: EntryType, model: type[models.Model]) -> Iterator[str]:
    """The fields of a model as the page names them, pairs of texts by one name."""
    shared = {f.name for base in (Quantity, Promise) for f in base._meta.get_fields()}
    inherited = shared if issubclass(model, Quantity) else set()
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        if field.name not in {*NOT_TOLD, *inherited, entry_type.parent_field(model)}:
            yield field.name.removesuffix("_zh").removesuffix("_en")


def row_of(model: type[models.Model]) -> str:
    """The line of the table that describes a model."""
    lines = [line for line in DATA.splitlines() if line.startswith(("| `", "| – `"))]
    return next((line for line in lines if f"`{model.__name__}`" in line.split("|")[1]), "")


@pytest.mark.parametrize(("entry_type", "model"), MODELS, ids=lambda each: str(each)[:60])
def test_every_model_and_field_is_told(entry_type: EntryType, model: type[models.Model]) -> None:
    told = row_of(model)
    assert told, model.__name__
    assert [name for name in names(entry_type, model) if f"`{name}`" not in told] == []


@pytest.mark.parametrize("base", [Quantity, Promise, Citation])
def test_what_models_share_is_told(base: type[models.Model]) -> None:
    missing = [
        field.name
        for field in base._meta.get_fields()
        if field.name not in NOT_TOLD
        and f"`{field.name.removesuffix('_zh').removesuffix('_en')}`" not in DATA
    ]
    assert missing == []
