"""A property test: whatever the entries hold, export and load give the same digests elsewhere."""

import re
from decimal import Decimal
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inet3site.pages.management.commands.load_content import CONTENT_DIR
from inet3site.publishing import ledger
from inet3site.publishing.fields import EdtfField
from inet3site.publishing.models import OrderedPart, Translated
from inet3site.publishing.registry import EntryType, all_types
from tests.builders import SPECIAL, build_all

from .installations import digests, installation, run, texts

pytestmark = pytest.mark.stores

LONG = "Beijing’s plan: “Internet 3.0” & the rest, words enough to be folded over several lines. "

AWKWARD = [
    *("", " ", "yes", "no", "on", "true", "null", "~", "2023-05-27", "007", "1e3", "0x1F", "<<"),
    *("a: b", "a:", ": a", "# a", "a #b", "- a", "? a", "{a}", "[a]", "&a", "*a", "!a", "%a", "@a"),
    *("`a", "'", '"', "a'b\"c", "\\n", "---", "...", "a, b", "=", "|", ">", "> a", "| a\n b"),
    *(" a", "a ", "a\n", "\na", "a\nb", "a\n\n\nb", "a\n  b\nc", "a \nb", "a\r\nb", "a\rb", "\t"),
    *("a\tb", "\x85", "a\u2028b", "a\u2029b", "\ufeffa", "a\u00a0b", "\u3000甲", "\x1b", "\x7f"),
    *(
        "互联网3.0：“元宇宙”。",
        "甲 乙 #丙: 丁",
        "甲\n乙",
        "甲" * 120,
        "甲 " * 60,
        "😀",
        "甲😀: b #",
    ),
    *(LONG, LONG * 3, LONG.strip() * 2, (LONG * 2).strip(), "a  b " * 30 + "c", "x" * 250),
    *("a\n# b", "a\n---\nb", "a\n- b: c", "# Heading\n\n* one\n* two\n\n    code", "a\n\n    b"),
]

any_text = st.sampled_from(AWKWARD) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30
)
STATES = [("none", ""), ("official", "0" * 64), ("machine", "f" * 64), ("unofficial", "1" * 64)]
"""Translations as they may be, but that they follow none of the Chinese texts."""

amounts = st.decimals(min_value=0, max_value=10**9, places=4)


def free_texts(row: models.Model) -> list[models.Field]:
    """The fields of a row that take any text."""
    return [
        field
        for field in row._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, EdtfField | models.URLField)
        and field.editable
        and not field.choices
        and field.name not in SPECIAL
    ]


def rows_of(entry_type: EntryType, entry: Any) -> list[Any]:
    """The entry and its parts."""
    parts = [
        part
        for model in entry_type.parts
        for part in model.objects.filter(**{entry_type.parent_field(model): entry})
    ]
    return [entry, *parts]


def garble(row: Any, title: str, draw: Any) -> None:
    """Give a row's free fields awkward values, and its translation any state that it may have."""
    for field in free_texts(row):
        setattr(row, field.name, next(draw)[: field.max_length])
    if not getattr(row, title, "x"):
        setattr(row, title, "甲")
    if isinstance(row, OrderedPart):
        row.position = next(draw.places)
    for name in ("amount", "converted_amount"):
        if getattr(row, name, None) is not None:
            setattr(row, name, next(draw.amounts))
    if isinstance(row, Translated):
        row.translation, row.translated_from = next(draw.translations)
        if next(draw.places) % 2:
            row.mark_translated()
    row.save()


class Draw:
    """Values in an endless row, of which Hypothesis chose the beginning."""

    def __init__(self, texts: list[str], amounts: list[Decimal], places: list[int]) -> None:
        self.texts = cycle(texts)
        self.amounts = cycle(amounts)
        self.places = cycle(places)
        first = places[0] % len(STATES)
        self.translations = cycle([*STATES[first:], *STATES[:first]])

    def __next__(self) -> str:
        return next(self.texts)


draws = st.builds(
    Draw,
    st.lists(any_text, min_size=5, max_size=41),
    st.lists(amounts, min_size=1, max_size=5),
    st.lists(st.integers(min_value=0, max_value=5), min_size=1, max_size=7),
)


def survives(draw: Draw) -> None:
    """Make entries of every type from what was drawn, and take them on a round trip."""
    with TemporaryDirectory() as name:
        with installation():
            first = build_all("abc", number=1)
            second = build_all("abd", number=2, targets=first)
            for built in (first, second):
                for entry_type in all_types():
                    entry = built[entry_type.model]
                    for row in rows_of(entry_type, entry):
                        garble(row, entry_type.title, draw)
                    ledger.publish(entry)
            before = digests()
            run("export_content", Path(name))
            count = 2 * len(list(all_types()))
            loaded = run("load_content", Path(name))
            assert loaded.endswith(f"published 0, unchanged {count}, kept 0\n")
        with installation():
            run("load_content", Path(name))
            assert digests() == before


def garbled(examples: int) -> None:
    """Try so many examples."""
    run = given(draws)(survives)
    settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))(run)()


def test_every_type_survives_all_awkward_texts():
    survives(Draw(AWKWARD, [Decimal("0.0001"), Decimal("123456789.5")], [0, 2, 1, 1]))


def test_every_type_survives_whatever_it_holds():
    garbled(3)


@pytest.mark.nightly
def test_every_type_survives_whatever_it_holds_at_length():
    garbled(100)


def test_the_sites_own_content_survives_unchanged(tmp_path):
    with installation():
        loaded = run("load_content", CONTENT_DIR)
        before = digests()
        run("export_content", tmp_path / "first")
    with installation():
        assert run("load_content", tmp_path / "first") == loaded
        assert digests() == before
        run("export_content", tmp_path / "second")
    files = texts(tmp_path / "first")
    assert texts(tmp_path / "second") == files
    assert not any(re.search(r"^[ -]*id: ", text, re.MULTILINE) for text in files.values())
